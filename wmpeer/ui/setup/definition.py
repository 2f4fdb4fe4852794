"""Framework and region, to be read: they were pinned when the cycle began."""

from __future__ import annotations

from wmpeer.files import resource
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.table import Table
from wmpeer.ui.screen import Screen
from wmpeer.ui.setup.section import Section, fit_rows
from wmpeer.ui.setup.view import SetupView


class DefinitionSection(Section):
    """Name, version, areas, authorities, and where the files are."""

    key, word, icon = "region", "Framework and region", "map-pin"
    help = "Pinned when the cycle began, word for word: a cycle does not change its measure halfway. The next cycle can take new files."

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.framework = Label("", "subheading")
        self.framework_about = Label("", tone="ink2", wrap=True, select=True)
        self.areas = Table(
            (
                Column("No.", lambda one: str(one.number), number=True, width=50, sort=None),
                Column("Area", lambda one: Cell(one.title, weight=500), width=300, stretch=True, sort=None),
                Column("Code", lambda one: Cell(one.code, tone="ink2"), width=170, sort=None),
            ),
            label="Areas", key=lambda one: one.code, name="framework-areas",
        )  # fmt: skip
        self.region = Label("", "subheading")
        self.region_about = Label("", tone="ink2", wrap=True, select=True)
        self.authorities = Table(
            (
                Column("Authority", lambda one: Cell(one.name, weight=500), width=240, stretch=True),
                Column("ONS code", lambda one: Cell(one.ons_code, tone="ink2"), width=110),
                Column("DfE number", lambda one: Cell(one.dfe_code, tone="ink2"), width=100),
                Column("Trust", lambda one: Cell(one.trust or "—", tone="ink2" if one.trust else "ink3"), width=220, drop=1),
            ),
            label="Authorities", key=lambda one: one.ons_code, name="region-authorities",
        )  # fmt: skip
        self.where = Label("", tone="ink2", wrap=True, select=True)
        self.add(self.framework, self.framework_about, self.areas, self.region, self.region_about, self.authorities)
        self.add(Label("Where the files are", "subheading"), self.where)
        self.end()

    def fill(self, view: SetupView) -> None:
        frame, region = view.framework, view.region
        self.framework.setText(frame.name)
        scale = ", ".join(point.word for point in frame.views)
        self.framework_about.setText(f"Version {frame.version}. The panel’s scale: {scale}.")
        self.areas.set_records(frame.areas)
        self.region.setText(f"{region.name}{' (fictional)' if region.fictional else ''}")
        self.region_about.setText(
            f"{region.alliance}. Letters are headed “{region.letter_head}” and marked {region.marking or 'with nothing'}."
        )
        self.authorities.set_records(view.authorities)
        for table in (self.areas, self.authorities):
            fit_rows(table, 20)
        self.where.setText(
            f"This workspace: {view.path}\n"
            f"Regions that travel with the program: {resource('regions')}\n"
            f"Frameworks: {resource('frameworks')}"
        )
