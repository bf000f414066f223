"""Two writers who count up one number, each by editing and sending: what is lost shows in the sum."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from hypernav.edits.draft import Draft
from hypernav.errors import Conflict
from hypernav.navigator import Navigator

ROUNDS = 1_000


@dataclass
class Tally:
    """What happened: conflicts met, and exceptions that nobody expected."""

    conflicts: int = 0
    trouble: list[BaseException] | None = None


def race(connect: Callable[[], Navigator], path: str, count_up: Callable[[Draft], None], rounds: int = ROUNDS) -> Tally:
    """Let two writers count up ``rounds`` times each; return what happened."""
    tally, lock = Tally(trouble=[]), threading.Lock()
    start = threading.Barrier(2)

    def write() -> None:
        place = connect().go(path)
        start.wait()
        try:
            for _ in range(rounds):
                draft = place.refresh().edit()
                count_up(draft)
                while not _sent(draft):
                    with lock:
                        tally.conflicts += 1
                    # Their count is the one to go on from.
                    draft.rebase(prefer="theirs")
                    count_up(draft)
        except BaseException as error:
            assert tally.trouble is not None
            tally.trouble.append(error)

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return tally


def _sent(draft: Draft) -> bool:
    try:
        draft.send()
    except Conflict:
        return False
    return True
