"""Where a live workspace may be: on this laptop's own disk, and not in a folder that something else copies piece by piece.

The rules are plain functions of paths and of what the system says about them; only `refuse_place` asks the system.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

import platformdirs

from wmpeer.store.errors import NetworkFolderError, RemovableFolderError, SyncedFolderError

_NETWORK_TYPES = "nfs nfs3 nfs4 cifs smb smb2 smb3 smbfs ncpfs afs auristor coda ceph glusterfs lustre beegfs gpfs davfs afpfs webdav sshfs"
_NETWORK_FUSE = "sshfs rclone gvfsd-fuse davfs davfs2 glusterfs s3fs smbnetfs curlftpfs httpdirfs cephfs"
NETWORK_TYPES = frozenset(_NETWORK_TYPES.split())
NETWORK_FUSE = frozenset(_NETWORK_FUSE.split())
SYNCED_FUSE = {
    "google-drive-ocamlfuse": "Google Drive",
    "onedriver": "OneDrive",
    "dbxfs": "Dropbox",
    "drivefs": "Google Drive",
    "gdfs": "Google Drive",
}
_SYNCED_NAMES = (
    (re.compile(r"onedrive([ -].*)?"), "OneDrive"),
    (re.compile(r"sharepoint([ -].*)?"), "SharePoint"),
    (re.compile(r"dropbox([ -].*)?|dropbox \(.*\)|.* dropbox"), "Dropbox"),
    (re.compile(r"google ?drive([ -].*)?|my drive|googledrive-.*"), "Google Drive"),
    (re.compile(r"icloud ?drive|icloud|mobile documents|com~apple~clouddocs"), "iCloud"),
    (re.compile(r"box sync|box-box"), "Box"),
    (re.compile(r"nextcloud|owncloud|pcloud ?drive|mega ?sync|tresorit|sync\.com"), "a cloud service"),
)
_VARIABLES = {
    "OneDrive": "OneDrive",
    "OneDriveConsumer": "OneDrive",
    "OneDriveCommercial": "OneDrive",
    "DROPBOX_PATH": "Dropbox",
}
_MARKERS = {
    ".dropbox.cache": "Dropbox",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".owncloudsync.log": "a cloud service",
    ".nextcloudsync.log": "a cloud service",
    ".stfolder": "Syncthing",
}
DRIVE_REMOVABLE, DRIVE_REMOTE = 2, 4


@dataclass(frozen=True, slots=True)
class Mount:
    """A line of ``/proc/mounts``."""

    source: str
    point: str
    kind: str
    options: tuple[str, ...] = ()


def default_folder() -> Path:
    """The folder for workspaces on this laptop: the user's own data, not the part that roams over the network."""
    return Path(platformdirs.user_data_dir("wmpeer", appauthor=False, roaming=False))


def refuse_place(folder: Path) -> None:
    """Nothing, where a live workspace may be in *folder* (which need not exist yet).

    Raises:
        SyncedFolderError, NetworkFolderError, RemovableFolderError: with where to keep it instead.
    """
    whole, real = folder.absolute(), folder.resolve()
    suggested = str(default_folder())
    for place in dict.fromkeys((whole, real)):
        service = synced_by_name(place) or synced_by_variable(place, os.environ) or _synced_by_system(place)
        if service:
            raise SyncedFolderError(folder=str(folder), service=service, suggested=suggested)
    if is_unc(str(whole)) or is_unc(str(real)) or _on_network(real):
        raise NetworkFolderError(folder=str(folder), suggested=suggested)
    if _on_removable(real):
        raise RemovableFolderError(folder=str(folder), suggested=suggested)


def synced_by_name(place: PurePath) -> str:
    """The service that a part of the path is named after, or ""."""
    parts = [part.casefold() for part in place.parts]
    for at, part in enumerate(parts):
        if part == "cloudstorage" and at and parts[at - 1] == "library":
            return "a cloud service" if at + 1 == len(parts) else _service(parts[at + 1]) or "a cloud service"
        if part == "box" and at >= 2 and parts[at - 2] in {"users", "home"}:
            return "Box"
        if service := _service(part):
            return service
    return ""


def synced_by_variable(place: PurePath, variables: Mapping[str, str]) -> str:
    """The service whose folder, as its own environment variable names it, holds *place*; or ""."""
    for variable, service in _VARIABLES.items():
        if (root := variables.get(variable, "").strip()) and _within(place, type(place)(root)):
            return service
    return ""


def synced_by_marker(names: Iterable[str]) -> str:
    """The service that leaves one of *names* in the folder it keeps in step, or ""."""
    return next((_MARKERS[name] for name in names if name in _MARKERS), "")


def is_unc(place: str) -> bool:
    r"""Whether a Windows path names a server (``\\server\share``, also as ``\\?\UNC\server\share``)."""
    plain = place.replace("/", "\\") if sys.platform == "win32" else place
    if plain.casefold().startswith("\\\\?\\unc\\"):
        return True
    return plain.startswith("\\\\") and not plain.startswith(("\\\\?\\", "\\\\.\\"))


def is_cloud_tag(reparse_tag: int) -> bool:
    """Whether a Windows reparse tag is one of the cloud files' (IO_REPARSE_TAG_CLOUD, _CLOUD_1 ... _CLOUD_F)."""
    return reparse_tag & 0xFFFF0FFF == 0x9000001A


def mounts_in(text: str) -> tuple[Mount, ...]:
    """The lines of ``/proc/mounts``, whose spaces are written ``\\040``."""
    found = []
    for line in text.splitlines():
        fields = line.split(" ")
        if len(fields) >= 4:
            source, point = (re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), one) for one in fields[:2])
            found.append(Mount(source, point, fields[2], tuple(fields[3].split(","))))
    return tuple(found)


def mount_of(place: PurePosixPath, mounts: Iterable[Mount]) -> Mount | None:
    """The mount that holds *place*: the deepest, and of two at one point the later, which hides the earlier."""
    best: Mount | None = None
    for mount in mounts:
        holds = _within(place, PurePosixPath(mount.point))
        if holds and (best is None or len(PurePosixPath(mount.point).parts) >= len(PurePosixPath(best.point).parts)):
            best = mount
    return best


def is_network_mount(mount: Mount) -> bool:
    """Whether the files are on another machine. What everything else stands on (``/``) is no choice of the user's and passes."""
    if mount.point == "/":
        return False
    if mount.kind == "9p":  # also the local disk of a virtual machine; only over TCP is it a network
        return "trans=tcp" in mount.options or "trans=rdma" in mount.options
    return mount.kind in NETWORK_TYPES or (mount.kind.startswith("fuse.") and mount.kind.removeprefix("fuse.") in NETWORK_FUSE)


def synced_by_mount(mount: Mount) -> str:
    """The cloud service that is mounted, or ""."""
    return SYNCED_FUSE.get(mount.kind.removeprefix("fuse."), "")


def is_removable_device(system_path: str, flags: Iterable[str]) -> bool:
    """Whether a Linux block device can be pulled out: *system_path* is its place in ``/sys``, *flags* its ``removable`` files' text."""
    return any(flag.strip() == "1" for flag in flags) or re.search(r"/usb\d+/", system_path) is not None


def _service(part: str) -> str:
    return next((service for pattern, service in _SYNCED_NAMES if pattern.fullmatch(part)), "")


def _within(place: PurePath, root: PurePath) -> bool:
    return place == root or root in place.parents


def _existing(place: Path) -> Path:
    return next((one for one in (place, *place.parents) if os.path.exists(one)), place)  # noqa: PTH110  a folder that may not be looked into is as good as none


def _synced_by_system(place: Path) -> str:
    for folder in (place, *place.parents):
        service = synced_by_marker(name for name in _MARKERS if os.path.lexists(folder / name))
        if os.path.isfile(folder / ".dropbox"):  # noqa: PTH113  in a home folder it is a folder, and means nothing
            service = "Dropbox"
        if service:
            return service
    if sys.platform == "win32":
        return _synced_on_windows(place)
    if sys.platform == "linux" and (mount := mount_of(PurePosixPath(place), _mounts())):
        return synced_by_mount(mount)
    return ""


def _on_network(place: Path) -> bool:
    if sys.platform == "win32":
        return _drive_kind(place) == DRIVE_REMOTE
    if sys.platform == "linux":
        mount = mount_of(PurePosixPath(place), _mounts())
        return mount is not None and is_network_mount(mount)
    return False


def _on_removable(place: Path) -> bool:
    if sys.platform == "win32":
        return _drive_kind(place) == DRIVE_REMOVABLE
    elif sys.platform == "darwin":  # noqa: RET505  mypy leaves out what another system runs only so
        return len(place.parts) > 2 and place.parts[1] == "Volumes"
    else:
        there = _existing(place)
        if there.stat().st_dev == Path("/").stat().st_dev:
            return False  # what the whole laptop stands on is no choice of the user's
        return is_removable_device(*_device(there))


def _mounts() -> tuple[Mount, ...]:
    try:
        return mounts_in(Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape"))
    except OSError:
        return ()


if sys.platform == "win32":
    import ctypes
    import winreg

    def _drive_kind(place: Path) -> int:
        return int(ctypes.windll.kernel32.GetDriveTypeW(place.anchor))

    def _synced_on_windows(place: Path) -> str:
        for folder in (place, *place.parents):
            try:
                if is_cloud_tag(getattr(folder.lstat(), "st_reparse_tag", 0)):
                    return "a cloud service"
            except OSError:
                continue
        return next(("OneDrive or SharePoint" for root in _onedrive_roots() if _within(place, Path(root))), "")

    def _onedrive_roots() -> Iterator[str]:
        """Every folder that OneDrive keeps in step, SharePoint libraries among them."""
        where = r"Software\SyncEngines\Providers\OneDrive"
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, where) as providers:
                for at in range(winreg.QueryInfoKey(providers)[0]):
                    with winreg.OpenKey(providers, winreg.EnumKey(providers, at)) as provider:
                        yield str(winreg.QueryValueEx(provider, "MountPoint")[0])
        except OSError:
            return

else:

    def _device(place: Path) -> tuple[str, list[str]]:
        number = place.stat().st_dev
        system = Path(os.path.realpath(f"/sys/dev/block/{os.major(number)}:{os.minor(number)}"))
        flags = []
        for folder in (system, system.parent):  # a partition's flag is its disk's
            try:
                flags.append((folder / "removable").read_text())
            except OSError:
                continue
        return f"{system}/", flags
