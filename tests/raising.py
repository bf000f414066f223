"""Raise an interrupt at each line of some files in turn, as a person may who presses stop."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any


def interrupted_at_each_line(work: Callable[[], object], files: tuple[str, ...]) -> Iterator[str]:
    """Yield where each run of some work was interrupted: at the first line, at the second, until none is left.

    Args:
        work: What is run, in a state that whoever iterates makes anew between two runs.
        files: How the names of the files end whose lines count.
    """
    number = 0
    while True:
        number += 1
        where = _interrupted(work, files, number)
        if not where:
            return
        yield where


def _interrupted(work: Callable[[], object], files: tuple[str, ...], number: int) -> str:
    left, where = [number], [""]

    def line(frame: FrameType, event: str, argument: Any) -> Any:
        if event == "line" and not where[0]:
            left[0] -= 1
            if not left[0]:
                where[0] = f"{frame.f_code.co_filename}:{frame.f_lineno}"
                raise KeyboardInterrupt
        return line

    before = sys.gettrace()
    sys.settrace(lambda frame, event, argument: line if frame.f_code.co_filename.endswith(files) else None)
    try:
        work()
    except KeyboardInterrupt:
        pass
    finally:
        sys.settrace(before)
    return where[0]
