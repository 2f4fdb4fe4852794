"""Commands of the first contact: laptops become known to one another, and are known no longer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wmpeer.cli.answer import DONE, IN_PART, Answer, bar, say
from wmpeer.cli.options import PROGRAM, Common, Opened, answering, passphrase_for
from wmpeer.cli.setup import FILE, hand_over
from wmpeer.clock import day_in_words

if TYPE_CHECKING:
    from wmpeer.exchange.records import DeviceLine

OUT = click.option("--out", "folder", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The folder the file goes into.")
FINGERPRINT = click.option("--fingerprint", metavar="“SIX WORDS”", default="", help="The six words that were read out by telephone.")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


@click.command()
@FILE
@click.option("--person", required=True, metavar="NAME", help="Whom to invite, as the workspace knows them.")
@OUT
@answering
def invite(common: Common, file: Path, person: str, folder: Path) -> Answer:
    """Invite somebody's laptop: a file to send them.

    It is for one laptop and good for thirty days. It holds no secret: post it, mail it, put it on a stick. Whoever gets it joins with it
    (`wmpeer join`), sends the reply back, and reads six words out to you by telephone.
    """
    from wmpeer.exchange.knowing import invite as send

    with Opened(file, common) as workspace:
        sent = send(workspace, person, folder)
    lines = [
        f"An invitation for {sent.person}: {sent.path}",
        f"Its six words, which stand on their screen too: {sent.fingerprint}",
        f"Send {sent.person} the file. They join with it in wmpeer (or by `wmpeer join`), send you their reply, and ring you up.",
        "With the reply and the six words they read out, admit their laptop: wmpeer admit",
    ]
    return Answer({"path": str(sent.path), "fingerprint": sent.fingerprint, "person": sent.person}, lines)


@click.command()
@click.argument("invitation", type=click.Path(path_type=Path), metavar="INVITATION")
@click.option("--workspace", "new", type=click.Path(path_type=Path), required=True, metavar="NEW", help="The workspace that is to be made.")
@OUT
@FINGERPRINT
@click.option(
    "--recovery-key-out", type=click.Path(path_type=Path), metavar="PATH", help="Write the recovery key here instead of showing it."
)
@answering
def join(common: Common, invitation: Path, new: Path, folder: Path, fingerprint: str, recovery_key_out: Path | None) -> Answer:
    """Accept an invitation: a workspace of your own, and a reply to send back.

    The passphrase is yours alone, and new. Send the reply to whoever invited you, ring them up, and read its six words out: until then
    nothing is sent to you. If the reply was lost, run the same once more: the words stay the same.
    """
    from wmpeer.exchange.knowing import invited
    from wmpeer.exchange.knowing import join as accept
    from wmpeer.region.queries import in_a_sentence

    said = invited(invitation)
    whom, again = in_a_sentence(said.from_), new.exists()
    say(f"{said.person} is invited by {whom} to the cycle {said.cycle} of {said.region}.")
    say(f"The six words of the invitation: {said.fingerprint}")
    if not fingerprint and _somebody_is_there() and not again:
        click.confirm("Go on as that person?", abort=True, err=True, default=True)
    passphrase = passphrase_for(new, common, confirm=not again)
    joined = accept(invitation, new, passphrase, folder, fingerprint=fingerprint, progress=bar(), program=PROGRAM)
    joined.workspace.close()
    written = hand_over(joined.recovery_key, recovery_key_out) if joined.recovery_key else True
    data = {
        "path": str(joined.path), "fingerprint": joined.fingerprint, "invitation_fingerprint": joined.invitation, "workspace": str(new),
        "person": said.person, "from": said.from_, "cycle": said.cycle,
    }  # fmt: skip
    lines = [
        f"{new.name} {'is there, and its reply was written once more' if again else 'is made'}. It waits for its first pack.",
        f"1. Send this file to {whom}: {joined.path}",
        f"2. Ring {whom} up, on a number you know and that is not in the file, and read these six words out:",
        f"   {joined.fingerprint}",
        "3. Wait for the pack that comes back, and take it in: wmpeer take-in",
        "`wmpeer laptops` shows the words again.",
    ]
    return Answer(data, lines, DONE if written else IN_PART)


@click.command()
@FILE
@click.argument("reply", type=click.Path(path_type=Path), metavar="REPLY")
@FINGERPRINT
@answering
def admit(common: Common, file: Path, reply: Path, fingerprint: str) -> Answer:
    """Admit the laptop that replied to an invitation.

    Ring up the person whose laptop it is, on a number you know, and let them read six words from their screen. They are typed here, or
    given with --fingerprint; the first four letters of each will do. If they are not the words of this file, somebody changed it on the
    way: nothing is admitted.
    """
    from wmpeer.exchange.knowing import admit as let_in
    from wmpeer.exchange.knowing import replied, reply_words

    with Opened(file, common) as workspace:
        whose = replied(workspace, reply)
        if not fingerprint and _somebody_is_there():
            say(f"This is a reply from {whose.person_name}. Ring them up, on a number you know, and let them read their six words out.")
            fingerprint = _as_read_out(reply_words(workspace, reply))
        line = let_in(workspace, reply, fingerprint)
        words = reply_words(workspace, reply)
    lines = [f"{line.name} is admitted.", f"Hand out a pack to {line.person_name} now: wmpeer hand-out"]
    data = {"path": str(reply), "fingerprint": words, "device": line.id, "name": line.name, "person": line.person_name}
    return Answer(data, lines)


@click.command()
@FILE
@answering
def laptops(common: Common, file: Path) -> Answer:
    """The laptops that are known, and the invitations that nobody has answered."""
    from wmpeer.exchange.devices import devices
    from wmpeer.exchange.knowing import invitations, own_reply
    from wmpeer.region.queries import in_a_sentence

    with Opened(file, common) as workspace:
        known = workspace.read(devices)
        waiting = [one for one in workspace.read(invitations) if not one.answered_at]
        own = workspace.read(own_reply)
    data = {
        "laptops": [
            {
                "id": one.id, "name": one.name, "person": one.person_name, "fingerprint": one.fingerprint, "admitted_on": one.admitted_on,
                "revoked_on": one.revoked_on or None, "last_pack_at": one.last_pack_at or None, "this": one.is_this,
            }
            for one in known
        ],
        "invitations": [{"person": one.person_name, "made_at": one.made_at, "until": one.until} for one in waiting],
    }  # fmt: skip
    lines = [_told(one) for one in known]
    lines += [f"Invited, and no reply yet: {one.person_name}; good until {day_in_words(one.until)}" for one in waiting]
    if own is not None:
        whom = in_a_sentence(own.person)
        lines.append(f"This laptop waits for its first pack. Its reply, to be sent to {whom}: {own.path}")
        lines.append(f"The six words to read out to {whom} by telephone: {own.fingerprint}")
    return Answer(data, lines or ["No laptop is known here yet."])


@click.command()
@FILE
@click.argument("laptop", metavar="LAPTOP")
@click.option("--on", metavar="DAY", help="The day it was lost, as year-month-day; today where none is given.")
@answering
def revoke(common: Common, file: Path, laptop: str, on: str | None) -> Answer:
    """Report a laptop lost: what it writes from now on counts no more, and nothing is sent to it.

    LAPTOP is what `wmpeer laptops` calls it, the beginning of its id, or whose only laptop it is. What has come here from it stays; where
    another coordinator has more of it, take in their pack first, for a report cannot be taken back. Its person goes on with another laptop
    and another invitation.
    """
    from wmpeer.exchange.devices import find_device
    from wmpeer.exchange.knowing import revoke as report

    with Opened(file, common) as workspace:
        done = report(workspace, laptop, on or "")
        line = workspace.read(find_device, done.entity)
    lines = [
        f"{line.name} was reported lost on {day_in_words(line.revoked_on)}. {done.note}".strip(),
        "Hand out packs to everybody, so that they know it too: wmpeer hand-out",
        f"For another laptop of {line.person_name}: wmpeer invite",
    ]
    return Answer({"device": line.id, "name": line.name, "person": line.person_name, "revoked_on": line.revoked_on}, lines)


def _in_a_row(names: list[str]) -> str:
    """Such as “first, third and last”."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _told(line: DeviceLine) -> str:
    state = f"reported lost on {day_in_words(line.revoked_on)}" if line.revoked_on else f"admitted {day_in_words(line.admitted_on)}"
    this = " (this one)" if line.is_this else ""
    return f"{line.id[:8]}  {line.name}{this}, {state}"


def _as_read_out(words: str) -> str:
    """What is typed; somebody may mishear a word, and then it is asked for again, twice."""
    from wmpeer.exchange.words import words_that_differ

    for _ in range(2):
        typed = str(click.prompt("The six words, as they are read out", err=True))
        if not (wrong := words_that_differ(typed, words)):
            return typed
        which = _in_a_row([_ORDINALS[at - 1] for at in wrong])
        say(f"Not the same: the {which} word. Let them read all six once more, slowly; if they still differ, do not go on.")
    return str(click.prompt("The six words, as they are read out", err=True))


def _somebody_is_there() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
