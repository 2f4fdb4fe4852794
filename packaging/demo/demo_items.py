"""The recording of two sittings, from sittings-*.txt to the items that ``wmpeer record`` performs.

`on_behalf_of` names the person whose view or finding it is; `key` is a name by which a later item means a finding, as “@key”.
"""

from __future__ import annotations

import json
import re
from typing import Any

from demo_source import HERE

AREAS = ("leaders", "help-and-protection", "in-care", "care-leavers", "send", "education", "workforce", "partnership", "self-evaluation")
VIEWS = {"o": "outstanding", "g": "good", "r": "requires-improvement", "i": "inadequate", "n": "not-enough-evidence", "-": "not-stated"}
CONFIDENCES = {"h": "high", "m": "medium", "l": "low"}
DIRECTIONS = {"+": "improving", "=": "stable", "-": "declining", "?": "unclear"}
KINDS = ("strength", "practice", "consider", "question", "concern", "suggestion", "ask", "offer", "query")
PEOPLE = (
    ("Margaret Oyelaran", "panellist", "Harrowdale"),
    ("Tom Fairweather", "panellist", "Calderholt"),
    ("Priya Raman", "panellist", "Wexcombe"),
    ("Gareth Pryce", "panellist", "Fenholme"),
    ("Ruth Adeyemi-Clarke", "panellist", "Greyminster"),
    ("Daniel Kowalczyk", "panellist", "Dunmere"),
    ("Helen Marchbanks", "panellist", "Ashcombe"),
    ("Imran Sadiq", "panellist", "Brackenford"),
    ("Catrin Llŷr", "panellist", "Northmoor"),
    ("Joanna Pike", "panellist", "Ravensby"),
    ("Stephen Okonjo", "lead-moderator", "Thornbeck"),
    ("Alice Wetherby", "lead-moderator", "Lindmoor"),
    ("Bernard Quill", "facilitator", ""),
)
INTERESTS = (
    ("Priya Raman", "Brackenford", "worked there until May 2025"),
    ("Tom Fairweather", "Kelsborough", "his partner works there"),
    ("Joanna Pike", "Wexcombe", "read its self-evaluation in draft"),
    ("Gareth Pryce", "Harrowdale", "his authority and Harrowdale moderate each other's audits"),
    ("Margaret Oyelaran", "Fenholme", "her authority and Fenholme moderate each other's audits"),
    ("Daniel Kowalczyk", "Eastholt", "his authority exchanges audits with Eastholt"),
)


def items() -> bytes:
    """The recording as JSON, one item a line."""
    found: list[dict[str, Any]] = [{"do": "add-person", "name": name, "role": role, "home": home} for name, role, home in PEOPLE]
    found += [{"do": "declare-interest", "person": who, "authority": where, "reason": why} for who, where, why in INTERESTS]
    for path in sorted(HERE.glob("sittings-*.txt")):
        for chunk in re.split(r"^@ ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            found += _authority(chunk)
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in found)
    return f"[\n{lines}\n]\n".encode()


def _reasons() -> dict[tuple[str, str], list[str]]:
    """By authority and reader: why, area by area."""
    found: dict[tuple[str, str], list[str]] = {}
    for chunk in re.split(r"^@ ", (HERE / "reasons.txt").read_text(encoding="utf-8"), flags=re.M)[1:]:
        authority, *lines = chunk.strip().splitlines()
        for line in lines:
            reader, said = line.split(": ", 1)
            found[authority, reader] = said.split(" | ")
    return found


def _authority(chunk: str) -> list[dict[str, Any]]:
    name, *lines = chunk.strip().splitlines()
    said = [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in lines if line]
    one = {word: rest for word, rest in said if word in ("to", "from", "held", "own", "reflect")}
    differ = {tuple(rest.split(": ", 1)[0].rsplit(" ", 1)) for word, rest in said if word == "why"}
    found = [_approval(name, word, rest) for word, rest in said if word in ("chief", "lead")]
    readers = [rest.split(": ")[0] for word, rest in said if word == "views"]
    found += [{"do": "allocate", "person": reader, "authority": name} for reader in readers]
    for rest in (rest for word, rest in said if word == "views"):
        found += _views(name, rest, one["own"].split(), differ)
    kept = [(word, rest) for word, rest in said if word in (*KINDS, "raised")]
    points: dict[str, str] = {}
    alone: dict[str, list[dict[str, str]]] = {}
    for number, (word, rest) in enumerate(kept):
        if word == "raised":
            found.append(_raised(rest))
            continue
        item = _finding(name, word, rest, readers[number % len(readers)])
        if word in ("consider", "concern"):
            item.setdefault("key", f"{name.casefold()}-{len(points) + 1}")
            points[item["area"]] = item["key"]
        if word == "concern":
            alone[item["area"]] = item["evidence"]
        elif word == "consider":
            alone.pop(item["area"], None)
        if word == "consider":
            item["rank"] = 1 + sum(one.get("kind") == "consider" for one in found)
        if word == "suggestion" and item["area"] in points:
            item["about"] = f"@{points[item['area']]}"
            item["evidence"] = item["evidence"] or alone.get(item["area"], [])
        found.append(item)
    found += [{"do": "hand-in", "authority": name, "on_behalf_of": reader} for reader in readers]
    found += [_agreed(name, rest) for word, rest in said if word == "agree"]
    steps = [rest.rsplit(" ", 1) for word, rest in said if word == "step"]
    found.append({
        "do": "letter", "authority": name, "addressee": one["to"], "signatory": one["from"], "held_on": one["held"],
        "reflection": one["reflect"], "next_steps": [{"what": what, "by": by} for what, by in steps],
    })  # fmt: skip
    return found


def _approval(authority: str, word: str, rest: str) -> dict[str, Any]:
    name, on = rest.rsplit(" ", 1)
    return {"do": "approve", "authority": authority, "by": "chief-executive" if word == "chief" else "lead-member", "name": name, "on": on}


def _views(authority: str, rest: str, own: list[str], differ: set[tuple[str, ...]]) -> list[dict[str, Any]]:
    reader, tokens = rest.split(": ")
    found = []
    reasons = _reasons()[authority, reader]
    for area, grade, token, reason in zip(AREAS, own, tokens.split(), reasons, strict=True):
        view, direction = VIEWS[token[0]], DIRECTIONS[token[2]]
        discuss = token[0] in "ri" or (reader, area) in differ
        found.append({
            "do": "view", "authority": authority, "area": area, "own_grade": VIEWS.get(grade, grade), "view": view,
            "confidence": CONFIDENCES[token[1]], "direction": direction,
            "priority": "discuss" if discuss else "note" if token[0] == "n" or direction == "declining" else "none",
            "reason": reason, "on_behalf_of": reader,
        })  # fmt: skip
    return found


def _finding(authority: str, kind: str, rest: str, author: str) -> dict[str, Any]:
    head, text = rest.split(" | ", 1)
    area, tags, *more = head.split()
    evidence: list[dict[str, str]] = [{"quote": quote.strip()} for quote in re.findall(r"<<(.*?)>>", text)]
    for code, period in (figure.rsplit(" ", 1) for figure in re.findall(r"\[\[(.*?)\]\]", text)):
        evidence.append({"indicator": code, "period": period})
    item: dict[str, Any] = {
        "do": "finding", "authority": authority, "area": area, "kind": kind,
        "text": re.sub(r"\s+", " ", re.sub(r"<<.*?>>|\[\[.*?\]\]", " ", text)).strip(), "tags": tags.split(","), "evidence": evidence,
        "on_behalf_of": author,
    }  # fmt: skip
    if more:
        item |= {"level": int(more[0]), "key": more[1].lstrip("#")}
    return item


def _raised(rest: str) -> dict[str, Any]:
    head, by, how = rest.split(" | ")
    ref, on = head.split()
    return {"do": "raise-concern", "finding": f"@{ref}", "on": on, "by": by, "how": how}


def _agreed(authority: str, rest: str) -> dict[str, Any]:
    head, wording = rest.split(" | ", 1)
    area, view, confidence = head.split()
    item = {"do": "agree", "authority": authority, "area": area, "view": VIEWS.get(view, view), "wording": wording, "reason": ""}
    return item | {"confidence": confidence}
