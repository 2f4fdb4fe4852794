/* A bad disk, or one that is watched; loaded before everything else. Only files of a workspace (".wmpeer" in their name) are concerned.
 *
 * arm(): the nth call that writes, flushes or cuts a file fails. A "sync" that fails flushes nothing, but what was written is there:
 * the case in which SQLite may report an error although the edit is durable all the same.
 * watch(): every such call is written down with its bytes, so that the disk's state at any moment can be made again.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(type, name, ...)                           \
    static type (*real)(__VA_ARGS__);                   \
    if (!real)                                          \
        real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int left = 0, code = 0, hit = 0;
static char call[16];
static FILE *book;

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

int watch(const char *where)
{
    book = fopen(where, "wb");
    return book != NULL;
}

/* Writes a line of the caller's into the book. */
void note(const char *line)
{
    fprintf(book, "note %s\n", line);
    fflush(book);
}

static int ours(int file, char *path, size_t size)
{
    char link[64];
    ssize_t length;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    length = readlink(link, path, size - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return strstr(path, ".wmpeer") != NULL;
}

static int faulty(const char *name, int file, const void *data, long size, long at)
{
    char path[4096];
    if ((left <= 0 && !book) || !ours(file, path, sizeof path))
        return 0;
    if (book) {
        fprintf(book, "%s %ld %ld %s\n", name, size, at, path);
        if (data)
            fwrite(data, 1, size, book);
    }
    if (left <= 0 || strcmp(call, name) || --left)
        return 0;
    hit = 1;
    errno = code;
    return 1;
}

ssize_t pwrite64(int file, const void *data, size_t size, off64_t at)
{
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    return faulty("write", file, data, size, at) ? -1 : real(file, data, size, at);
}

ssize_t pwrite(int file, const void *data, size_t size, off_t at)
{
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    return faulty("write", file, data, size, at) ? -1 : real(file, data, size, at);
}

ssize_t write(int file, const void *data, size_t size)
{
    REAL(ssize_t, "write", int, const void *, size_t);
    return faulty("write", file, data, size, lseek(file, 0, SEEK_CUR)) ? -1 : real(file, data, size);
}

int fsync(int file)
{
    REAL(int, "fsync", int);
    return faulty("sync", file, NULL, 0, 0) ? -1 : real(file);
}

int fdatasync(int file)
{
    REAL(int, "fdatasync", int);
    return faulty("sync", file, NULL, 0, 0) ? -1 : real(file);
}

int ftruncate64(int file, off64_t size)
{
    REAL(int, "ftruncate64", int, off64_t);
    return faulty("truncate", file, NULL, 0, size) ? -1 : real(file, size);
}

int ftruncate(int file, off_t size)
{
    REAL(int, "ftruncate", int, off_t);
    return faulty("truncate", file, NULL, 0, size) ? -1 : real(file, size);
}
