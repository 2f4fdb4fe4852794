"""Writes the demonstration's documents, tables and recording under resources/demo from their sources in packaging/demo.

    python packaging/make_demo.py            writes them
    python packaging/make_demo.py --check    says which differ, and changes nothing

Everything is invented, and the same sources give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "demo"))

import demo_items  # noqa: E402
import demo_office  # noqa: E402
import demo_pdf  # noqa: E402
import demo_plain  # noqa: E402
from demo_figures import figure_rows  # noqa: E402
from demo_source import blocks, sources  # noqa: E402
from demo_tables import tables  # noqa: E402

TARGET = HERE.parent / "resources" / "demo"
RENDER = {
    ".pdf": demo_pdf.pdf, ".docx": demo_office.docx, ".odt": demo_office.odt, ".pptx": demo_office.pptx, ".rtf": demo_plain.rtf,
    ".txt": demo_plain.text, ".md": demo_plain.markdown,
}  # fmt: skip


def made() -> dict[str, bytes]:
    """Every file of the demonstration by its path under resources/demo."""
    found: dict[str, bytes] = {}
    for source in sources():
        found[f"documents/{source.file}"] = RENDER[Path(source.file).suffix](source, blocks(source, figure_rows))
    for name, data in tables().items():
        found[f"data/{name}"] = data
    found["items.json"] = demo_items.items()
    return found


def main() -> int:
    """Write or check; gives the number of files that differed when checking."""
    check = "--check" in sys.argv[1:]
    files = made()
    differing = [name for name, data in files.items() if not (TARGET / name).is_file() or (TARGET / name).read_bytes() != data]
    kept = {str(path.relative_to(TARGET)).replace("\\", "/") for part in ("documents", "data") for path in (TARGET / part).glob("*")}
    extra = sorted(kept - set(files))
    for name in differing if check else ():
        print(f"{name} differs from its source")
    for name in extra:
        print(f"{name} has no source")
    if not check:
        for name in differing:
            path = TARGET / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[name])
        print(f"{len(differing)} of {len(files)} files written, {sum(len(data) for data in files.values())} bytes in all")
    return len(differing) + len(extra) if check else 0


if __name__ == "__main__":
    raise SystemExit(main())
