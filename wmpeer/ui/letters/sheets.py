"""Short forms over the window: what the panel agreed of an area, that a concern was raised, that a letter was answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from wmpeer.judging.records import AgreedLine, FindingLine, RaisedLine
from wmpeer.judging.response import Response
from wmpeer.region.framework import Framework, FrameworkArea
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.chips import Chip
from wmpeer.ui.kit.confirm import Sheet
from wmpeer.ui.kit.dates import in_words
from wmpeer.ui.kit.fields import Choice, DateField, Field, TextArea, TextField
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.parts import Form
from wmpeer.ui.kit.segmented import Segmented

HOW = (("in a meeting", "Met"), ("by telephone", "Call"), ("in writing", "In writing"))


class JudgementForm(Form):
    """View, wording, confidence and reason of one area."""

    def __init__(self, framework: Framework, area: FrameworkArea, agreed: AgreedLine | None) -> None:
        super().__init__()
        self.view = Choice([(one.code, one.word) for one in framework.views], hint="What the panel agreed", name="agreed-view")
        self.view.set_value(agreed.view if agreed else "")
        self.wording = TextArea(agreed.wording if agreed else "", rows=3, name="agreed-wording")
        self.confidence = Segmented(
            [(one.code, one.word) for one in framework.confidences], label="Confidence", clearable=True, name="agreed-confidence"
        )
        self.confidence.set_value(agreed.confidence if agreed else "")
        self.reason = TextArea(agreed.reason if agreed else "", rows=2, name="agreed-reason")
        self._view = Field("The panel’s view", self.view, "Compared with the authority’s own grade; it is never printed.")
        self.add(
            self._view,
            Field("What the letter says", self.wording, "In the panel’s words, to the director."),
            Field("How confident is the panel?", self.confidence),
            Field("Why", self.reason, "Needed to go against the majority, or to leave a difference standing. Not printed."),
        )

    def is_whole(self) -> bool:
        """Whether it can be kept; says beside the field what is missing."""
        missing = not self.view.value()
        self._view.set_error("Choose what the panel agreed, or leave the area for later with “Not now”." if missing else "")
        return not missing


def ask_judgement(
    window: QWidget, framework: Framework, area: FrameworkArea, agreed: AgreedLine | None, keep: Callable[[JudgementForm, Sheet], None]
) -> Sheet:
    """Ask what was agreed of *area*; *keep* is called with a whole form."""
    form = JudgementForm(framework, area, agreed)
    sheet = Sheet(window, f"{area.number}. {area.title}", form, "Keep judgement", name="judgement")
    sheet.accepted.connect(lambda: keep(form, sheet) if form.is_whole() else None)
    sheet.open(form.view)
    return sheet


class ConcernForm(Form):
    """When, by whom and how a concern was raised; *left* where the letter is out already."""

    def __init__(self, finding: FindingLine, raised: RaisedLine | None, me: str, today: Callable[[], date], left: bool) -> None:
        super().__init__()
        self._today, self._me = today, me
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Chip("alert" if finding.level == 4 else "concern"))
        row.addStretch(1)
        self.on = DateField(today=today, name="raised-on")
        self.by = TextField(raised.by if raised else me, name="raised-by")
        self.how = Segmented(HOW, label="How?", name="raised-how")
        if raised:
            self.on.set_day(date.fromisoformat(raised.on) if raised.on else None)
            if raised.how and raised.how not in dict(HOW):
                self.how.set_options((*HOW, (raised.how, raised.how[:1].upper() + raised.how[1:])))
            self.how.set_value(raised.how)
        me_today = Button("Today, by me", name="raised-today")
        me_today.clicked.connect(self._today_by_me)
        help_ = "The letter has left without it; a new version would tell of it." if left else "A letter cannot leave while this is empty."
        self._on = Field("When was the director told?", self.on, help_, beside=me_today)
        self._by = Field("By whom?", self.by)
        self._how = Field("How?", self.how)
        self.add(head, Label(finding.text, wrap=True), self._on, self._by, self._how)

    def _today_by_me(self) -> None:
        self.on.set_day(self._today())
        self.by.setText(self._me)

    def is_whole(self) -> bool:
        day = self.on.day()
        late = day is not None and day > self._today()
        written = "Write a day: 8 October 2026." if self.on.is_wrong() else "Give the day, or choose “Not now”."
        self._on.set_error(written if day is None else "This day has not come yet." if late else "")
        self._by.set_error("" if self.by.text().strip() else "Write who told them.")
        self._how.set_error("" if self.how.value() else "Choose how they were told.")
        return day is not None and not late and bool(self.by.text().strip() and self.how.value())


def ask_concern(
    window: QWidget, name: str, finding: FindingLine, raised: RaisedLine | None, me: str, today: Callable[[], date],
    keep: Callable[[ConcernForm, Sheet], None], *, left: bool = False,
) -> Sheet:  # fmt: skip
    """Ask when the authority called *name* was told of a concern; *keep* is called with a whole form. *left*: the letter is out already."""
    form = ConcernForm(finding, raised, me, today, left)
    text = "The director is told by a person, " + ("and not by a letter." if left else "before anything is written.")
    sheet = Sheet(window, f"Concern about {name}", form, "Keep", text=text, name="concern")
    sheet.accepted.connect(lambda: keep(form, sheet) if form.is_whole() else None)
    sheet.open(form.on)
    return sheet


class ResponseForm(Form):
    """When a letter that left on *issued* was answered, and from whom the response came (*likely*)."""

    def __init__(self, known: Response | None, likely: str, issued: date, today: Callable[[], date]) -> None:
        super().__init__()
        self._issued, self._today = issued, today
        self.on = DateField(date.fromisoformat(known.on) if known else None, today=today, name="response-on")
        self.by = TextField(likely, name="response-by")
        now = Button("Today", name="response-today")
        now.clicked.connect(lambda: self.on.set_day(today()))
        self._on = Field("When did the response come?", self.on, beside=now)
        self._by = Field("From whom?", self.by)
        self.back = Button("It has not come after all", "quiet", "arrow-u-up-left", name="response-back")
        self.back.setVisible(known is not None)
        self.add(self._on, self._by, self.back)

    def is_whole(self) -> bool:
        """Whether it can be kept; says beside the field what is missing."""
        day = self.on.day()
        written = "Write a day: 5 January 2027." if self.on.is_wrong() else "Give the day, or choose “Not now”."
        late = "This day has not come yet." if day and day > self._today() else ""
        early = f"The letter left on {in_words(self._issued)}." if day and day < self._issued else ""
        self._on.set_error(written if day is None else late or early)
        self._by.set_error("" if self.by.text().strip() else "Write who answered.")
        return not (self._on.error() or self._by.error())


def ask_response(
    window: QWidget, name: str, form: ResponseForm, keep: Callable[[ResponseForm, Sheet], None], take_back: Callable[[Sheet], None]
) -> Sheet:
    """Ask when the authority called *name* answered; *keep* is called with a whole form, *take_back* where nothing came after all."""
    sheet = Sheet(window, f"Response from {name}", form, "Keep", name="response", width=520)
    sheet.accepted.connect(lambda: keep(form, sheet) if form.is_whole() else None)
    form.back.clicked.connect(lambda: take_back(sheet))
    sheet.open(form.on)
    return sheet
