"""One writing worker, first come first served; readers that never wait; results on the window's thread."""

from __future__ import annotations

import threading

import pytest

from wmpeer.errors import WmpeerError
from wmpeer.progress import StoppedError
from wmpeer.ui import hook
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.screen import Screen
from wmpeer.ui.watchdog import Watchdog


class FullShelfError(WmpeerError):
    """The shelf for “{name}” is full.

    Take something off it.
    """


def test_that_writes_are_carried_out_one_after_the_other_in_their_order(workers, qtbot) -> None:
    seen: list[tuple[int, str]] = []
    ended: list[int] = []
    for n in range(20):
        workers.write(lambda _p, n=n: seen.append((n, threading.current_thread().name)), ended=lambda n=n: ended.append(n))
    qtbot.waitUntil(lambda: len(ended) == 20)
    assert [n for n, _ in seen] == ended == list(range(20))
    assert {name for _, name in seen} == {"writer"}


def test_that_results_come_back_on_the_windows_own_thread(workers, qtbot) -> None:
    where: list[threading.Thread] = []
    workers.write(lambda _p: 1, then=lambda _a: where.append(threading.current_thread()))
    workers.read(lambda: 2, then=lambda _a: where.append(threading.current_thread()))
    qtbot.waitUntil(lambda: len(where) == 2)
    assert set(where) == {threading.main_thread()}


def test_that_a_reader_does_not_wait_for_a_long_write(workers, qtbot) -> None:
    go_on = threading.Event()
    answers: list[int] = []
    written: list[int] = []
    workers.write(lambda _p: go_on.wait(20), then=written.append)
    workers.read(lambda: 7, then=answers.append)
    qtbot.waitUntil(lambda: answers == [7])
    assert not written and workers.writing()
    go_on.set()
    qtbot.waitUntil(lambda: not workers.busy())


def test_that_stopping_raises_in_the_next_step(workers, qtbot) -> None:
    errors: list[Exception] = []
    begun, go_on = threading.Event(), threading.Event()

    def work(progress):
        progress(1, 2, "one")
        begun.set()
        go_on.wait(20)
        progress(2, 2, "two")

    job = workers.write(work, failed=errors.append)
    assert begun.wait(20)
    job.stop()
    go_on.set()
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], StoppedError)


def test_that_what_is_stopped_while_it_waits_never_starts(by_hand) -> None:
    ran: list[int] = []
    errors: list[Exception] = []
    by_hand.write(lambda _p: ran.append(1), failed=errors.append).stop()
    by_hand.run()
    assert not ran and isinstance(errors[0], StoppedError)


def test_that_progress_reaches_the_window_without_flooding_it(workers, qtbot) -> None:
    steps: list[int] = []
    done: list[bool] = []

    def work(progress):
        for n in range(1, 50_001):
            progress(n, 50_000, "")

    workers.write(work, progressed=lambda d, _t, _l: steps.append(d), then=lambda _a: done.append(True))
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    assert steps and len(steps) < 25_000 and steps == sorted(steps)


def test_that_a_failure_goes_to_whoever_asked_and_else_to_everybody(by_hand) -> None:
    own: list[Exception] = []
    all_: list[Exception] = []
    by_hand.failed.connect(all_.append)

    def fails(_progress):
        raise FullShelfError(name="Walsall")

    by_hand.write(fails, failed=own.append)
    by_hand.write(fails)
    by_hand.run()
    assert len(own) == len(all_) == 1 and "Walsall" in str(own[0])


def test_that_a_failure_nobody_listens_to_is_not_swallowed(by_hand, reports) -> None:
    by_hand.write(lambda _p: 1 / 0)
    by_hand.run()
    assert "ZeroDivisionError" in reports[0].kind


def test_that_closing_waits_for_what_was_handed_over_and_delivers_it(dressed) -> None:
    jobs = Jobs()
    kept: list[int] = []
    for n in range(5):
        jobs.write(lambda _p, n=n: n, then=kept.append)
    jobs.close()
    jobs.close()
    assert kept == [0, 1, 2, 3, 4]
    with pytest.raises(RuntimeError):
        jobs.write(lambda _p: 1)


def test_that_a_callback_that_fails_does_not_stop_the_worker(by_hand) -> None:
    ended: list[int] = []
    by_hand.write(lambda _p: 1, then=lambda _a: 1 / 0, ended=lambda: ended.append(1))
    with pytest.raises(ZeroDivisionError):
        by_hand.run()
    by_hand.write(lambda _p: 1, ended=lambda: ended.append(2))
    by_hand.run()
    assert ended == [1, 2] and not by_hand.busy()


class _Shelf(Screen):
    title = "Shelf"

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(None, jobs)
        self.shown: list[str] = []
        self.reloads = 0

    def reload(self) -> None:
        self.reloads += 1

    def show_books(self, books: str) -> None:
        self.shown.append(books)


@pytest.fixture
def shelf(by_hand, qtbot) -> _Shelf:
    screen = _Shelf(by_hand)
    qtbot.addWidget(screen)
    return screen


def test_that_a_stale_answer_is_dropped(shelf, by_hand) -> None:
    shelf.fetch(lambda: "Ashcombe", shelf.show_books)
    shelf.fetch(lambda: "Brackenford", shelf.show_books)
    by_hand.run()
    assert shelf.shown == ["Brackenford"]


def test_that_two_different_questions_do_not_drop_each_other(shelf, by_hand) -> None:
    shelf.fetch(lambda: "books", shelf.show_books)
    shelf.fetch(lambda: "papers", shelf.show_books, key="papers")
    by_hand.run()
    assert shelf.shown == ["books", "papers"]


def test_that_an_answer_for_a_screen_that_has_gone_is_dropped(by_hand, dressed) -> None:
    import shiboken6

    screen = _Shelf(by_hand)
    shown = screen.shown
    screen.fetch(lambda: "Ashcombe", screen.show_books)
    shiboken6.delete(screen)
    by_hand.run()
    assert shown == []


def test_that_an_action_tells_then_without_and_got_with_its_answer(shelf, by_hand) -> None:
    told: list[object] = []
    shelf.do(lambda _p: 42, then=lambda: told.append("then"), got=told.append)
    by_hand.run()
    assert told == [42, "then"]


def test_that_what_a_person_can_put_right_becomes_a_message(shelf, by_hand) -> None:
    said: list[object] = []
    shelf.message.connect(said.append)

    def fails(_progress):
        raise FullShelfError(name="Walsall", where="row 3")

    shelf.do(fails)
    by_hand.run()
    assert said[0].sentence == "The shelf for “Walsall” is full. (row 3)"
    assert (said[0].next, said[0].kind, said[0].code) == ("Take something off it.", "error", "full-shelf")


def test_that_everything_else_goes_to_the_one_hook_without_its_content(shelf, by_hand, reports) -> None:
    def fails(_progress):
        raise ValueError("Harrowdale’s record says something private")

    shelf.do(fails)
    by_hand.run()
    assert len(reports) == 1 and "ValueError" in reports[0].text() and "Harrowdale" not in reports[0].text()
    assert "private" not in reports[0].text()


def test_that_a_report_names_the_causes_and_places_in_our_code() -> None:
    try:
        try:
            FullShelfError.template().index("nothing")
        except ValueError as error:
            raise RuntimeError("content") from error
    except RuntimeError as error:
        text = hook.report_of(error).text()
    assert "RuntimeError from ValueError" in text and "test_kit_jobs.py" in text and "content" not in text


def test_that_a_screen_reloads_now_if_seen_and_later_if_not(shelf) -> None:
    class Changed:
        verb, authority = "Keep", ""

    shelf.hear(Changed())
    assert shelf.reloads == 0
    shelf.show()
    assert shelf.reloads == 1
    shelf.hear(Changed())
    assert shelf.reloads == 2
    shelf.hide()
    shelf.show()
    assert shelf.reloads == 2


def test_that_a_change_to_another_authority_does_not_concern_a_screen(shelf) -> None:
    class Changed:
        verb, authority = "Keep", "E08000030"

    shelf.set_authority("E08000025")
    assert not shelf.concerned(Changed())
    shelf.set_authority("E08000030")
    assert shelf.concerned(Changed())


def test_that_the_watchdog_says_where_the_window_was_blocked(qapp, qtbot) -> None:
    stalls = []
    dog = Watchdog(stalls.append, limit_seconds=0.05)
    dog.start()
    blocked = threading.Event()

    def where_the_window_was_blocked() -> None:
        blocked.wait(0.4)

    where_the_window_was_blocked()
    qtbot.waitUntil(lambda: bool(stalls))
    dog.stop()
    assert stalls[0].seconds >= 0.05 and "where_the_window_was_blocked" in stalls[0].stack
