"""Putting pip into an environment where Python came without `ensurepip` and nothing may be installed on the machine.

First with a pip that is there already; else with pip's own wheel, from Debian's store of wheels or the index this Python is configured for.
The version and its digest are those of packaging/lock/pip.txt.
"""

from __future__ import annotations

import configparser
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

LOCK = Path(__file__).resolve().parent / "lock" / "pip.txt"


def put_into(python: Path) -> bool:
    """Install pip for *python*; False where no pip could be had."""
    there = [sys.executable, "-m", "pip", "--python", str(python)]
    if _works([*there, "install", "-q", "--require-hashes", "-r", str(LOCK)]):
        return True
    for wheel in Path("/usr/share/python-wheels").glob("pip-*.whl"):
        if _from_wheel(wheel, python):
            return True
    with tempfile.TemporaryDirectory() as folder:
        brought = fetched(Path(folder))
        return brought is not None and _from_wheel(brought, python)


def fetched(folder: Path) -> Path | None:
    """The locked wheel of pip in *folder*, if an index this Python is configured for has it."""
    version, digests = locked(LOCK.read_text(encoding="utf-8"))
    name = f"pip-{version}-py3-none-any.whl"
    for index in indexes():
        try:
            page = f"{index.rstrip('/')}/pip/"
            with urllib.request.urlopen(page, timeout=60) as answer:
                address = link(answer.read().decode("utf-8", "replace"), name)
            if address is None:
                continue
            with urllib.request.urlopen(urllib.parse.urljoin(page, address), timeout=120) as answer:
                data = answer.read()
        except (OSError, urllib.error.URLError, ValueError):
            continue
        if hashlib.sha256(data).hexdigest() in digests:
            wheel = folder / name
            wheel.write_bytes(data)
            return wheel
    return None


def locked(text: str) -> tuple[str, set[str]]:
    """The version of pip in the lock, and the SHA-256 digests it may have."""
    found = re.search(r"^pip==(\S+)", text, re.MULTILINE)
    if found is None:
        raise ValueError("packaging/lock/pip.txt names no pip")
    return found[1], set(re.findall(r"--hash=sha256:([0-9a-f]{64})", text))


def link(page: str, name: str) -> str | None:
    """The address of the file *name* on an index page."""
    for found in re.finditer(r"""href=["']([^"']+)["']""", page):
        address = found[1].replace("&amp;", "&")
        if urllib.parse.unquote(address.split("#")[0]).rsplit("/", 1)[-1] == name:
            return address
    return None


def indexes() -> Iterator[str]:
    """The package indexes of pip's environment variables and files, in pip's order."""
    for variable in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL"):
        yield from os.environ.get(variable, "").split()
    for file in _configuration_files():
        settings = configparser.RawConfigParser()
        try:
            settings.read(file, encoding="utf-8")
        except (configparser.Error, UnicodeDecodeError):
            continue
        for key in ("index-url", "extra-index-url"):
            yield from settings.get("global", key, fallback="").split()


def _configuration_files() -> Iterator[Path]:
    if named := os.environ.get("PIP_CONFIG_FILE"):
        yield Path(named)
    home = Path.home()
    yield Path(os.environ.get("XDG_CONFIG_HOME", home / ".config")) / "pip" / "pip.conf"
    yield home / ".pip" / "pip.conf"
    yield Path("/etc/pip.conf")


def _from_wheel(wheel: Path, python: Path) -> bool:
    return _works([str(python), str(wheel / "pip"), "install", "-q", "--no-index", "--no-deps", str(wheel)])


def _works(command: list[str]) -> bool:
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0
