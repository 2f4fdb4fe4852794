"""The recording actions: what a person does in the window and what ``wmpeer record`` does by name, each one transaction."""

from __future__ import annotations

from wmpeer.judging.agreed import agree, raise_concern
from wmpeer.judging.choosing import choose_for_letter, leave_out_of_letter, move_consider, order_considers
from wmpeer.judging.findings import add_evidence, change_finding, keep_finding, withdraw_finding
from wmpeer.judging.flag_answers import answer_flag, take_back_flag_answer
from wmpeer.judging.letter import set_letter
from wmpeer.judging.notes import keep_note, point_note, take_from_note
from wmpeer.judging.points import record_outcome
from wmpeer.judging.response import record_response, take_back_response
from wmpeer.judging.settle_apart import settle, settle_with_both
from wmpeer.judging.settling import accept_passage, accept_picture, choose_passage, keep_passage_lost
from wmpeer.judging.views import hand_in, record_view

__all__ = [
    "accept_passage",
    "accept_picture",
    "add_evidence",
    "agree",
    "answer_flag",
    "change_finding",
    "choose_for_letter",
    "choose_passage",
    "hand_in",
    "keep_finding",
    "keep_note",
    "keep_passage_lost",
    "leave_out_of_letter",
    "move_consider",
    "order_considers",
    "point_note",
    "raise_concern",
    "record_outcome",
    "record_response",
    "record_view",
    "set_letter",
    "settle",
    "settle_with_both",
    "take_back_flag_answer",
    "take_back_response",
    "take_from_note",
    "withdraw_finding",
]
