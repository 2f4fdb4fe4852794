"""What the machine itself must have: on Linux the libraries Qt is linked against, installed where we may, named where we may not."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


class CannotGoOn(Exception):
    """What stands in the way, and the command that puts it right."""


@dataclass(frozen=True)
class Need:
    """A Debian package, and the library, command or file that shows it is there (under whatever name it was installed)."""

    package: str
    library: str = ""
    command: str = ""
    file: str = ""

    def met(self) -> bool:
        if self.command:
            return shutil.which(self.command) is not None
        if self.file:
            return Path(self.file).exists()
        try:
            ctypes.CDLL(self.library)
        except OSError:
            return False
        return True


_OFFSCREEN = (
    Need("libegl1", "libEGL.so.1"),
    Need("libgl1", "libGL.so.1"),
    Need("libx11-6", "libX11.so.6"),
    Need("libdbus-1-3", "libdbus-1.so.3"),
    Need("libfontconfig1", "libfontconfig.so.1"),
    Need("libfreetype6", "libfreetype.so.6"),
    Need("libglib2.0-0", "libglib-2.0.so.0"),
    Need("libxkbcommon0", "libxkbcommon.so.0"),
    Need("libbrotli1", "libbrotlidec.so.1"),
    Need("fonts-dejavu-core", file="/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
)
_SCREEN = (
    Need("libxcb-cursor0", "libxcb-cursor.so.0"),
    Need("libxcb-icccm4", "libxcb-icccm.so.4"),
    Need("libxcb-keysyms1", "libxcb-keysyms.so.1"),
    Need("libxcb-image0", "libxcb-image.so.0"),
    Need("libxcb-render-util0", "libxcb-render-util.so.0"),
    Need("libxcb-xkb1", "libxcb-xkb.so.1"),
    Need("libxcb-shape0", "libxcb-shape.so.0"),
    Need("libxcb-randr0", "libxcb-randr.so.0"),
    Need("libxcb-xinerama0", "libxcb-xinerama.so.0"),
    Need("libxkbcommon-x11-0", "libxkbcommon-x11.so.0"),
    Need("libwayland-cursor0", "libwayland-cursor.so.0"),
)
_CHECKING = (
    Need("xvfb", command="Xvfb"),
    Need("xauth", command="xauth"),
    Need("poppler-utils", command="pdftotext"),
    Need("qpdf", command="qpdf"),
)
FOR_WINDOW = _OFFSCREEN + _SCREEN
FOR_TESTS = FOR_WINDOW + _CHECKING
_PYTHON = f"libpython{sys.version_info.major}.{sys.version_info.minor}"
FOR_PACKAGE = (*FOR_WINDOW, Need("binutils", command="objdump"), Need(_PYTHON, f"{_PYTHON}.so.1.0"))


def provide(needs: Iterable[Need]) -> None:
    """Install what is missing of *needs*, or say what to type.

    Raises:
        CannotGoOn: something is missing and we may not install it, or installing did not bring it.
    """
    if not sys.platform.startswith("linux"):
        return
    lacking = missing(needs)
    if lacking and not installed(one.package for one in lacking):
        raise CannotGoOn(_sentence(lacking))
    if lacking := missing(lacking):
        raise CannotGoOn(_sentence(lacking))


def missing(needs: Iterable[Need]) -> list[Need]:
    return [need for need in needs if not need.met()]


def installed(packages: Iterable[str]) -> bool:
    """Whether *packages* could be installed with apt-get: False where there is none, or no right to use it."""
    rights = privileges()
    if rights is None or not shutil.which("apt-get"):
        return False
    names = list(packages)
    print(f"Installing for this machine: {' '.join(names)}", flush=True)
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=300"]
    _quietly([*apt, "update"])  # a source that cannot be reached is no reason to stop: the packages may be in another
    return _quietly([*apt, "install", "-y", "--no-install-recommends", *names])


def privileges() -> list[str] | None:
    """The words before a command that make it the administrator's: none for root, None where we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    return None


def _quietly(command: list[str]) -> bool:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        print("\n".join(done.stdout.decode("utf-8", "replace").splitlines()[-15:]), file=sys.stderr)
    return done.returncode == 0


def _sentence(lacking: list[Need]) -> str:
    packages = " ".join(need.package for need in lacking)
    if shutil.which("apt-get"):
        return (
            "Some system packages are missing. Type this, then run the same command again:\n\n"
            f"    sudo apt-get update && sudo apt-get install -y {packages}\n"
        )
    shown = ", ".join(need.library or need.command or need.file for need in lacking)
    return (
        f"Some system libraries are missing: {shown}. Install them with this system's package manager "
        f"(in Debian they are {packages}), then run the same command again."
    )
