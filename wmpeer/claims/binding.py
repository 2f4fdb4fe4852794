"""Which subject a figure is of: the one named nearest, in the way that sentences put them together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wmpeer.claims import links
from wmpeer.claims.lexicon import Mention
from wmpeer.claims.numbers import Figure, end_with_base

_OF = re.compile(r"\s*\)?\s*(?:of|in|for)\b", re.IGNORECASE)
_BREAK = re.compile(r"[;]|\.\s|(?<!\ba )\b(?:while|whereas|whilst)\b", re.IGNORECASE)
_COMPARED_FIRST = re.compile(r"\s*(?:compared|against|while|whereas|in comparison|unlike|with)\b", re.IGNORECASE)
_NEW_PART = re.compile(
    r"(?:,|;|\band|\bbut|\bwhile|\bwhereas)\s*(?:that |only |just |a further |another |around |about |over |nearly |including |with |"
    r"plus )*(?:"
    r"(?:[a-z]+ ){0,3}(?:half|thirds?|quarters?|fifths?|in [a-z]+)\s*\()?$",
    re.IGNORECASE | re.DOTALL,
)
_POPULATION = re.compile(
    r"(?:vacant )?(?:posts?|positions?|referrals?|pupils?|child(?:ren)?|plans?|young|people|those|sessions?)\b", re.IGNORECASE
)
_VERB = re.compile(r"\b(?:were|was|are|is|being|held|with|had|have|who)\b", re.IGNORECASE)
_SHARE_OF = re.compile(r"\s*\)?\s*of\s+(?:(?:all|the|our|these|those|total|its|their)\s+){0,2}", re.IGNORECASE)
_RIGHT_AFTER = re.compile(
    r"\s*\)?\s*(?:are|is|were|was|remain(?:s|ed)?|being)\s+(?:(?:the|our|an?|still|now|currently)\s+)*", re.IGNORECASE
)


def subject_of(text: str, figures: Sequence[Figure], place: int, mentions: Sequence[Mention]) -> Mention | None:
    """The mention that the *place*-th figure is of, or None."""
    figure = figures[place]
    fitting = [one for one in mentions if _fits(one, figure) and not _defines(one, figure, text)]
    if not fitting:
        return None
    around = next((one for one in fitting if one.start <= figure.start and figure.end <= one.end), None)
    if around:
        return None if around.subject.whole and (figure.unit == "percent" or len(text[figure.end : around.end].split()) > 8) else around
    if figure.unit == "percent" and any(_is_share_of(text, figure, one) for one in fitting):
        return None
    after = _after(text, figures, place, fitting)
    before = _before(text, figure, [one for one in mentions if one.end <= figure.start and not one.barred], fitting, mentions)
    if before and _goes_elsewhere(text, figures, place, before, mentions):
        before = None
    new_part = before is not None and place > 0 and _NEW_PART.search(text[before.end : figure.start]) is not None
    if after and before and after.subject.whole and not _near_enough(text, figure, after, mentions):
        after = None
    right_after = after is not None and place > 0 and _RIGHT_AFTER.fullmatch(text[figure.end : after.start]) is not None
    if before and figures[:place] and _has_own_words(text, figures, place, before):
        before = None
    if before and figures[:place] and _stands_between(mentions, before, figures[place - 1], figure):
        return None
    chosen = after if after and (before is None or _OF.match(text[figure.end :]) or new_part or right_after) else before
    if chosen is None:
        return None
    listed = chosen is before and (
        _in_a_row(text, figures, place, chosen)
        or _from_to(text, figures, place, chosen, mentions)
        or _follows(text, figures, place, chosen, mentions)
        or _stands_at(text, figure, chosen, mentions)
        or _opens_a_row(text, figure, chosen, mentions)
        or (place > 0 and figures[place - 1].unit != "bare" and counted_aside(text, figure) and len(text[chosen.end : figure.start]) <= 40)
    )
    return chosen if listed or _near_enough(text, figure, chosen, mentions) else None


def _has_own_words(text: str, figures: Sequence[Figure], place: int, mention: Mention) -> bool:
    """Whether a share opens words of its own, behind a matter that has its share before it: "61 % got grade 4; 41 % got grade 5"."""
    former, figure = figures[place - 1], figures[place]
    if figure.unit != "percent" or former.unit != "percent" or former.end > mention.start or ")" in text[former.end : mention.start]:
        return False
    since = text[mention.end : figure.start]
    if (
        re.fullmatch(r"\s*[;,]\s*(?:and\s+)?", since)
        and re.match(r"\s*(?:[a-z]|\d)", text[figure.end :])
        and not _plain_behind(text, figure)
    ):
        return True
    if _NEW_PART.search(since) is None or leads_on(text, since, figure):
        return False
    share = _NEW_SHARE.match(text[figure.end :]) is not None and not mention.subject.groups
    return share or links.OWN_WORDS.match(text[figure.end :]) is not None


def _is_share_of(text: str, figure: Figure, mention: Mention) -> bool:
    """Whether a share is one of what is counted itself: "38 % of all suspensions", not "8 % of posts were vacant"."""
    if not mention.subject.events or not _SHARE_OF.fullmatch(text[figure.end : mention.start]):
        return False
    return _POPULATION.match(text, mention.start) is None and not _VERB.search(text[mention.start : mention.end])


def _stands_between(mentions: Sequence[Mention], before: Mention, former: Figure, figure: Figure) -> bool:
    """Whether something that cannot be told of here is named after a figure that the mention has already."""
    return any(one.barred and former.end <= one.start and one.end <= figure.start for one in mentions) and before.end <= former.start


def _fits(mention: Mention, figure: Figure) -> bool:
    if mention.barred:
        return False
    units = mention.subject.codes
    some = {unit for group in mention.subject.groups.values() for unit in group}
    return bool(units_for(figure) & (set(units) | some))


RATES = frozenset({"percent", "per-10000", "per-100000", "per-1000"})


def units_for(figure: Figure) -> set[str]:
    """The units that a figure, as it is written, may be in."""
    if figure.unit == "bare":
        return {"number", "score"} if figure.decimals == 0 else {"score", *RATES}
    if figure.unit == "points":
        return {"percent"}
    return {figure.unit}


def _defines(mention: Mention, figure: Figure, text: str) -> bool:
    """Whether a figure is part of the subject's own words: the 20 of "20 weeks", the 10 % of "10 % or more of sessions"."""
    inside = mention.start <= figure.start and figure.end <= mention.end + 1
    return inside and (
        (figure.unit == "bare" and f"{figure.value:g}" in mention.digits) or re.match(r"\s*or more", text[figure.end :]) is not None
    )


def _after(text: str, figures: Sequence[Figure], place: int, fitting: Sequence[Mention]) -> Mention | None:
    """The first fitting mention behind the figure, up to the next part of the sentence."""
    figure = figures[place]
    found = next((one for one in fitting if one.start >= figure.end), None)
    if found is None:
        return None
    between = re.sub(r"^\s*\)|\([^()]*\)|(?<=\d),(?=\d)", " ", text[figure.end : found.start])
    if _BREAK.search(between) or len(between) > 90 or any(figure.end <= one.start < found.start for one in figures):
        return None
    if (
        figure is figures[0]
        and re.fullmatch(r"\s*at\s*", text[: figure.start], re.IGNORECASE)
        and re.fullmatch(r"[^,;]{0,24},?[^,;]{0,30}", between)
    ):
        return found
    if _COMPARED_FIRST.match(text) and re.match(r"[^.;]{0,30},\s*(?:our|the|we)\b", between) and figure is figures[0]:
        return found
    if re.search(r"[,]" if _OF.match(text[figure.end :]) else r"[,)]|\band\b", between):
        return None
    return found


def _before(
    text: str, figure: Figure, earlier: Sequence[Mention], fitting: Sequence[Mention], mentions: Sequence[Mention]
) -> Mention | None:
    """The nearest mention before the figure, if it fits; a nearer one that does not fit takes the figure away from those behind it."""
    scored = figure.unit == "bare" and any("score" in one.subject.codes for one in earlier)
    for one in reversed(earlier):
        if scored and one.subject.whole:
            continue
        if any(one is other for other in fitting):
            if one.subject.whole and one is not earlier[0] and not _near_enough(text, figure, one, mentions):
                continue
            return None if re.search(r"\.\s", text[one.end : figure.start]) else one
        if not one.subject.whole:
            return None
    return None


_ASIDE = re.compile(r"\(\s*(?:[^()]{0,40}[\s:=])?$")
_NEW_SHARE = re.compile(r"\s*(?:of|in(?!\s+(?:our|the)\b))\s+(?!(?:these|them|those|all|which|whom)\b|20\d\d)[a-z]")


def _goes_elsewhere(text: str, figures: Sequence[Figure], place: int, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether, since a figure that the mention has already, the sentence goes on to something else ("own parents (4 %), hostels (4 %)")."""
    between = [one for one in figures[:place] if one.start >= mention.end and one.unit == figures[place].unit]
    if not between:
        return False
    since = text[end_with_base(text, between[-1]) : figures[place].start]
    if between[-1] is figures[place - 1] and leads_on(text, since, figures[place]):
        return any(between[-1].end <= one.start and one.end <= figures[place].start and not one.subject.whole for one in mentions)
    if _NEW_PART.search(since) and _NEW_SHARE.match(text[figures[place].end :]):
        return True
    if links.SOMEBODY.search(since + text[figures[place].end : figures[place].end + 28]) and len(since) <= 90 and ";" not in since:
        return False
    return not goes_on(text, end_with_base(text, between[-1]), figures[place].start, mentions)


def leads_on(text: str, since: str, figure: Figure) -> bool:
    """Whether a figure is set beside the one before it, whatever words are between: "..., compared with 2,681 a year earlier", or stands
    in brackets of its own with no more than whom and when: "(7 % in 2023/24)"."""
    if len(since) > 110 or ";" in since or re.search(r"\.\s", since):
        return False
    if links.COMPARED_RIGHT_BEFORE.search(since):
        return True
    close = text.find(")", figure.end)
    inside = text[text.rfind("(", 0, figure.start) + 1 : figure.start] + text[figure.end : close]
    alone = _ASIDE.search(since) is not None and close >= 0 and "," not in since[since.rfind("(") :] and bool(inside.strip())
    return (
        alone
        and links.GOES_ON.fullmatch(since[since.rfind("(") :]) is not None
        and links.GOES_ON.fullmatch(text[figure.end : close]) is not None
    )


def goes_on(text: str, start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Whether the words from *start* to *end*, mentions left out, only lead on to another figure of the same matter."""
    since = text[start:end]
    if (
        len(since) <= 90
        and ";" not in since
        and links.SOMEBODY.search(since)
        and re.search(r"(?:\(|\bof|\bat|\bto|\bthan|['’]s?|\bwas|\bis)\s*$", since)
        and not any(start <= one.start and one.end <= end and not one.subject.whole for one in mentions)
    ):
        return True
    for one in mentions:
        if start <= one.start and one.end <= end:
            since = since.replace(text[one.start : one.end], " ")
    return links.GOES_ON.fullmatch(since) is not None


def _in_a_row(text: str, figures: Sequence[Figure], place: int, mention: Mention) -> bool:
    """Whether a figure follows one that the mention has already: "73 per 10,000, above England's 69"."""
    return (
        place > 0
        and (figures[place - 1].start >= mention.end or -12 <= figures[place - 1].end - mention.start <= mention.end - mention.start)
        and figures[place - 1].unit == figures[place].unit
        and (figures[place].unit != "bare" or bool(figures[place - 1].decimals or figures[place].decimals))
    )


def _from_to(text: str, figures: Sequence[Figure], place: int, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a bare number ends a change that another begins: "grew from 167 in March 2023 to 227"."""
    former = figures[place - 1] if place else None
    if former is None or former.start < mention.end or former.unit != figures[place].unit:
        return False
    ahead, between = text[mention.end : former.start], text[former.end : figures[place].start]
    begins = re.search(r"\bfrom\s+(?:about |around |over |nearly )?$", ahead) is not None and links.TO_NUMBER.fullmatch(ahead) is not None
    return (
        begins
        and re.search(r"\bto\s+(?:about |around |over |nearly )?$", between) is not None
        and goes_on(text, former.end, figures[place].start, mentions)
    )


def _follows(text: str, figures: Sequence[Figure], place: int, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a count follows another of the same matter: "588 at March 2023, 573 at March 2024", "3,412 ..., compared with 2,681"."""
    figure = figures[place]
    former = next((one for one in reversed(figures[:place]) if one.unit == figure.unit), None)
    if former is None or former.unit != figure.unit or not (former.start >= mention.end or former.end <= mention.start):
        return False
    since = text[former.end : figure.start]
    if former.end <= mention.start:
        since = text[mention.end : figure.start]
    if not closes(text, figure) and re.match(r"\s+(?:a|an|received|accepted|held|made)\b", text[figure.end :]) is None:
        return False
    dated = re.search(r"(?:19|20)\d\d|\d/\d|\byear", since + text[figure.end : figure.end + 24]) is not None
    ends = re.search(r"\bto\s+$", since) is not None and re.search(r"\bfrom\s+$", text[: former.start]) is not None
    return (dated or ends) and (goes_on(text, figure.start - len(since), figure.start, mentions) or leads_on(text, since, figure))


def counted_aside(text: str, figure: Figure) -> bool:
    """Whether a figure is the count behind a share, in brackets: "4 % of children in care are unaccompanied (26 young people)"."""
    return figure.unit == "bare" and text[: figure.start].endswith("(") and links.COUNTED.match(text[figure.end :]) is not None


def _opens_a_row(text: str, figure: Figure, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a count stands first in brackets with its period: "numbers have grown (1,946 in January 2023, 3,016 in ...)"."""
    between = text[mention.end : figure.start]
    another = any(mention.end <= one.start and one.end <= figure.start for one in mentions)
    return between.rstrip().endswith("(") and len(between) <= 60 and not another and links.DATED_ASIDE.match(text, figure.end) is not None


def _stands_at(text: str, figure: Figure, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a count is what the matter named before "stood at", whatever was said of it between."""
    if any(mention.end <= one.start and one.end <= figure.start for one in mentions):
        return False
    between = text[mention.end : figure.start]
    return (
        len(between) <= 120
        and not re.search(r"[;]|\.\s", between)
        and bool(links.STANDS.search(between) or links.CAME_TO.search(between))
        and closes(text, figure)
    )


def _near_enough(text: str, figure: Figure, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whole populations count only where the figure stands right beside the words, and nothing narrows them."""
    bare = figure.unit == "bare"
    if bare and figure.decimals == 0 and links.SOME_OF.search(text[: figure.start]) and not links.ALL_OF.match(text, mention.end):
        return False
    if mention.start >= figure.end:
        between, behind = text[figure.end : mention.start], text[mention.end : mention.end + 40]
        if not mention.subject.whole and not bare:
            return True
        if re.fullmatch(r"\s*at\s*", text[: figure.start], re.IGNORECASE) and re.match(r"\s*,", between):
            between = between.replace(",", "", 1)
        narrowed = links.RESTRICTS.match(behind) and not links.HARMLESS.match(behind)
        return bool(links.ADJECTIVES.fullmatch(between)) and not narrowed if bare else not narrowed
    between = text[mention.end : figure.start]
    for one in mentions:
        if one is not mention and mention.end <= one.start and one.end <= figure.start and one.subject.whole:
            between = between.replace(text[one.start : one.end], " ")
    if bare and figure.decimals == 0 and re.match(r"\s+[a-z]", text[figure.end :]) and not _plain_behind(text, figure):
        return False
    if mention.subject.whole and figure.unit.startswith("per-"):
        return len(between) <= 100 and not re.search(r";(?!\s*(?:that|this|which|or|equivalent|a rate)\b)|\.\s", between)
    if figure.decimals and not mention.subject.whole:
        between = re.sub(r"\b[A-Z][\w’'-]+", " ", between)  # "the suspension rate in Walsall schools was 7.9"
    if mention.subject.whole or bare:
        between = _DAY.sub(" ", between)
        return (bool(between.strip()) or figure.decimals > 0) and bool(links.TO_NUMBER.fullmatch(between))
    return len(between) <= 160


_DAY = re.compile(
    r"\b(?:at|on|as at|by)\s+(?:the\s+)?(?:end\s+of\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+20\d\d)?\b"
)


def _plain_behind(text: str, figure: Figure) -> bool:
    """Whether what stands behind a bare number goes on with the sentence, rather than saying what else it counts."""
    return links.PLAIN_BEHIND.match(text[figure.end :]) is not None


def closes(text: str, figure: Figure) -> bool:
    """Whether a bare number counts nothing of its own: a sign, the end or the rest of the sentence follows."""
    return _plain_behind(text, figure) or re.match(r"\s*(?:[.,;:)(]|$)", text[figure.end :]) is not None
