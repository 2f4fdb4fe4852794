"""The pages of Data in the order of the row of tools."""

from __future__ import annotations

from wmpeer.ui.data.area_view import AreaPage
from wmpeer.ui.data.multiples import MultiplesPage
from wmpeer.ui.data.pages import Page
from wmpeer.ui.data.profile import ProfilePage
from wmpeer.ui.data.scorecard import ScorecardPage
from wmpeer.ui.data.single import Single
from wmpeer.ui.flags.page import FlagsPage
from wmpeer.ui.rhythm.page import QuarterPage

PAGES: tuple[type[Page], ...] = (Single, AreaPage, MultiplesPage, ScorecardPage, ProfilePage, FlagsPage, QuarterPage)
