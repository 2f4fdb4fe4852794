"""The sentences of the screen Exchange. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wmpeer.exchange.lines import Fellow
from wmpeer.exchange.of_what import counted as counted_words
from wmpeer.exchange.of_what import joined as joined
from wmpeer.exchange.of_what import kinds_in, of_what
from wmpeer.exchange.of_what import many as many
from wmpeer.exchange.records import DeviceLine, Taking
from wmpeer.ui.exchange import records as is_
from wmpeer.ui.exchange.records import Item, Standing
from wmpeer.ui.kit.kinds import Mark

MARKS = {
    is_.LOOKING: Mark("Being read", "spinner", "question", "bold"),
    is_.ARRIVING: Mark("Still being copied", "hourglass-medium", "consider"),
    is_.READY: Mark("To take in", "tray-arrow-down", "question"),
    is_.SAME: Mark("Nothing new", "equals", "ink2"),
    is_.TAKEN: Mark("Taken in", "check-circle", "strength", "fill"),
    is_.BACK: Mark("Taken back", "arrow-u-up-left", "consider"),
    is_.REFUSED: Mark("Refused", "warning-circle", "alert", "fill", "", True),
    is_.REPLY: Mark("Reply to admit", "user-plus", "question"),
    is_.ADMITTED: Mark("Admitted", "check-circle", "strength", "fill"),
    is_.INVITATION: Mark("An invitation", "envelope-simple", "ink2"),
    is_.GONE: Mark("Not there", "file-x", "ink3"),
}

def day(moment: str) -> str:
    """A UTC moment as this laptop's day and time, "8 Oct 2026, 14:02"; "" where there is none."""
    if not moment:
        return ""
    local = datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone()
    return f"{local.day} {local:%b %Y, %H:%M}"


def lately(moment: str) -> str:
    """A UTC moment without its year, for a list: "8 Oct, 14:02"."""
    if not moment:
        return ""
    local = datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone()
    return f"{local.day} {local:%b, %H:%M}"


def size(count: int) -> str:
    """Bytes as people say them."""
    for unit, step in (("MB", 1_000_000), ("KB", 1_000)):
        if count >= step:
            return f"{count / step:.1f} {unit}" if count < 10 * step else f"{count / step:.0f} {unit}"
    return many(count, "byte")


# ---- the inbox


def state_word(item: Item) -> str:
    """The state of a pack in a word or two."""
    taking = item.taking
    if item.state == is_.READY and taking is not None:
        parts = [f"{taking.new:,} new"] if taking.new else []
        parts += [f"{taking.changed:,} changed"] if taking.changed and len(parts) < 2 else []
        parts += [many(len(taking.differences), "difference")] if taking.differences else []
        return ", ".join(parts[:2]) or ("Shown again" if taking.unhides else "Waits" if taking.waiting else MARKS[item.state].word)
    if item.state == is_.ARRIVING:
        return f"{size(item.have)} of {size(item.size)}"
    return MARKS[item.state].word


def how_many(items: Sequence[Item]) -> str:
    """How many packs there are in the inbox, replies and invitations: "2 packs, 1 reply"."""
    replies = sum(one.state in (is_.REPLY, is_.ADMITTED) for one in items)
    invitations = sum(one.state == is_.INVITATION for one in items)
    packs = len(items) - replies - invitations
    counts = (packs, "pack", "packs"), (replies, "reply", "replies"), (invitations, "invitation", "invitations")
    return ", ".join(many(*each) for each in counts if each[0])


def second_line(item: Item) -> str:
    """Below the name in the inbox: when it was made, or what the file is called."""
    if item.receipt is not None and item.state in (is_.TAKEN, is_.BACK, is_.SAME):
        return f"taken in {lately(item.receipt.taken_at)}"
    return f"made {lately(item.made_at)}" if item.made_at else item.name


def counted(taking: Taking) -> tuple[tuple[str, str], ...]:
    """What a pack would do, in sentences with counts, each with the name of its icon."""
    said: list[tuple[str, str]] = []
    of = of_what(kinds_in(taking.lines))
    if taking.unhides:
        said.append(("arrow-u-up-left", "This pack was taken back here. Taking it in again shows what it brought."))
    if taking.new and taking.changed:
        new = f"{many(taking.new, 'record')} {_is(taking.new)} new"
        said.append(("plus-circle", f"{new} and {taking.changed:,} {_changes(taking.changed)}{of}."))
    elif taking.new:
        said.append(("plus-circle", f"{many(taking.new, 'record')} {_is(taking.new)} new{of}."))
    elif taking.changed:
        said.append(("pencil-simple", f"{many(taking.changed, 'record')} {_changes(taking.changed)}{of}."))
    if taking.contents:
        number = len(taking.contents)
        come = "comes" if number == 1 else "come"
        said.append(("file-text", f"{many(number, 'document, table or text', 'documents, tables and texts')} {come} with it."))
    if taking.same:
        said.append(("equals", f"{many(taking.same, 'record')} {_is(taking.same)} the same as here."))
    if not (taking.new or taking.changed or taking.waiting or taking.unhides):
        said.insert(0, ("check-circle", "Nothing in it is new here."))
    return tuple(said)


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _changes(number: int) -> str:
    return "changes" if number == 1 else "change"


SETTLED = "Both are kept, and taking the pack in decides nothing; a person settles each afterwards."


def differing(number: int) -> str:
    """Above the table of differences."""
    return "One field was changed on both sides." if number == 1 else f"{number:,} fields were changed on both sides."


def waiting(number: int, person: str) -> str:
    """What waits, and for what."""
    whose = f"Ask {person} for the pack they made before this one" if person else "Ask for the packs that were made before this one"
    waits = f"{many(number, 'change')} {'waits' if number == 1 else 'wait'} for a pack that has not come yet."
    return f"{waits} {whose}; until then {'it is' if number == 1 else 'they are'} kept and not shown."


def about(item: Item) -> str:
    """Below the heading of the preview: when it was made, how large it is, what it is based on."""
    parts = [f"Made {day(item.made_at)}" if item.made_at else "", size(item.size) if item.size else "", based_on(item)]
    return "  ·  ".join(part for part in parts if part)


def based_on(item: Item) -> str:
    if item.taking is None or item.state == is_.REFUSED:  # nothing is known of what a refused pack rests on
        return ""
    return f"based on what stood here on {day(item.until)}" if item.until else "not based on anything from here yet"


def taken(item: Item) -> str:
    """What a receipt says."""
    receipt = item.receipt
    if receipt is None:
        return ""
    what = counted_words(receipt.new, receipt.changed, dict(receipt.kinds))
    wait = f" {many(receipt.waiting, 'change')} waited for another pack." if receipt.waiting else ""
    back = f" Taken back {day(receipt.taken_back_at)}: what it brought is hidden, not lost." if receipt.taken_back_at else ""
    return f"Taken in {day(receipt.taken_at)}: {what}.{wait}{back}"


# ---- out


def handed_word(fellow: Fellow) -> str:
    """How far somebody has come with handing in."""
    total = len(fellow.handed) + len(fellow.owed)
    if not total:
        return "Nothing allocated"
    return f"{len(fellow.handed)} of {total}"


def owes(fellows: Sequence[Fellow]) -> str:
    """Who has not handed in, in a sentence; "" where everybody has."""
    late = [one.name for one in fellows if one.owed or (one.reads and not one.handed)]
    return f"{joined(late)} {'has' if len(late) == 1 else 'have'} not handed everything in." if late else ""


def hand_out_verb(fellows: Sequence[Fellow]) -> str:
    if len(fellows) == 1:
        return f"Hand out to {fellows[0].name}"
    return f"Hand out to all {len(fellows)}" if fellows else "Hand out"


# ---- laptops


def laptop_state(fellow: Fellow, laptop: DeviceLine | None, me: str) -> tuple[str, str]:
    """The name of a mark of this module's `LAPTOPS`, and the words beside it."""
    if laptop is not None and laptop.revoked_on:
        return "lost", f"Reported lost {short_day(laptop.revoked_on)}"
    if laptop is not None:
        return ("this", "This laptop") if laptop.is_this else ("known", f"Known since {short_day(laptop.admitted_on)}")
    if fellow.id == me:
        return "this", "This laptop"
    return ("invited", f"Invited {day(fellow.invited_at)}") if fellow.invited_at else ("none", "Not invited yet")


def short_day(iso: str) -> str:
    """An ISO day or moment as "8 Oct 2026"."""
    if not iso:
        return ""
    moment = datetime.fromisoformat(iso.replace("Z", "+00:00"))
    return f"{moment.day} {moment:%b %Y}"


LAPTOPS = {
    "this": Mark("This laptop", "desktop", "ink2"),
    "known": Mark("Known", "check-circle", "strength", "fill"),
    "invited": Mark("Invited", "hourglass-medium", "consider"),
    "none": Mark("Not invited yet", "circle-dashed", "ink3"),
    "lost": Mark("Reported lost", "warning-circle", "alert", "fill", "", True),
}


# ---- what comes next


def next_step(standing: Standing, items: Sequence[Item]) -> tuple[str, str]:
    """The one sentence below the heading, and the part of the screen it leads to."""
    ready = [one for one in items if one.takes]
    replies = [one for one in items if one.state == is_.REPLY]
    if replies:
        return f"{_somebodys(replies[0].person)} reply is here. Ring them up and let them read six words out.", "take-in"
    if ready:
        who = joined([one.person for one in ready if one.person] or [one.name for one in ready])
        return f"{many(len(ready), 'pack')} from {who} can be taken in.", "take-in"
    if not standing.sets_up:
        return _next_of_reader(standing)
    without = [one.name for one in standing.without()]
    if not standing.receivers():
        if not without:
            return "Add the people who take part in Set up, then invite their laptops.", "laptops"
        waits = [one.name for one in standing.fellows if one.invited_at]
        if waits:
            return f"Waiting for the reply of {joined(waits)}. Drop it here when it comes.", "laptops"
        return f"Invite the first laptop: {joined(without)} {'has' if len(without) == 1 else 'have'} none that is known.", "laptops"
    first = [one.name for one in standing.receivers() if not one.last_at]
    if first:
        return f"{joined(first)} {'has' if len(first) == 1 else 'have'} not had a pack yet.", "out"
    late = owes(standing.receivers())
    return (f"{late} Their packs come here.", "out") if late else ("Everybody has handed in.", "out")


def _next_of_reader(standing: Standing) -> tuple[str, str]:
    office = joined(standing.coordinators) or "the coordinator"
    left = [one.name for one in standing.work if not one.handed_on]
    if standing.work and not left:
        if standing.sent_at:
            return f"Your last pack for {office} was made {day(standing.sent_at)}. Make another one when you have changed something.", "out"
        return f"You have handed in everything. Make the pack for {office}.", "out"
    if left:
        return f"Still to be handed in: {joined(left)}. You can make a pack at any time.", "out"
    if standing.receipts:
        return f"What {office} sent is here. Go to Read & judge; what you write goes back from Hand in.", "out"
    return f"Packs from {office} are taken in here.", "take-in"


def _somebodys(name: str) -> str:
    return f"{name}’s" if name else "A"
