"""Two sequences of passages side by side: the same ones, those that stand elsewhere, and pairs that are nearly the same. Pure.

Nothing here compares everything with everything: equal passages are found by their words, like ones by the rare words they share.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from wmpeer.documents.letters import letters_of

_SMALL = 250_000  # cells of a stretch that is laid out cell by cell
_SHORTEST_MOVE = 16  # letters of a passage that can be said to have moved
_CANDIDATES, _RARE, _COMMON = 6, 6, 24
_MOST_ANYWHERE = 20_000  # passages on both sides that are looked for anywhere
_FEW = 400  # pairs of a stretch in which everything is compared with everything
_COMPARED = 6_000  # letters of a passage that are compared


@dataclass(frozen=True, slots=True)
class Pair:
    """An old and a new passage (their indexes), and how alike they are, from 0 to 1."""

    old: int
    new: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Side:
    """One version: what each passage says (equal where nothing changed), its words as they stand, its kind and the headings above it."""

    said: Sequence[str]
    texts: Sequence[str]
    kinds: Sequence[str]
    under: Sequence[str]


def aligned(old: Side, new: Side) -> dict[int, int]:
    """Equal passages in the same order, by their index: first those that are alone under their heading, then those that are alone
    between others, then whatever fits.
    """
    known: dict[Hashable, int] = {}
    plain = _numbered(old.said, known), _numbered(new.said, known)
    under = _numbered(zip(old.under, old.said, strict=True), known), _numbered(zip(new.under, new.said, strict=True), known)
    found: dict[int, int] = {}
    waiting = [(0, len(old.said), 0, len(new.said))]
    while waiting:
        low, high, there, behind = waiting.pop()
        while low < high and there < behind and plain[0][low] == plain[1][there]:
            found[low] = there
            low, there = low + 1, there + 1
        while low < high and there < behind and plain[0][high - 1] == plain[1][behind - 1]:
            high, behind = high - 1, behind - 1
            found[high] = behind
        if low == high or there == behind:
            continue
        pillars = _pillars(*under, low, high, there, behind) or _pillars(*plain, low, high, there, behind)
        if not pillars:
            found |= _laid_out(*plain, low, high, there, behind)
            continue
        for one, other in [*pillars, (high, behind)]:
            waiting.append((low, one, there, other))
            if one < high:
                found[one] = other
            low, there = one + 1, other + 1
    return found


def _numbered(values: Iterable[Hashable], known: dict[Hashable, int]) -> list[int]:
    return [known.setdefault(value, len(known)) for value in values]


def _pillars(old: list[int], new: list[int], low: int, high: int, there: int, behind: int) -> list[tuple[int, int]]:
    """Those that stand once in both stretches, in the same order in both: as many as possible."""
    before, after = Counter(old[low:high]), Counter(new[there:behind])
    at = {new[place]: place for place in range(there, behind) if after[new[place]] == 1}
    pairs = [(place, at[old[place]]) for place in range(low, high) if before[old[place]] == 1 and old[place] in at]
    return rising(pairs)


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of *pairs* (ordered by the first) whose second numbers rise too."""
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for number, (_, value) in enumerate(pairs):
        at = bisect_left(tails, value)
        back.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [number]
    run: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        run.append(pairs[number])
        number = back[number]
    return run[::-1]


def _laid_out(old: list[int], new: list[int], low: int, high: int, there: int, behind: int) -> dict[int, int]:
    """A stretch in which everything stands several times."""
    if (high - low) * (behind - there) > _SMALL:
        return {}
    from rapidfuzz.distance import Indel

    found: dict[int, int] = {}
    for step in Indel.opcodes(old[low:high], new[there:behind]):
        if step.tag == "equal":
            for more in range(step.src_end - step.src_start):
                found[low + step.src_start + more] = there + step.dest_start + more
    return found


def elsewhere(old: Sequence[str], new: Sequence[str], standing: Mapping[int, int]) -> dict[int, int]:
    """Equal passages that do not stand in order. One that stands more than once is only taken where it is left once in both."""
    taken = set(standing.values())
    here: dict[str, list[int]] = defaultdict(list)
    there: dict[str, list[int]] = defaultdict(list)
    for at, said in enumerate(old):
        if at not in standing and len(said) >= _SHORTEST_MOVE:
            here[said].append(at)
    for at, said in enumerate(new):
        if at not in taken and said in here:
            there[said].append(at)
    return {places[0]: there[said][0] for said, places in here.items() if len(places) == 1 == len(there.get(said, ()))}


def near_pairs(
    old: Side, new: Side, taken: Mapping[int, int], standing: Mapping[int, int] | None = None, *, least: float = 0.5
) -> list[Pair]:
    """Passages of a kind that are nearly the same. With *standing* only between the same neighbours of it, and in order; without, anywhere,
    the most alike first. Those in *taken* are left alone.
    """
    used = set(taken.values())
    olds = [at for at in range(len(old.said)) if at not in taken]
    news = [at for at in range(len(new.said)) if at not in used]
    if standing is None and min(len(olds), len(news)) > _MOST_ANYWHERE:
        return []  # told as removed and added: two versions that differ so much are two documents
    pillars = sorted((standing or {}).items())
    shares = _sharing(old, new, _by_gap(olds, [one for one, _ in pillars]), _by_gap(news, [other for _, other in pillars]))
    said = tuple(_Said(side.texts) for side in (old, new))  # only of what is compared
    pairs = [Pair(one, other, value) for one, other in shares if (value := _likeness(said[0][one], said[1][other], least)) >= least]
    return _best_first(pairs) if standing is None else _in_order(pairs)


class _Said(dict[int, str]):
    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self._texts = texts

    def __missing__(self, at: int) -> str:
        return self.setdefault(at, letters_of(self._texts[at][:_COMPARED]))


def _by_gap(places: Sequence[int], pillars: Sequence[int]) -> dict[int, list[int]]:
    """The places by the stretch between pillars in which they stand."""
    found: dict[int, list[int]] = defaultdict(list)
    for at in places:
        found[bisect_left(pillars, at)].append(at)
    return found


def _sharing(old: Side, new: Side, olds: Mapping[int, list[int]], news: Mapping[int, list[int]]) -> list[tuple[int, int]]:
    """Which to compare: all of a small stretch, of a large one those that share rare words."""
    pairs: list[tuple[int, int]] = []
    for gap, here in olds.items():
        there = news.get(gap, [])
        found = _all(here, there) if len(here) * len(there) <= _FEW else _by_words(old.texts, new.texts, here, there)
        pairs += [(one, other) for one, other in found if (old.kinds[one] == "heading") == (new.kinds[other] == "heading")]
    return pairs


def _all(here: Sequence[int], there: Sequence[int]) -> list[tuple[int, int]]:
    return [(one, other) for one in here for other in there]


def _by_words(old: Sequence[str], new: Sequence[str], here: Sequence[int], there: Sequence[int]) -> list[tuple[int, int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for at in there:
        for word in _words(new[at]):
            index[word].append(at)
    pairs: list[tuple[int, int]] = []
    for one in here:
        rare = sorted((len(index[word]), word) for word in _words(old[one]) if word in index)
        telling = [word for number, word in rare[:_RARE] if number <= _COMMON]
        votes = Counter(at for word in telling for at in index[word])
        pairs += [(one, other) for other, shared in votes.most_common(_CANDIDATES) if shared >= min(2, len(telling))]
    return pairs


def _words(text: str) -> set[str]:
    return set(text[:_COMPARED].casefold().split())


def _likeness(one: str, other: str, least: float) -> float:
    from rapidfuzz import fuzz

    value = fuzz.ratio(one, other, score_cutoff=least * 100) / 100
    return min(value, 0.999)  # what is the same is in order or has moved; these differ


def _in_order(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs that stand in order in both versions and together are most alike (a Fenwick tree of the best sums)."""
    size = max((pair.new for pair in pairs), default=0) + 2
    best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    chain: list[tuple[Pair, int]] = []
    for pair in sorted(pairs, key=lambda one: (one.old, -one.new)):
        top, at = (0.0, -1), pair.new
        while at > 0:
            top = max(top, best[at])
            at -= at & -at
        chain.append((pair, top[1]))
        value, at = (top[0] + pair.likeness, len(chain) - 1), pair.new + 1
        while at <= size:
            best[at] = max(best[at], value)
            at += at & -at
    number = max(best)[1]
    run: list[Pair] = []
    while number >= 0:
        run.append(chain[number][0])
        number = chain[number][1]
    return run[::-1]


def _best_first(pairs: Sequence[Pair]) -> list[Pair]:
    olds, news, run = set[int](), set[int](), list[Pair]()
    for pair in sorted(pairs, key=lambda one: (-one.likeness, one.old, one.new)):
        if pair.old not in olds and pair.new not in news:
            olds.add(pair.old)
            news.add(pair.new)
            run.append(pair)
    return run
