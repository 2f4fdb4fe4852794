"""RTF documents: a walk of the control words, for headings, lists, rows and notes beside the words. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from wmpeer.documents.docx_styles import heading_level
from wmpeer.documents.layout import Sketch
from wmpeer.documents.looks import Look, headings_by_look
from wmpeer.documents.marks import mark
from wmpeer.documents.records import CELL_JOIN, Draft, ReadDocument, assemble
from wmpeer.documents.rtf_pictures import group_end, is_of_a_shape, picture_at
from wmpeer.documents.rtf_state import Flow, State, known_codec
from wmpeer.documents.rtf_tables import CELL_WORDS, Defined, Rows
from wmpeer.documents.rtf_words import (
    CODEPAGES,
    NUMBER,
    OF_A_FIRST_PAGE,
    RUNNING,
    SEEN_ALTHOUGH_STARRED,
    SIGNS,
    SKIP,
    TOKEN,
    UNSAID_SIZE,
    WORDS,
)
from wmpeer.documents.text import clean

_MOST_DEPTH = 2_000


def read_rtf(data: bytes) -> ReadDocument:
    """The passages of an RTF document."""
    reader = _Reader(data.decode("latin-1"))
    reader.run()
    drafts = headings_by_look(reader.drafts, reader.looks)
    first = next((draft.text for draft in drafts if draft.kind == "heading" and draft.level == 1), "")
    reader.rows.tell(reader.sketch)
    return assemble("rtf", [*drafts, *reader.running], title=first or clean(reader.title), sketch=reader.sketch)


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._state = State()
        self._stack: list[State] = []
        self._flows: list[tuple[int, str, Flow]] = []
        self._flow = Flow()
        self._bytes = bytearray()
        self._units: list[int] = []
        self._passed = 0  # characters still to be passed over after \u
        self._codepage = "cp1252"
        self._fonts: dict[int, str] = {}
        self._levels: dict[int, int] = {}
        self._style_name = ""
        self._style = (-1, 0)
        self._starred = False
        self.title = ""
        self.drafts: list[Draft] = []
        self.notes: list[Draft] = []
        self.running: list[Draft] = []
        self.looks: dict[int, Look] = {}
        self._noted = 0  # footnotes met so far
        self.sketch, self.rows = Sketch(), Rows()

    def run(self) -> None:
        place, length = 0, len(self._text)
        while place < length:
            found = TOKEN.match(self._text, place)
            if found is None:
                place += 1
                continue
            place = found.end()
            if found["word"] == "bin":
                place += max(int(found["number"] or 0), 0)
            elif found["word"] == "pict":
                place = self._picture(found.start(), place)
            else:
                self._token(found)
        self._flush()
        while self._flows:
            self._leave()
        self._end_row()
        self._end_paragraph()

    def _picture(self, start: int, place: int) -> int:
        """Step over a picture to the end of its group, and note it where it is shown; its bytes are none of the words."""
        end = group_end(self._text, place)
        self._flush()
        starred, self._starred = self._starred, False
        of_a_shape = is_of_a_shape(self._text, start)
        inside = any(word == "footnote" or word in RUNNING for _, word, _ in self._flows)
        if not inside and not self._state.hidden and (of_a_shape or not (self._state.skip or starred)):
            picture, source = picture_at(self._text, place, end)
            column = len(self._flow.cells) if self._flow.in_table and not self._flows else -1
            outer = self._flows[0][2] if self._flows else self._flow
            outer.pictures.append((replace(picture, column=column), source))
        return end

    def _token(self, found: re.Match[str]) -> None:
        if found["brace"]:
            self._flush()
            self._brace(found["brace"])
        elif found["word"]:
            self._control(found["word"], int(found["number"]) if found["number"] else None)
        elif found["hex"]:
            if self._passed:
                self._passed -= 1
            else:
                self._flush_units()
                self._bytes.append(int(found["hex"], 16))
        elif found["sign"]:
            self._sign(found["sign"])
        elif found["text"]:
            text = found["text"]
            if self._passed:
                text, self._passed = text[self._passed :], max(self._passed - len(text), 0)
            if text:
                self._flush_units()
                self._bytes.extend(text.encode("latin-1"))

    def _brace(self, brace: str) -> None:
        self._passed = 0
        if brace == "{":
            if len(self._stack) > _MOST_DEPTH:
                raise ValueError("nested too deeply")
            self._stack.append(self._state)
            return
        if self._state.into == "style":
            self._keep_style()
        depth = len(self._stack)
        if self._flows and self._flows[-1][0] == depth:
            self._leave()
        if self._stack:
            self._state = self._stack.pop()

    # --- words ------------------------------------------------------------------------------------------------------------------------

    def _say(self, text: str) -> None:
        state = self._state
        if state.skip or state.hidden or not text:
            return
        if state.into == "body":
            self._flow.words.append(mark("".join(self._flow.words), text) if state.raised else text)
            letters = len(text.strip())
            if letters:
                self._flow.not_bold = self._flow.not_bold or not state.bold
                self._flow.sizes[state.size] = self._flow.sizes.get(state.size, 0) + letters
        elif state.into == "number":
            self._flow.number += text
        elif state.into == "style":
            self._style_name += text
        elif state.into == "title":
            self.title += text

    def _flush(self) -> None:
        self._flush_units()
        if self._bytes:
            codec = self._fonts.get(self._state.font, self._codepage)
            text = bytes(self._bytes).decode(codec, "replace")
            self._bytes.clear()
            self._say(text)

    def _flush_units(self) -> None:
        if self._units:
            raw = b"".join(unit.to_bytes(2, "little") for unit in self._units)
            self._units.clear()
            text = raw.decode("utf-16-le", "replace")
            self._say("".join("•" if 0xF000 <= ord(sign) <= 0xF0FF else sign for sign in text))

    def _sign(self, sign: str) -> None:
        if self._passed:
            self._passed -= 1
            return
        self._flush()
        if sign == "*":
            self._starred = True
        elif sign in "\r\n":
            self._end_paragraph()
        else:
            self._say(SIGNS.get(sign, ""))

    # --- control words ----------------------------------------------------------------------------------------------------------------

    def _control(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            if self._bytes:
                self._flush()
            self._units.append(number & 0xFFFF)
            self._passed = self._state.unicode_skip
            return
        if word == "uc":  # may stand between the two halves of one sign
            self._set(unicode_skip=max(number if number is not None else 1, 0))
            return
        self._flush()
        starred, self._starred = self._starred, False
        if self._state.into == "number":
            self._say(WORDS.get(word, ""))
            return
        if self._state.skip and word not in ("shptxt", "result"):
            return
        if word in SKIP or (starred and word not in SEEN_ALTHOUGH_STARRED):
            self._set(skip=True)
            if word == "info":
                self._set(skip=False, into="info")
        elif word in WORDS:
            self._say(WORDS[word])
        elif not self._place(word, number):
            self._look(word, number)

    def _set(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]

    def _place(self, word: str, number: int | None) -> bool:
        """Control words that say where the words go; False for all others."""
        if word == "fonttbl":
            self._set(into="fonts")
        elif word == "stylesheet":
            self._set(into="style")
        elif word == "title" and self._state.into == "info":
            self._set(into="title")
        elif word in ("footnote", "shptxt", "result") or word in RUNNING:
            self._enter(word)
        elif word in ("listtext", "pntext"):
            self._flow.listed = self._flow.listed or 1
            self._flow.number = ""
            self._set(into="number")
        elif word == "chftn":
            self._note_mark()
        elif word in ("par", "sect", "page", "column"):
            if self._state.into == "body":
                self._end_paragraph()
        elif word == "trowd":
            self._flow.defined = Defined()
        elif word in ("cell", "nestcell"):
            self._end_cell()
        elif word in ("row", "nestrow"):
            self._end_row()
        else:
            return False
        return True

    def _look(self, word: str, number: int | None) -> None:
        """Control words that say how the words look."""
        value = number if number is not None else 1
        if word == "f":
            self._set(font=value)
        elif word == "fcharset" and self._state.into == "fonts" and value in CODEPAGES:
            self._fonts[self._state.font] = CODEPAGES[value]
        elif word == "ansicpg" and number:
            self._codepage = known_codec(f"cp{number}")
        elif word == "mac":
            self._codepage = "mac_roman"
        elif word in ("v", "deleted"):
            self._set(hidden=bool(value))
        elif word == "b":
            self._set(bold=bool(value))
        elif word == "plain":
            self._set(hidden=False, bold=False, size=UNSAID_SIZE, raised=False)
        elif word == "fs":
            self._set(size=value)
        elif word in ("super", "nosupersub", "sub"):
            self._set(raised=word == "super" and bool(value))
        else:
            self._paragraph_look(word, value)

    def _note_mark(self) -> None:
        """The number of a footnote, which the program counts: behind the words, and at the head of the note."""
        if self._state.skip or self._state.into != "body":
            return
        if self._flows and self._flows[-1][1] == "footnote":
            self._flow.mark = str(self._noted)
            return
        self._noted += 1
        before = "".join(self._flow.words)
        self._flow.words.append(f"{'' if not before or before[-1].isspace() else ' '}[{self._noted}]")

    def _paragraph_look(self, word: str, value: int) -> None:
        if self._state.into == "style":
            if word == "s":
                self._style = (value, self._style[1])
            elif word == "outlinelevel":
                self._style = (self._style[0], value + 1)
        elif word == "pard":
            self._flow.in_table, self._flow.listed, self._flow.outline, self._flow.style = False, 0, 0, -1
            self._flow.number = ""
        elif word in CELL_WORDS:
            self._flow.defined.take(word, value)
        elif word == "intbl":
            self._flow.in_table = True
        elif word == "s":
            self._flow.style = value
        elif word == "outlinelevel":
            self._flow.outline = value + 1 if value < 9 else 0
        elif word == "ls" and value > 0:
            self._flow.listed = self._flow.listed or 1
        elif word == "ilvl":
            self._flow.listed = max(self._flow.listed, value + 1 if self._flow.listed or value else 0)

    def _keep_style(self) -> None:
        number, outline = self._style
        level = heading_level(self._style_name.strip().rstrip(";")) or outline
        if number >= 0 and 0 < level < 10:
            self._levels[number] = level
        self._style_name, self._style = "", (-1, 0)

    # --- passages ---------------------------------------------------------------------------------------------------------------------

    def _enter(self, word: str) -> None:
        self._flows.append((len(self._stack), word, self._flow))
        self._flow = Flow()
        self._set(skip=False, into="body", hidden=False)

    def _leave(self) -> None:
        _, word, outer = self._flows.pop()
        if word in ("shptxt", "result"):
            kept, self.drafts, looks = self.drafts, [], dict(self.looks)
            self._end_row()
            self._end_paragraph()
            boxes, self.drafts, self.looks = self.drafts, kept, looks
            self.notes.extend(boxes)
        else:
            text = clean(" ".join([*self._flow.cells, "".join(self._flow.words)]))
            if word == "footnote":
                self.notes.append(Draft("note", f"{self._flow.mark} {text}".strip() if text else ""))
            elif word in OF_A_FIRST_PAGE and text and text not in {draft.text for draft in self.running}:
                self.running.append(Draft("note", text))
        self._flow = outer

    def _end_paragraph(self) -> None:
        flow = self._flow
        if self._flows and self._flows[-1][1] in ("footnote", *RUNNING):
            flow.words.append(" ")
            return
        if flow.in_table and self._state.into == "body":
            flow.words.append(" ")
            return
        text = clean("".join(flow.words))
        level = flow.outline or self._levels.get(flow.style, 0)
        number, flow.number = clean(flow.number), ""
        numbered = bool(NUMBER.fullmatch(number))
        if text and numbered:
            text = f"{number} {text}"
        if text and not level and not self._flows and (numbered or not flow.listed):
            size = max(flow.sizes, key=lambda one: (flow.sizes[one], one), default=UNSAID_SIZE)
            self.looks[len(self.drafts)] = Look(size, not flow.not_bold)
        if text:
            if level:
                self.drafts.append(Draft("heading", text, None, level))
            elif flow.listed:
                self.drafts.append(Draft("list", text, None, flow.listed))
            else:
                self.drafts.append(Draft("paragraph", text))
        flow.words.clear()
        flow.not_bold = False
        flow.sizes.clear()
        if not self._flows:
            self._hang_on()

    def _end_cell(self) -> None:
        self._flow.cells.append(clean("".join(self._flow.words)))
        self._flow.words.clear()
        self._flow.sizes.clear()
        self._flow.not_bold = False

    def _end_row(self) -> None:
        flow = self._flow
        flow.cells = flow.defined.seen(flow.cells)
        if any(flow.cells):
            text = CELL_JOIN.join(flow.cells).strip(" ")
            if not self._flows:
                self.rows.add(len(self.drafts), text, flow.cells, flow.defined)
            self.drafts.append(Draft("table-row", text))
        else:
            flow.pictures = [(replace(picture, column=-1), source) for picture, source in flow.pictures]
        flow.cells.clear()
        if not self._flows:
            self._hang_on()

    def _hang_on(self) -> None:
        """Pictures, notes and boxes follow the passage they hang on."""
        for picture, source in self._flow.pictures:
            self.sketch.picture(len(self.drafts), picture, source)
        self._flow.pictures.clear()
        self.drafts.extend(draft for draft in self.notes if draft.text)
        self.notes.clear()
