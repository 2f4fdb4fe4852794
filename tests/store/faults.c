/* Fails the Nth call that writes, flushes or cuts a file of the workspace, as a bad disk would; loaded before everything else.
 *
 * A "sync" that fails flushes nothing, but what was written is there: the case in which SQLite may report an error although the edit
 * is durable all the same.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int left = 0, code = 0, hit = 0;
static char call[16];

/* The nth call named "write", "sync" or "truncate" from now on fails with `error`; 0 disarms. Returns whether the last one was hit. */
int arm(const char *name, int nth, int error)
{
    int was = hit;
    strncpy(call, name, sizeof call - 1);
    left = nth;
    code = error;
    hit = 0;
    return was;
}

static int faulty(const char *name, int file)
{
    char link[64], path[4096];
    ssize_t length;
    if (left <= 0 || strcmp(call, name))
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    if (!strstr(path, ".wmpeer") || --left)
        return 0;
    hit = 1;
    errno = code;
    return 1;
}

ssize_t pwrite64(int file, const void *data, size_t size, off64_t at)
{
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real)
        real = dlsym(RTLD_NEXT, "pwrite64");
    return faulty("write", file) ? -1 : real(file, data, size, at);
}

ssize_t pwrite(int file, const void *data, size_t size, off_t at)
{
    static ssize_t (*real)(int, const void *, size_t, off_t);
    if (!real)
        real = dlsym(RTLD_NEXT, "pwrite");
    return faulty("write", file) ? -1 : real(file, data, size, at);
}

ssize_t write(int file, const void *data, size_t size)
{
    static ssize_t (*real)(int, const void *, size_t);
    if (!real)
        real = dlsym(RTLD_NEXT, "write");
    return faulty("write", file) ? -1 : real(file, data, size);
}

int fsync(int file)
{
    static int (*real)(int);
    if (!real)
        real = dlsym(RTLD_NEXT, "fsync");
    return faulty("sync", file) ? -1 : real(file);
}

int fdatasync(int file)
{
    static int (*real)(int);
    if (!real)
        real = dlsym(RTLD_NEXT, "fdatasync");
    return faulty("sync", file) ? -1 : real(file);
}

int ftruncate64(int file, off64_t size)
{
    static int (*real)(int, off64_t);
    if (!real)
        real = dlsym(RTLD_NEXT, "ftruncate64");
    return faulty("truncate", file) ? -1 : real(file, size);
}
