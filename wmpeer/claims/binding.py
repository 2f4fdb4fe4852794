"""Which subject a figure is of: the one named nearest, in the way that sentences put them together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wmpeer.claims.lexicon import Mention
from wmpeer.claims.numbers import Figure

_OF = re.compile(r"\s*\)?\s*(?:of|in|for)\b", re.IGNORECASE)
_BREAK = re.compile(r"[;]|\.\s|(?<!\ba )\b(?:while|whereas|whilst)\b", re.IGNORECASE)
_COMPARED_FIRST = re.compile(r"\s*(?:compared|against|while|whereas|in comparison|unlike|with)\b", re.IGNORECASE)
_NEW_PART = re.compile(
    r"(?:,|;|\band|\bbut|\bwhile|\bwhereas)\s*(?:only |just |a further |another |around |about |over |nearly |including |with |plus |"
    r"(?:[a-z]+ ){0,3}(?:half|thirds?|quarters?|fifths?|in [a-z]+)\s*\()?$",
    re.IGNORECASE | re.DOTALL,
)
_RIGHT_AFTER = re.compile(
    r"\s*\)?\s*(?:are|is|were|was|remain(?:s|ed)?|being)\s+(?:(?:the|our|an?|still|now|currently)\s+)*", re.IGNORECASE
)
_RESTRICTS = re.compile(
    r"\s*(?:,\s*)?(?:aged?\b|who\b|whose\b|with\b|without\b|placed\b|living\b|under\b|on\b|in (?:foster|residential|"
    r"secure|unregistered|independent|"
    r"kinship|year|the (?:north|south|east|west))|from\b|subject\b|attending\b|waiting\b|awaiting\b|missing\b|not\b|"
    r"having\b|over\b|for\b|that\b|"
    r"across\b|by\b|at risk|had\b|have\b|receiving|said\b|told\b|took\b|attend|participat|"
    r"are (?:placed|living|in|on|aged|not)|"
    r"were (?:placed|living|in|on|aged|not|seen|matched|helped|supported))",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"\s*(?:on|at|in|by|for|from|over)\s+(?:the\s+)?(?:\d{1,2}\b|end\b|[Mm]arch|20\d\d|our\b|this\b|year|31|average)|"
    r"\s*(?:in|across|for|to|by|from) (?:the |our )?(?:[A-Z][a-z]+|borough|county|city|council|authority)"
)
_ADJECTIVES = re.compile(
    r"\s*(?:(?:was|is|were|are)\s+(?=the|our|an?\s))?(?:of (?:whom|which|these|them) (?:are|were|was|is)\s+)?(?:of\s+)?"
    r"(?:(?:our|the|all|local|new|open|active|total|children'?s?|initial|individual|current)\s+){0,3}",
    re.IGNORECASE,
)
_TO_NUMBER = re.compile(
    r"(?:['’]s)?[\s,:(–-]*(?:(?:numbers?|rates?|total|figure|population|score|average|per|pupil|social|workers?|each|"
    r"currently|now|has|have|had|been|"
    r"be|is|was|were|are|stood|stands|standing|at|to|of|from|rose|risen|fell|fallen|increased?|decreased?|reduced?|"
    r"grew|grown|reached|remains?|climbed|jumped|soared|dipped|declined|doubled|halved|shrunk|tumbled|slipped|edged|crept|"
    r"remained|averages?|averaged|totall?ed|in|on|the|a|an|our|by|end|march|year|ending|to|about|around|over|nearly|almost|just|under|only|"
    r"slightly|down|up|for|all|come|came|gone|went|brought|their|again|hold|holds|carry|carries|well|still|children|"
    r"pupils|young|people|cases|between|and|that|which|held|continued|further|dropped|improved|this|"
    r"approximately|roughly|compared|england|national|region|regional|neighbours?|statistical|average|west|midlands|we|there|against|it|"
    r"below|above|than|higher|lower|better|worse|similar|close|averaging|totalling|stable|steady|level|january|september|december|full|time|equivalent|fte|council|authority|county|borough|city|low|high|years?|again)\b[\s,:()=–-]*|"
    r"(?:19|20)\d\d(?:[/–-]\d\d)?[\s,:()]*|10,?000[\s,:]*|100,?000[\s,:]*|1,?000[\s,:]*|10k\s*|\d{1,2}(?:st)?\s+march[\s,]*)*",
    re.IGNORECASE,
)


_GOES_ON = re.compile(
    r"(?:[\s,;:()%–—=-]|['’]s\b|\b(?:to|and|from|in|for|of|the|our|ours|a|an|at|is|was|were|are|it|this|that|which|we|"
    r"us|compared|with|against|than|"
    r"below|above|under|over|lower|higher|better|worse|similar|line|between|by|up|down|while|whereas|but|both|also|only|just|still|now|"
    r"england|english|national|nationally|region|regional|regionally|west|east|north|south|midlands|london|"
    r"neighbours?|statistical|stat|sn|sns|"
    r"average|averages|averaged|mean|figures?|rates?|percentage|proportion|year|years|years?|last|previous|prior|end|"
    r"ending|march|september|january|december|july|"
    r"october|november|august|april|may|june|february|previously|fell|fallen|falling|rose|risen|rising|fall|rise|"
    r"increased?|increasing|decreased?|"
    r"decreasing|dropped|drop|reduced|reduction|reducing|improved|improving|improvement|grew|grown|reached|stood|stands|standing|down|"
    r"locally|local|authority|council|borough|county|city|before|after|since|as|on|about|around|nearly|almost|comparators?|similar|"
    r"authorities|respectively|then|again|further|significantly|slightly|well|much|more|less|per|cent|children|respective|"
    r"same|period|time|compares|comparing|comparison|remains?|remained|lowest|highest|having|been|had|has|have|there|"
    r"so|dip|peak|spike|jump|recovery|recovered|after|trough|ahead|behind|q[1-4]|vs?|versus|nation|country|twelve|months|primary|"
    r"secondary|schools?|special|boys|girls|all|pupils|good|performance|calendar|academic|financial|school|came|come|"
    r"went|gone|taking|bringing|total|next|later|close|near|then|before|figure|held|issued|completed|made|started|"
    r"placed|took|place|compare|comparable|far|little|bit|quite|very|even|yet|rather|broadly|[a-z]+ly)\b|[A-Z][\w’'-]*|\d+(?:[./–-]\d+)*|[↑↓→↗↘])*",
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
    after = _after(text, figures, place, fitting)
    before = _before(text, figure, [one for one in mentions if one.end <= figure.start and not one.barred], fitting, mentions)
    if before and _goes_elsewhere(text, figures, place, before, mentions):
        before = None
    new_part = before is not None and place > 0 and _NEW_PART.search(text[before.end : figure.start]) is not None
    if after and before and after.subject.whole and not _near_enough(text, figure, after, mentions):
        after = None
    right_after = after is not None and place > 0 and _RIGHT_AFTER.fullmatch(text[figure.end : after.start]) is not None
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
        or (place > 0 and figures[place - 1].unit != "bare" and counted_aside(text, figure) and len(text[chosen.end : figure.start]) <= 40)
    )
    return chosen if listed or _near_enough(text, figure, chosen, mentions) else None


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
    between = re.sub(r"^\s*\)|\([^()]*\)", " ", text[figure.end : found.start])
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


_SOMEBODY = re.compile(r"\b(?:england|english|nation\w*|country|region\w*|neighbours?|comparators?|peers|midlands)\b", re.IGNORECASE)
_COMPARED_RIGHT_BEFORE = re.compile(
    r"(?:\bcompared\s+(?:to|with)|\bcomparison\s+(?:to|with)|\bagainst|\bversus|\bvs?\.?|\bthan|\b(?:up|down|improvement|increase|"
    r"reduction|decrease|rise|drop|recovery|fall)\s+(?:from|on))\s+(?:(?:the|a|an|our)\s+)?(?:(?:rate|figure|level|low|high|average)\s+)?(?:of\s+)?"
    r"(?:about |around |over |nearly |just |only )*$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\(\s*(?:[^()]{0,40}[\s:=])?$")
_NEW_SHARE = re.compile(r"\s*(?:of|in)\s+(?!(?:these|them|those|all|which|whom|our|the)\b|20\d\d)[a-z]")


def _goes_elsewhere(text: str, figures: Sequence[Figure], place: int, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether, since a figure that the mention has already, the sentence goes on to something else ("own parents (4 %), hostels (4 %)")."""
    between = [one for one in figures[:place] if one.start >= mention.end and one.unit == figures[place].unit]
    if not between:
        return False
    since = text[between[-1].end : figures[place].start]
    if between[-1] is figures[place - 1] and leads_on(text, since, figures[place]):
        return any(between[-1].end <= one.start and one.end <= figures[place].start and not one.subject.whole for one in mentions)
    if _NEW_PART.search(since) and _NEW_SHARE.match(text[figures[place].end :]):
        return True
    if _SOMEBODY.search(since + text[figures[place].end : figures[place].end + 28]) and len(since) <= 90 and ";" not in since:
        return False
    return not goes_on(text, between[-1].end, figures[place].start, mentions)


def leads_on(text: str, since: str, figure: Figure) -> bool:
    """Whether a figure is set beside the one before it, whatever words are between: "..., compared with 2,681 a year earlier", or stands
    in brackets of its own with no more than whom and when: "(7 % in 2023/24)"."""
    if len(since) > 110 or ";" in since or re.search(r"\.\s", since):
        return False
    if _COMPARED_RIGHT_BEFORE.search(since):
        return True
    close = text.find(")", figure.end)
    inside = text[text.rfind("(", 0, figure.start) + 1 : figure.start] + text[figure.end : close]
    alone = _ASIDE.search(since) is not None and close >= 0 and "," not in since[since.rfind("(") :] and bool(inside.strip())
    return alone and _GOES_ON.fullmatch(since[since.rfind("(") :]) is not None and _GOES_ON.fullmatch(text[figure.end : close]) is not None


def goes_on(text: str, start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Whether the words from *start* to *end*, mentions left out, only lead on to another figure of the same matter."""
    since = text[start:end]
    if (
        len(since) <= 90
        and ";" not in since
        and _SOMEBODY.search(since)
        and re.search(r"(?:\(|\bof|\bat|\bto|\bthan|['’]s?|\bwas|\bis)\s*$", since)
    ):
        return not any(start <= one.start and one.end <= end and not one.subject.whole for one in mentions)
    for one in mentions:
        if start <= one.start and one.end <= end:
            since = since.replace(text[one.start : one.end], " ")
    return _GOES_ON.fullmatch(since) is not None


def _in_a_row(text: str, figures: Sequence[Figure], place: int, mention: Mention) -> bool:
    """Whether a figure follows one that the mention has already: "73 per 10,000, above England's 69"."""
    return (
        place > 0
        and figures[place - 1].start >= mention.end
        and figures[place - 1].unit == figures[place].unit
        and (figures[place].unit != "bare" or bool(figures[place - 1].decimals or figures[place].decimals))
    )


def _from_to(text: str, figures: Sequence[Figure], place: int, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a bare number ends a change that another begins: "grew from 167 in March 2023 to 227"."""
    former = figures[place - 1] if place else None
    if former is None or former.start < mention.end or former.unit != figures[place].unit:
        return False
    ahead, between = text[mention.end : former.start], text[former.end : figures[place].start]
    begins = re.search(r"\bfrom\s+(?:about |around |over |nearly )?$", ahead) is not None and _TO_NUMBER.fullmatch(ahead) is not None
    return (
        begins
        and re.search(r"\bto\s+(?:about |around |over |nearly )?$", between) is not None
        and goes_on(text, former.end, figures[place].start, mentions)
    )


def _follows(text: str, figures: Sequence[Figure], place: int, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a count follows another of the same matter: "588 at March 2023, 573 at March 2024", "3,412 ..., compared with 2,681"."""
    former, figure = figures[place - 1] if place else None, figures[place]
    if former is None or former.unit != figure.unit or not (former.start >= mention.end or former.end <= mention.start):
        return False
    since = text[former.end : figure.start]
    if former.end <= mention.start:
        since = text[mention.end : figure.start]
    if not closes(text, figure) and re.match(r"\s+(?:a|an|received|accepted|held|made)\b", text[figure.end :]) is None:
        return False
    dated = re.search(r"(?:19|20)\d\d|\d/\d|\byear", since + text[figure.end : figure.end + 24]) is not None
    return dated and (goes_on(text, figure.start - len(since), figure.start, mentions) or leads_on(text, since, figure))


def counted_aside(text: str, figure: Figure) -> bool:
    """Whether a figure is the count behind a share, in brackets: "4 % of children in care are unaccompanied (26 young people)"."""
    return figure.unit == "bare" and text[: figure.start].endswith("(") and _COUNTED.match(text[figure.end :]) is not None


_COUNTED = re.compile(
    r"\s*(?:of (?:them|these|whom)|children|young people|pupils|referrals|cases|plans|assessments|requests|care leavers|conferences)?\s*\)",
    re.IGNORECASE,
)
_STANDS = re.compile(
    r"\b(?:stood|stands|standing|reached|reaching|totalled|totalling|now|numbered)\s+"
    r"(?:at\s+)?(?:about |around |over |nearly |just |only )*$",
    re.IGNORECASE,
)


def _stands_at(text: str, figure: Figure, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a count is what the matter named before "stood at", whatever was said of it between."""
    if any(mention.end <= one.start and one.end <= figure.start for one in mentions):
        return False
    between = text[mention.end : figure.start]
    return len(between) <= 120 and not re.search(r"[;]|\.\s", between) and _STANDS.search(between) is not None and closes(text, figure)


def _near_enough(text: str, figure: Figure, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whole populations count only where the figure stands right beside the words, and nothing narrows them."""
    bare = figure.unit == "bare"
    if bare and figure.decimals == 0 and _SOME_OF.search(text[: figure.start]):
        return False
    if mention.start >= figure.end:
        between, behind = text[figure.end : mention.start], text[mention.end : mention.end + 40]
        if not mention.subject.whole and not bare:
            return True
        if re.fullmatch(r"\s*at\s*", text[: figure.start], re.IGNORECASE) and re.match(r"\s*,", between):
            between = between.replace(",", "", 1)
        narrowed = _RESTRICTS.match(behind) and not _HARMLESS.match(behind)
        return bool(_ADJECTIVES.fullmatch(between)) and not narrowed if bare else not narrowed
    between = text[mention.end : figure.start]
    for one in mentions:
        if one is not mention and mention.end <= one.start and one.end <= figure.start and one.subject.whole:
            between = between.replace(text[one.start : one.end], " ")
    if bare and figure.decimals == 0 and re.match(r"\s+[a-z]", text[figure.end :]) and not _plain_behind(text, figure):
        return False
    if mention.subject.whole and figure.unit.startswith("per-"):
        return len(between) <= 100 and not re.search(r";(?!\s*(?:that|this|which|or|equivalent|a rate)\b)|\.\s", between)
    if mention.subject.whole or bare:
        return (bool(between.strip()) or figure.decimals > 0) and bool(_TO_NUMBER.fullmatch(between))
    return len(between) <= 160


_SOME_OF = re.compile(
    r"\b(?:of these|of those|these|those|of the|of our|of|among|another|further|additional|first|last|other)\s+$", re.IGNORECASE
)
_PLAIN_BEHIND = re.compile(
    r"\s*[↑↓→↗↘]|\s+(?:seen|recorded|reported|achieved|observed|published|found|taking|bringing|and|vs?|versus|in|at|on|by|per|compared|against|and|but|which|while|from|to|as|this|with|for|than|during|nationally|locally|cases|"
    r"points?|children|so|or|over|since|after|before|down|up|above|below|each|across|last|the|remains?|compares?|continues?|still|now)\b",
    re.IGNORECASE,
)


def _plain_behind(text: str, figure: Figure) -> bool:
    """Whether what stands behind a bare number goes on with the sentence, rather than saying what else it counts."""
    return _PLAIN_BEHIND.match(text[figure.end :]) is not None


def closes(text: str, figure: Figure) -> bool:
    """Whether a bare number counts nothing of its own: a sign, the end or the rest of the sentence follows."""
    return _plain_behind(text, figure) or re.match(r"\s*(?:[.,;:)(]|$)", text[figure.end :]) is not None
