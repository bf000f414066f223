"""Compare hypernav with bare requests: ``python benchmarks/run.py``.

Both sides of a case run in turns, in one process, against one server; the result is the median of the ratios.
"""

from __future__ import annotations

import gc
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

import cases
import compiling
import differences
import fresh
import growth
from server import serving

SECOND_LOOK = 5.0
IMPORT = 1.3
FIRST_TAB = 50.0
EVERYTHING = ("hops", "pages", "shapes", "wrap", "look", "import", "tab", "diff", "compile", "growth")


def main(names: list[str]) -> None:
    """Run what was named, some of ``EVERYTHING``, or all of it; print tables."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}\n")
    wanted = names or EVERYTHING
    with serving() as url:
        hops, pages = cases.network_cases(url)
        chosen = [hops] * ("hops" in wanted) + [pages] * ("pages" in wanted)
        chosen += cases.shape_cases(url) if "shapes" in wanted else []
        chosen += cases.wrapping_cases() if "wrap" in wanted else []
        chosen += differences.diff_cases() if "diff" in wanted else []
        rows = [_compare(case) for case in chosen]
        if "import" in wanted:
            bare, ours, ratio = fresh.import_times()
            rows.append(_row("import", bare, ours, ratio, IMPORT))
            connected = fresh.connecting()
            rows.append(_row("(import, and connect to a URL)", bare, connected, connected / bare, None))
        if rows:
            print(_table(("case", "bare", "hypernav", "ratio", "target", "", "CPU ratio"), rows))
        if "look" in wanted:
            print(_table(("second look", "µs", "target", ""), list(_bounded(cases.second_look(url), SECOND_LOOK))))
    if "tab" in wanted:
        print(_table(("first TAB", "ms", "target", ""), list(_bounded(fresh.first_tab(), FIRST_TAB))))
    if "diff" in wanted:
        rows = [(name, f"{bare:.1f}", f"{ours:.1f}") for name, (bare, ours) in differences.growth().items()]
        print(_table(("four times as much unchanged: times as long", "bare", "hypernav"), rows))
    if "growth" in wanted:
        print(
            _table(
                ("twice the text: times as long", "worst", "target", ""), list(_bounded(growth.growth(), growth.GROWTH))
            )
        )
    if "compile" in wanted:
        rows = [(name, f"{bare:,.0f}", f"{ours:,.0f}") for name, (bare, ours) in compiling.compile_times().items()]
        print(_table(("50 comparisons compiled, µs", "request by hand", "hypernav"), rows))


def _compare(case: cases.Case) -> tuple[str, ...]:
    bare, ours = [], []
    if case.bare() != case.ours():
        raise AssertionError(f"{case.name}: both sides must read the same")
    for _ in range(case.rounds):
        bare.append(_timed(case.bare))
        ours.append(_timed(case.ours))
    pairs = list(zip(ours, bare, strict=True))
    wall, processor = (median(mine[clock] / theirs[clock] for mine, theirs in pairs) for clock in (0, 1))
    took = median(wall for wall, _ in bare), median(wall for wall, _ in ours)
    return _row(case.name, *took, wall, case.target, f"{processor:.2f}")


def _timed(work: cases.Work) -> tuple[float, float]:
    """Return how long work took, and how long this process was computing for it: a busy machine spares the latter."""
    gc.collect()
    began, computed = perf_counter(), process_time()
    work()
    return perf_counter() - began, process_time() - computed


def _row(
    name: str, bare: float, ours: float, ratio: float, target: float | None, processor: str = ""
) -> tuple[str, ...]:
    return (
        name,
        f"{bare * 1e3:,.0f} ms",
        f"{ours * 1e3:,.0f} ms",
        f"{ratio:.2f}",
        *(("", "") if target is None else (f"{target:.2f}", _verdict(ratio, target))),
        processor,
    )


def _bounded(timed: dict[str, float], target: float) -> Iterator[tuple[str, ...]]:
    for name, value in timed.items():
        judged = (f"{target:g}", _verdict(value, target)) if not name.startswith("(") else ("", "")
        yield name, f"{value:,.2f}", *judged


def _verdict(value: float, target: float) -> str:
    return "reached" if value <= target else "missed"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("-" * len(title) for title in head), *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    joined = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    ]
    joined[1] = joined[1].replace(" ", "-")
    return "\n".join(joined) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
