"""Where a live workspace may be."""

from __future__ import annotations

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from store_kit import PASSPHRASE

from wmpeer.store import places
from wmpeer.store.errors import SyncedFolderError
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT
from wmpeer.store.places import Mount


@pytest.mark.parametrize(
    ("place", "service"),
    [
        (PureWindowsPath(r"C:\Users\ana\OneDrive - Walsall Council\Panels"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\ana\OneDrive\Documents"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\ana\SharePoint\Region"), "SharePoint"),
        (PureWindowsPath(r"C:\Users\ana\Dropbox (Personal)\x"), "Dropbox"),
        (PureWindowsPath(r"C:\Users\ana\Box\x"), "Box"),
        (PureWindowsPath(r"C:\Users\ana\iCloudDrive"), "iCloud"),
        (PureWindowsPath(r"G:\My Drive\Panels"), "Google Drive"),
        (PurePosixPath("/home/ana/Dropbox/panels"), "Dropbox"),
        (PurePosixPath("/home/ana/Box/panels"), "Box"),
        (PurePosixPath("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs"), "iCloud"),
        (PurePosixPath("/Users/ana/Library/CloudStorage/OneDrive-Council/x"), "OneDrive"),
        (PurePosixPath("/Users/ana/Library/CloudStorage/Box-Box/x"), "Box"),
        (PurePosixPath("/Users/ana/Library/CloudStorage/Whatever-1/x"), "a cloud service"),
        (PurePosixPath("/home/ana/Nextcloud"), "a cloud service"),
        (PurePosixPath("/home/ana/panels"), ""),
        (PurePosixPath("/home/ana/work/box/panels"), ""),
        (PurePosixPath("/home/ana/Dropboxes"), ""),
        (PureWindowsPath(r"C:\Users\ana\AppData\Local\wmpeer"), ""),
    ],
)
def test_that_a_synced_folder_is_known_by_its_name(place: PurePath, service: str) -> None:
    assert places.synced_by_name(place) == service


@pytest.mark.parametrize(
    ("place", "variables", "service"),
    [
        (PureWindowsPath(r"D:\Shared\Ana\Panels"), {"OneDriveCommercial": r"D:\Shared\Ana"}, "OneDrive"),
        (PureWindowsPath(r"d:\shared\ana"), {"OneDrive": r"D:\Shared\Ana"}, "OneDrive"),
        (PureWindowsPath(r"D:\Shared\Anabel"), {"OneDrive": r"D:\Shared\Ana"}, ""),
        (PureWindowsPath(r"D:\Shared"), {"OneDrive": " "}, ""),
    ],
)
def test_that_a_synced_folder_is_known_by_the_services_own_variable(place: PurePath, variables: dict[str, str], service: str) -> None:
    assert places.synced_by_variable(place, variables) == service


@pytest.mark.parametrize(
    ("names", "service"),
    [
        (["a.docx", ".849C9593-D756-4E56-8D6E-42412F2A707B"], "OneDrive"),
        ([".dropbox.cache"], "Dropbox"),
        ([".tmp.drivedownload"], "Google Drive"),
        (["a.docx"], ""),
        ([], ""),
    ],
)
def test_that_a_synced_folder_is_known_by_what_the_service_leaves_in_it(names: list[str], service: str) -> None:
    assert places.synced_by_marker(names) == service


@pytest.mark.parametrize(
    ("place", "unc"),
    [
        (r"\\server\share\x", True),
        (r"\\?\UNC\server\share", True),
        (r"\\?\C:\x", False),
        (r"C:\x", False),
        ("/home/ana", False),
    ],
)
def test_that_a_path_to_a_server_is_known(place: str, unc: bool) -> None:
    assert places.is_unc(place) is unc


MOUNTS = places.mounts_in(
    "/dev/vda / ext4 rw 0 0\n"
    "server:/home /home nfs4 rw,vers=4.2 0 0\n"
    "/dev/sdb1 /home/ana/local\\040disk ext4 rw 0 0\n"
    "//files/share /mnt/share cifs rw 0 0\n"
    "ana@host: /mnt/far fuse.sshfs rw 0 0\n"
    "drive /mnt/g fuse.google-drive-ocamlfuse rw 0 0\n"
    "C:\\134 /mnt/c 9p rw,aname=drvfs,trans=fd 0 0\n"
    "host /mnt/p9 9p rw,trans=tcp 0 0\n"
    "overlay /tmp overlay rw 0 0\n"
    "broken\n"
)


@pytest.mark.parametrize(
    ("place", "network"),
    [
        ("/home/ana", True),
        ("/home/ana/local disk/x", False),
        ("/mnt/share", True),
        ("/mnt/far/x", True),
        ("/mnt/c/Users", False),
        ("/mnt/p9", True),
        ("/tmp/x", False),
        ("/srv", False),
    ],
)
def test_that_a_network_drive_is_known_by_its_mount(place: str, network: bool) -> None:
    mount = places.mount_of(PurePosixPath(place), MOUNTS)
    assert mount is not None
    assert places.is_network_mount(mount) is network


def test_that_what_the_whole_laptop_stands_on_passes() -> None:
    assert not places.is_network_mount(Mount("server:/root", "/", "nfs4"))


def test_that_a_mounted_cloud_is_known() -> None:
    mount = places.mount_of(PurePosixPath("/mnt/g/x"), MOUNTS)
    assert mount is not None and places.synced_by_mount(mount) == "Google Drive"


@pytest.mark.parametrize(
    ("system", "flags", "removable"),
    [
        ("/sys/devices/pci0000:00/0000:00:14.0/usb2/2-1/host6/target/block/sdb/sdb1/", ["0\n"], True),
        ("/sys/devices/pci0000:00/mmc/block/mmcblk0/mmcblk0p1/", ["1\n"], True),
        ("/sys/devices/pci0000:00/nvme/nvme0/nvme0n1/", ["0\n"], False),
        ("/sys/dev/block/0:45/", [], False),
    ],
)
def test_that_a_disk_that_can_be_pulled_out_is_known(system: str, flags: list[str], removable: bool) -> None:
    assert places.is_removable_device(system, flags) is removable


@pytest.mark.parametrize(("tag", "cloud"), [(0x9000001A, True), (0x9000701A, True), (0xA0000003, False), (0, False)])
def test_that_windows_marks_of_a_cloud_folder_are_known(tag: int, cloud: bool) -> None:
    assert places.is_cloud_tag(tag) is cloud


def test_that_a_workspace_is_not_made_in_a_synced_folder_and_the_sentence_says_where_instead(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Council"
    with pytest.raises(SyncedFolderError, match=r"in step with OneDrive.*Keep the workspace in .*wmpeer"):
        WorkspaceFile.create(folder / "a.wmpeer", PASSPHRASE, slot="p", cost=LIGHT)
    assert not folder.exists()


def test_that_a_link_into_a_synced_folder_does_not_help(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "plain").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(SyncedFolderError):
        places.refuse_place(tmp_path / "plain" / "panels")


def test_that_a_marker_above_the_folder_counts(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").write_text("")
    with pytest.raises(SyncedFolderError):
        places.refuse_place(tmp_path / "deep" / "er")


def test_that_the_default_folder_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert places.default_folder().name == "wmpeer"
    places.refuse_place(tmp_path)
