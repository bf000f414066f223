"""Pairs of documents to compare: each case finds the operations once with jsonpatch and once with hypernav."""

from __future__ import annotations

import copy
import gc
import json
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import bodies
import jsonpatch
from cases import Case

from hypernav.patches import JsonPatch

TARGET = 3.0
RECORDS = 10_000
Pair = tuple[Any, Any]


def diff_cases() -> list[Case]:
    """Return the cases that compare two documents of about 1 MB."""
    return [
        _case("diff: objects in objects, 5 changes", *few_changes(1_000_000)),
        _case("diff: 10,000 records, one inserted in front", *inserted()),
        _case("diff: 10,000 records, inserted, edited and removed", *edited()),
        _case("diff: 10,000 records, each with another value", *touched()),
    ]


def growth(rounds: int = 15) -> dict[str, tuple[float, float]]:
    """Return how many times longer each side takes where four times as much did not change: 4 MB instead of 1 MB."""
    shapes: dict[str, Callable[[int], Pair]] = {"objects in objects": few_changes, "array of records": one_removed}
    sides = (jsonpatch.make_patch, JsonPatch.diff)
    found = {}
    for name, pair in shapes.items():
        small, large = pair(1_000_000), pair(4_000_000)
        turns = [[_seconds(side, *large) / _seconds(side, *small) for side in sides] for _ in range(rounds)]
        bare, ours = (median(each) for each in zip(*turns, strict=True))
        found[name] = bare, ours
    return found


def few_changes(size: int) -> Pair:
    """Return a document of objects in objects of that many bytes, and one with five changes."""
    project = {f"flag-{number}": bodies.hop(number) for number in range(100)}
    count = round(size / len(json.dumps(project)))
    text = json.dumps(project)
    members = (f'"project-{each}": {text.replace("flag-", f"flag-{each}-")}' for each in range(count))
    before = json.loads(f"{{{', '.join(members)}}}")
    after = copy.deepcopy(before)
    first, last = after["project-0"], after[f"project-{count - 1}"]
    first["flag-0-1"]["name"] = "Another name"
    first["flag-0-2"]["tags"].insert(1, "new")
    first["flag-new"] = bodies.hop(0)
    del last[f"flag-{count - 1}-3"]
    last[f"flag-{count - 1}-4"]["temporary"] = False
    return before, after


def one_removed(size: int) -> Pair:
    """Return an array of records of that many bytes, and one without one of them and with one changed."""
    before = [_record(number) for number in range(size // len(json.dumps(_record(5_000))))]
    after = copy.deepcopy(before)
    after[100]["score"] = -1
    del after[-100]
    return before, after


def inserted() -> Pair:
    """Return 10,000 records, and the same with one more in front."""
    before = [_record(number) for number in range(RECORDS)]
    return before, [_record(-1), *copy.deepcopy(before)]


def edited() -> Pair:
    """Return 10,000 records, and the same with one more in front, ten edited and eight removed."""
    before, after = inserted()
    for number in range(10):
        after[500 + 900 * number]["score"] = -1
    for number in range(8):
        del after[8_000 - 1_000 * number]
    return before, after


def touched() -> Pair:
    """Return 10,000 records, and the same with another score in each."""
    before = [_record(number) for number in range(RECORDS)]
    return before, [{**record, "score": record["score"] + 1} for record in copy.deepcopy(before)]


def _record(number: int) -> dict[str, Any]:
    record = bodies.record(number)
    return {name: record[name] for name in ("id", "name", "score", "active", "tags")}


def _case(name: str, before: Any, after: Any) -> Case:
    for patch in (jsonpatch.make_patch(before, after), JsonPatch.diff(before, after)):
        assert patch.apply(before) == after, name
    return Case(
        name,
        lambda: bool(jsonpatch.make_patch(before, after)),
        lambda: bool(JsonPatch.diff(before, after)),
        TARGET,
        9,
    )


def _seconds(compare: Callable[[Any, Any], object], before: Any, after: Any) -> float:
    gc.collect()
    began = perf_counter()
    compare(before, after)
    return perf_counter() - began
