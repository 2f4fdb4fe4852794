"""What the screen asks of the exchange: everything is fetched when it is asked for, on a worker; nothing here knows a widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wmpeer.errors import Problem, WmpeerError
from wmpeer.progress import Progress, StoppedError
from wmpeer.ui.exchange import records as is_
from wmpeer.ui.exchange.records import Looked, Standing

if TYPE_CHECKING:
    from wmpeer.exchange.lines import Fellow
    from wmpeer.exchange.records import DeviceLine, Handed, Sent, Taking


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A pack was taken in or taken back: every screen is concerned, and undo does not reach it."""

    verb: str = ""
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class Took:
    """What came of taking in: how many packs, how many fields that were changed on both sides, and why others were not taken."""

    packs: int
    differences: int
    refused: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What came of handing out: the packs that were written, what stood in the way of others, and whether it was stopped."""

    packs: tuple[Handed, ...] = ()
    problems: tuple[Problem, ...] = ()
    stopped: bool = False


def standing(workspace: Any) -> Standing:
    """How the exchange of *workspace* stands now."""
    return workspace.read(_standing, workspace)  # type: ignore[no-any-return]


def _standing(session: Any, workspace: Any) -> Standing:
    from wmpeer.exchange.knowing import own_reply
    from wmpeer.exchange.places import OUT, WATCHED, folder_for
    from wmpeer.region.queries import NotJoinedYetError, cycle

    me, slot = workspace.author, workspace.file.slot
    here = Standing(
        False, False, me, workspace.device, folder=folder_for(session, slot, OUT), watched=folder_for(session, slot, WATCHED)
    )
    try:
        name = cycle(session).name
    except NotJoinedYetError:
        return replace(here, reply=own_reply(session))
    return _joined(session, replace(here, joined=True, cycle=name))


def _joined(session: Any, here: Standing) -> Standing:
    from wmpeer.exchange.devices import devices
    from wmpeer.exchange.lines import fellows, last_out, own_work
    from wmpeer.exchange.outlook import outlook
    from wmpeer.exchange.taking import receipts
    from wmpeer.region.queries import coordinators, may_set_up, names_of_people, number_of_areas

    sets_up, names = may_set_up(session, here.me), names_of_people(session)
    news = {one.person: one for one in outlook(session)} if sets_up else {}
    everybody = tuple(
        replace(one, news=news[one.id].revisions, news_bytes=news[one.id].content_bytes) if one.id in news else one
        for one in fellows(session, devices(session), here.me)
    )
    sent_at, sent_name = last_out(session)
    return replace(
        here, sets_up=sets_up, areas=number_of_areas(session), fellows=everybody, work=own_work(session, here.me),
        receipts=tuple(replace(one, person=names.get(one.person, one.person)) for one in receipts(session)),
        coordinators=coordinators(session), sent_at=sent_at, sent_name=sent_name,
    )  # fmt: skip


# ---- in


def look_into(workspace: Any, paths: Sequence[Path], progress: Progress) -> tuple[Looked, ...]:
    """What each of *paths* is and would do. Nothing is written; a file that cannot be read is a `Looked` with its problem."""
    from wmpeer.exchange.folder import PACK, seen

    packs: list[Path] = []
    found: list[Looked] = []
    for path in paths:
        file = seen(path)
        if file is None:
            found.append(Looked(path, "gone", problem=None))
        elif file.kind == PACK:
            packs.append(path)
        else:
            found.append(_reply(workspace, path))
    return (*found, *_packs(workspace, packs, progress)) if packs else tuple(found)


def _reply(workspace: Any, path: Path) -> Looked:
    from wmpeer.exchange.folder import INVITATION
    from wmpeer.exchange.knowing import awaits, replied

    if path.suffix.lower() == INVITATION:
        return Looked(path, is_.INVITATION)
    try:
        person = replied(workspace, path).person_name
        return Looked(path, is_.REPLY if awaits(workspace, path) else is_.ADMITTED, person=person)
    except WmpeerError as error:
        return Looked(path, is_.REPLY, problem=error.problem())


def _packs(workspace: Any, paths: Sequence[Path], progress: Progress) -> tuple[Looked, ...]:
    from wmpeer.exchange.taking import plan_taking, read_packs

    plans = plan_taking(workspace, read_packs(workspace, paths, progress))
    return tuple(workspace.read(_looked, workspace.device, tuple(zip(paths, plans, strict=True))))


def _looked(session: Any, device: str, found: Sequence[tuple[Path, Taking]]) -> list[Looked]:
    from wmpeer.exchange.knowing import own_reply
    from wmpeer.exchange.lines import difference_lines, known_until
    from wmpeer.region.queries import names_of_people

    names, waits = names_of_people(session), own_reply(session)
    inviter = waits.person if waits is not None else ""  # before the first pack nobody else is known by name
    return [
        Looked(
            path, "pack", 0, plan.sha256, names.get(plan.person, inviter if plan.person else ""), plan.made_at,
            known_until(session, plan.based_on, device), replace(plan, plan=None), difference_lines(session, plan.differences),
        )
        for path, plan in found
    ]  # fmt: skip


def take_in(workspace: Any, paths: Sequence[Path], progress: Progress) -> Took:
    """Take *paths* in, read anew.

    Raises:
        WmpeerError: nothing of them may be taken in, or it was stopped; nothing is kept then.
    """
    from wmpeer.exchange.taking import plan_taking, read_packs, take_in

    plans = plan_taking(workspace, read_packs(workspace, paths, progress))
    taken = take_in(workspace, plans, progress)
    differing = sum(len(one.differences) for one in plans if not one.refused)
    return Took(len(taken), differing, tuple(problem for one in plans for problem in one.refused))


def take_back(workspace: Any, receipt: str, *, even_so: bool = False) -> Exchanged:
    """Hide what the pack of *receipt* (its id) brought.

    Raises:
        BuiltUponError: something was written here upon it, and that was not agreed to.
    """
    from wmpeer.exchange.taking import take_back

    take_back(workspace, receipt, even_so=even_so)
    return Exchanged()


# ---- out


def hand_out_all(workspace: Any, folder: Path, progress: Progress, *, whole: bool = False) -> Given:
    """A pack for everybody whose laptop is known, all of them or none; *whole* ones with what was sent already.

    Raises:
        WmpeerError: nobody can be written for, the folder refuses, it was stopped.
    """
    from wmpeer.exchange.handing import hand_out_all, nothing_for

    packs = hand_out_all(workspace, folder, progress, whole=whole)
    return Given(packs, workspace.read(nothing_for))


def hand_out(workspace: Any, to: Sequence[Fellow], folder: Path, progress: Progress, *, whole: bool = False) -> Given:
    """A pack for each of *to* into *folder*. One that cannot be made does not keep the others; Stop keeps those that were written."""
    from wmpeer.exchange.handing import hand_out

    packs: list[Handed] = []
    problems: list[Problem] = []
    for at, one in enumerate(to):
        try:
            packs += hand_out(workspace, one.id, folder, _share(progress, at, len(to), one.name), whole=whole)
        except StoppedError:
            return Given(tuple(packs), tuple(problems), stopped=True)
        except WmpeerError as error:
            problems.append(error.problem())
    return Given(tuple(packs), tuple(problems))


def _share(progress: Progress, at: int, count: int, name: str) -> Progress:
    """The progress of one of several, in hundredths of each."""

    def step(done: int, total: int, _label: str) -> None:
        progress(100 * at + (min(100 * done // total, 99) if total else 0), 100 * count, name)

    return step


def hand_in(workspace: Any, folder: Path, progress: Progress) -> Handed:
    """The pack of what one wrote, for the office."""
    from wmpeer.exchange.handing import hand_in

    return hand_in(workspace, folder, progress)


# ---- first contact


def invite(workspace: Any, person: str, folder: Path) -> Sent:
    from wmpeer.exchange.knowing import invite

    return invite(workspace, person, folder)


def admit(workspace: Any, reply: Path, typed: str) -> DeviceLine:
    from wmpeer.exchange.knowing import admit

    return admit(workspace, reply, typed)


def revoke(workspace: Any, device: str, on: str) -> Any:
    from wmpeer.exchange.knowing import revoke

    return revoke(workspace, device, on)
