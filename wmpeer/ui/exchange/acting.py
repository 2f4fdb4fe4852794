"""What the screen does when somebody presses something: asks where it must, does it on the worker, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wmpeer.errors import WmpeerError
from wmpeer.exchange.act_errors import BuiltUponError
from wmpeer.exchange.lines import Fellow
from wmpeer.exchange.records import DeviceLine, Handed, Sent
from wmpeer.progress import Progress
from wmpeer.ui.exchange import asking, contact, words
from wmpeer.ui.exchange.records import Item
from wmpeer.ui.kit.confirm import confirm

if TYPE_CHECKING:
    from wmpeer.ui.exchange.screen import ExchangeScreen

KEEPS_WRITTEN = "Stop keeps the packs that are written already."


class Acting:
    """The acts of one Exchange screen."""

    def __init__(self, screen: ExchangeScreen) -> None:
        self._screen = screen

    # ---- in

    def take_in(self, paths: Sequence[Path]) -> None:
        """Take packs in, all of them as one."""
        screen, workspace = self._screen, self._screen.workspace
        if not paths:
            return

        came: list[asking.Took] = []

        def work(progress: Progress) -> asking.Exchanged:
            came.append(asking.take_in(workspace, paths, progress))
            return asking.Exchanged()

        named = paths[0].name if len(paths) == 1 else f"{len(paths)} packs"
        screen.do(work, lambda: self._say_took(came[0]), title=f"Taking in {named}", failed=self._look_again)

    def _say_took(self, took: asking.Took) -> None:
        screen = self._screen
        screen.begin_here()
        what = {0: "Nothing was new in it.", 1: "The pack is taken in."}.get(took.packs, f"{took.packs} packs are taken in.")
        if took.refused:
            first = took.refused[0]
            screen.say(f"{what if took.packs else ''} {first.sentence}".strip(), first.next, "warning", code=first.code)
        elif took.packs and took.differences:
            see = (("See the differences", lambda: screen.go("apart")),)
            screen.say(what, words.differing(took.differences), "success", actions=see)
        else:
            screen.say(what, "Take back hides it again, but for who takes part; a backup was made before." if took.packs else "", "success")

    def _look_again(self, error: WmpeerError) -> None:
        self._screen.say(error.sentence, error.next, "error", code=error.code())
        self._screen.incoming.look_again()

    def take_back(self, item: Item, *, even_so: bool = False) -> None:
        """Hide again what a pack brought; where something was written upon it, ask first."""
        screen, workspace, receipt = self._screen, self._screen.workspace, item.receipt
        if receipt is None:
            return

        def fell(error: WmpeerError) -> None:
            if not isinstance(error, BuiltUponError):
                screen.say(error.sentence, error.next, "error", code=error.code())
                return
            what = error.facts.get("what", "")
            confirm(
                screen, "Hide what was written upon it too?",
                f"Here was written upon what this pack brought: {what}. It is hidden with it. Nothing is lost: taking the pack in again "
                "shows both.", "Take back", lambda: self.take_back(item, even_so=True),
            )  # fmt: skip

        def took() -> None:
            screen.begin_here()
            screen.say("What the pack brought is hidden.", "Taking the pack in again shows it.", "success")

        screen.do(lambda _progress: asking.take_back(workspace, receipt.id, even_so=even_so), took, failed=fell)

    # ---- out

    def hand_out(self, to: Sequence[Fellow], folder: Path, whole: bool) -> None:
        """Write a pack for each; *whole* ones with what was sent already."""
        screen, workspace = self._screen, self._screen.workspace
        given: list[asking.Given] = []
        everybody = screen.standing is not None and len(to) > 1 and set(to) == set(screen.standing.receivers())

        def work(progress: Progress) -> None:
            if everybody:
                given.append(asking.hand_out_all(workspace, folder, progress, whole=whole))
            else:
                given.append(asking.hand_out(workspace, to, folder, progress, whole=whole))

        def done() -> None:
            screen.reload()
            screen.hand_out.written()
            self._say_given(given[0], folder)

        title = f"Making the pack for {to[0].name}" if len(to) == 1 else f"Making {len(to)} packs"
        screen.do(work, done, title=title, note="" if everybody else KEEPS_WRITTEN)

    def _say_given(self, given: asking.Given, folder: Path) -> None:
        written = len(given.packs)
        said = f"{words.many(written, 'pack')} {'is' if written == 1 else 'are'} in {folder}." if written else "No pack was written."
        if given.problems:
            rest = "" if len(given.problems) == 1 else f" {len(given.problems) - 1} more like it."
            first = given.problems[0]
            self._screen.say(f"{said} {first.sentence}{rest}", first.next, "warning", code=first.code)
        elif given.stopped:
            self._screen.say(f"Stopped. {said}", "Hand out again for the others.", "warning")
        else:
            whom = f"it to {given.packs[0].for_}" if written == 1 else "each to whom its name says"
            self._screen.say(said, f"Send {whom}, or leave the stick with them.", "success")

    def hand_in(self, folder: Path) -> None:
        """The check first: what is not handed in is named, and can still be; then the pack."""
        screen = self._screen
        left = [one for one in screen.standing.work if not one.handed_on] if screen.standing else []
        if not left:
            self._make_in(folder)
            return
        names = words.joined([one.name for one in left])
        confirm(
            screen, "Make the pack as it is?",
            f"Not handed in yet: {names}. What you wrote there goes along and is shown as unfinished. You can hand in later and make "
            "another pack.", "Make the pack", lambda: self._make_in(folder),
        )  # fmt: skip

    def _make_in(self, folder: Path) -> None:
        screen, workspace = self._screen, self._screen.workspace
        made: list[Handed] = []

        def work(progress: Progress) -> None:
            made.append(asking.hand_in(workspace, folder, progress))

        def done() -> None:
            screen.reload()
            office = words.joined(screen.standing.coordinators) if screen.standing else ""
            screen.say(f"“{made[0].pack.name}” is in {folder}.", f"Give it to {office or 'the coordinator'}.", "success")

        screen.do(work, done, title="Making the pack")

    # ---- laptops

    def invite(self, fellow: Fellow) -> None:
        """Write an invitation for somebody into a folder, and say what to do with it."""
        screen, workspace = self._screen, self._screen.workspace
        folder = screen.choose_folder(f"Where to write the invitation for {fellow.name}")
        if folder is None:
            return
        made: list[Sent] = []

        def work(_progress: Progress) -> asking.Exchanged:
            made.append(asking.invite(workspace, fellow.id, folder))
            return asking.Exchanged()

        def done() -> None:
            contact.show_invitation(screen, made[0], fellow.name)

        screen.do(work, done)

    def admit(self, item: Item) -> None:
        """Type what is read out, and admit the laptop of a reply."""
        screen, workspace, path = self._screen, self._screen.workspace, item.path
        if path is None:
            return
        name = item.person or "whoever sent it"

        def admit(typed: str, wrong: Callable[[WmpeerError], Any], done: Callable[[], Any]) -> None:
            def admitted() -> None:
                done()
                screen.incoming.forget(path)
                screen.show_part_named("out")
                screen.begin_here()
                screen.say(f"{name}’s laptop is known here now.", "Hand out their first pack.", "success")

            screen.do(lambda _progress: asking.Exchanged() if asking.admit(workspace, path, typed) else None, admitted, failed=wrong)

        contact.ask_words(screen, name, admit)

    def report_lost(self, fellow: Fellow, laptop: DeviceLine) -> None:
        """Ask since when, then let the laptop count no more."""
        screen, workspace = self._screen, self._screen.workspace

        def report(on: str) -> None:
            def said() -> None:
                screen.begin_here()
                screen.say(f"{fellow.name}’s laptop counts no more.", "Hand out to everybody, so that the others know it too.", "success")

            screen.do(lambda _progress: asking.revoke(workspace, laptop.id, on), said)

        contact.ask_lost(screen, fellow, laptop, screen.today, report)

    # ---- folders

    def watch(self, folder: Path | None) -> None:
        """Watch *folder*, or none, from now on and the next time."""
        self._keep("watched", folder)

    def keep_out_folder(self, folder: Path) -> None:
        self._keep("out", folder)

    def _keep(self, use: str, folder: Path | None) -> None:
        screen, workspace = self._screen, self._screen.workspace

        def keep(_progress: Progress) -> None:
            from wmpeer.exchange.places import keep_folder

            keep_folder(workspace, use, folder)

        screen.do(keep, screen.reload)
