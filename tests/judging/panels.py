"""A panel at one workspace: each person as their own passphrase would open it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from wmpeer.clock import iso, now
from wmpeer.files import resource
from wmpeer.journal.queries import revision_lines
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.rows import refold, row_of
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.judging.actions import keep_finding
from wmpeer.judging.queries import letter_findings
from wmpeer.judging.records import FindingDraft
from wmpeer.models.journal import Local
from wmpeer.models.records import Person
from wmpeer.region.actions import add_person, pin, pin_cycle
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT

PASSPHRASE = "a quiet morning"
ASHCOMBE, BRACKENFORD, CALDERHOLT = "X08000001", "X08000002", "X08000003"
PEOPLE = (
    ("Olive Office", "coordinator", ""),
    ("Ann Reed", "panellist", "Brackenford"),
    ("Ben Hall", "panellist", "Calderholt"),
    ("Cara Lead", "lead-moderator", ""),
    ("Dan Note", "observer", ""),
)


@cache
def definitions() -> tuple[str, str]:
    region, framework = resource("regions", "westmarch.toml"), resource("frameworks", "default-2026.toml")
    return region.read_text(encoding="utf-8"), framework.read_text(encoding="utf-8")


@dataclass
class Panel:
    """One file and everybody who works at it. `panel("Ann Reed")` is the workspace as Ann opens it."""

    workspace: Workspace
    ids: dict[str, str] = field(default_factory=dict)

    def __call__(self, name: str) -> Workspace:
        """The workspace as *name* opens it; whoever had it before is gone."""
        self.workspace.file.slot = self.ids[name]
        return self.workspace.on_behalf_of(self.ids[name])

    @property
    def office(self) -> Workspace:
        return self("Olive Office")

    def finds(self, name: str, text: str, kind: str = "consider", **more: object) -> str:
        """Something *name* finds about Ashcombe; gives its id."""
        draft = FindingDraft(ASHCOMBE, "in-care", kind, text, **more)  # type: ignore[arg-type]
        return keep_finding(self(name), draft).id

    def order(self) -> list[str]:
        """The areas to consider in Ashcombe's letter, the first first."""
        found = [one for one in self.workspace.read(letter_findings, ASHCOMBE) if one.rank]
        return [one.text for one in sorted(found, key=lambda one: one.rank or 0)]

    def in_letter(self) -> set[str]:
        """The texts that go into Ashcombe's letter."""
        return {one.text for one in self.workspace.read(letter_findings, ASHCOMBE) if one.in_letter}


def set_out(path: Path) -> Panel:
    """A workspace of Westmarch with its people."""
    file, _ = WorkspaceFile.create(path, PASSPHRASE, slot="olive-office", cost=LIGHT)
    workspace = Workspace(file)
    region, framework = definitions()
    with workspace.write("Start the cycle") as journal:
        journal.keep("person", {"name": "Olive Office", "role": "coordinator"}, entity="olive-office")
        pin_cycle(journal, "2026-27", region, framework)
    for name, role, home in PEOPLE[1:]:
        add_person(workspace, name, role, home)
    panel = Panel(workspace)
    panel.ids = workspace.read(lambda session: {row.name: row.entity for row in session.query(Person)})
    return panel


@dataclass
class Apart:
    """Two laptops with the same workspace, which go on apart and come together again."""

    folder: Path
    here: Panel
    there: Panel

    @classmethod
    def of(cls, panel: Panel, folder: Path) -> Apart:
        """The panel's file, and a copy of it on a device of its own."""
        path, ids = panel.workspace.file.path, panel.ids
        panel.workspace.close()
        shutil.copytree(path.parent, folder / "there")
        opened = [open_workspace(one / path.name, PASSPHRASE) for one in (path.parent, folder / "there")]
        with opened[1].file.writing() as session:
            session.merge(Local(key="device", value="f" * 32))
        opened[1].device, opened[1].seat = "f" * 32, f"{'f' * 32}.0001"
        panel.workspace = opened[0]
        return cls(folder, panel, Panel(opened[1], ids))

    def together(self) -> None:
        """Each laptop takes in what the other has."""
        ours, theirs = (one.workspace.read(revision_lines) for one in (self.here, self.there))
        take_in(self.here.workspace, theirs)
        take_in(self.there.workspace, ours)


def take_in(workspace: Workspace, lines: Iterable[RevisionLine]) -> None:
    """Revisions from elsewhere, in the order in which they come; those that are here already change nothing."""
    known = {one.id for one in workspace.read(revision_lines)}
    with workspace.file.writing() as session:
        for line in lines:
            if line.id not in known:
                session.add(row_of(line, arrived_at=iso(now())))
                session.flush()
                refold(session, line.kind, line.entity)


def empty(path: Path) -> Panel:
    """A file that knows the definitions, and nothing that was ever recorded."""
    file, _ = WorkspaceFile.create(path, PASSPHRASE, slot="olive-office", cost=LIGHT)
    with file.writing() as session:
        pin(session, *definitions())
    return Panel(Workspace(file))
