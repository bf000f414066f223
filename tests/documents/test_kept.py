"""What URLs answered, kept: sums that stay right, threads and interrupts that change nothing."""

from __future__ import annotations

import sys
import threading

import pytest

from hypernav.documents.kept import Kept
from hypernav.formats import read
from hypernav.navigation.state import State
from tests.raising import interrupted_at_each_line

BASE = "https://acme.test"


def state(size: int = 10) -> State:
    return State(read(BASE, 200, {}, {}), size)


def test_the_oldest_go_first_and_the_last_one_stays_however_large():
    kept = Kept(25)
    for name in "abc":
        kept.put(f"{BASE}/{name}", state())
    assert [kept.get(f"{BASE}/{name}") is None for name in "abc"] == [True, False, False]
    kept.put(f"{BASE}/d", state(100))
    assert kept.size == 100
    assert kept.get(f"{BASE}/d#part") is not None


def test_what_is_kept_again_counts_once():
    kept = Kept(100)
    for size in (10, 20, 5):
        kept.put(f"{BASE}/a", state(size))
    assert kept.size == 5


def test_what_a_write_touches_is_forgotten():
    kept = Kept(1000)
    for path in ("/a", "/a/b", "/a/b/c", "/a/bc", "/x"):
        kept.put(BASE + path, state())
    kept.forget(f"{BASE}/a/b")
    assert [kept.get(BASE + path) is None for path in ("/a", "/a/b", "/a/b/c", "/a/bc", "/x")] == [
        *(True, True, True),
        *(False, False),
    ]
    assert kept.size == 20
    kept.forget_only(f"{BASE}/x")
    kept.forget_only(f"{BASE}/x")
    assert kept.size == 10
    kept.clear()
    assert kept.size == 0


def test_threads_that_keep_and_forget_leave_the_sum_right():
    kept, raised = Kept(200), []

    def work(number: int) -> None:
        try:
            for count in range(300):
                kept.put(f"{BASE}/a/{count % 40}", state(count % 7))
                kept.forget(f"{BASE}/a")
                kept.forget_only(f"{BASE}/a/{number}")
        except Exception as error:
            raised.append(error)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(before)
    assert raised == []
    kept.put(f"{BASE}/z", state(7))
    kept.forget(f"{BASE}/a")
    assert kept.size == 7


@pytest.mark.parametrize("change", ["put", "forget", "clear"])
def test_an_interrupt_at_any_line_leaves_the_sum_right(change):
    kept = Kept(40)

    def work() -> None:
        kept.put(f"{BASE}/a/new", state(15)) if change == "put" else getattr(kept, change)(
            *([f"{BASE}/a/0"] if change == "forget" else [])
        )

    def fill() -> None:
        kept.clear()
        for number in range(4):
            kept.put(f"{BASE}/a/{number}", state())

    fill()
    names = [*(f"{BASE}/a/{number}" for number in range(4)), f"{BASE}/a/new"]
    lines = 0
    for where in interrupted_at_each_line(work, ("documents/kept.py",)):
        assert kept.size == sum(found.size for name in names if (found := kept.get(name))), where
        lines += 1
        fill()
    assert lines > 5
