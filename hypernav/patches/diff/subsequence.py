"""The longest common subsequence of two sequences: exact where that is affordable, else long, in linear time."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import count

Pairs = list[tuple[int, int]]
"""Positions of equal items in the one and in the other sequence, both increasing."""

_MATCHES = 20_000
_MANY = 8


def common_subsequence(one: Sequence[Hashable], other: Sequence[Hashable]) -> Pairs:
    """Return where two sequences go together: as many pairs as possible, in the order of both.

    That it is as many as possible holds where items repeat little or few differ. Elsewhere it could take the
    product of the lengths to find out, and the answer is the longer one of two simple ones.

    >>> common_subsequence("axbc", "abcx")
    [(0, 0), (2, 1), (3, 2)]
    """
    size = len(one) + len(other)
    found = _by_few_edits(one, other, steps=size)
    if found is not None:
        return found
    times = Counter(other)
    if sum(times[item] for item in one) <= max(_MATCHES, _MANY * size):
        return _by_matches(one, other)
    found = _by_few_edits(one, other, steps=_MANY * size)
    if found is not None:
        return found
    same_place = [
        (place, place) for place, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine == theirs
    ]
    return max(same_place, _by_occurrence(one, other), key=len)


def _by_matches(one: Sequence[Hashable], other: Sequence[Hashable]) -> Pairs:
    """Look at all pairs of equal items (Hunt and Szymanski)."""
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place in range(len(other) - 1, -1, -1):
        places[other[place]].append(place)
    return _increasing((mine, theirs) for mine, item in enumerate(one) for theirs in places.get(item, ()))


def _by_occurrence(one: Sequence[Hashable], other: Sequence[Hashable]) -> Pairs:
    """Take the first occurrence of an item for its first one in the other sequence, and so on."""
    seen: defaultdict[Hashable, count[int]] = defaultdict(count)
    places = {(item, next(seen[item])): place for place, item in enumerate(other)}
    seen.clear()
    keys = [(item, next(seen[item])) for item in one]
    return _increasing((mine, places[key]) for mine, key in enumerate(keys) if key in places)


def _increasing(pairs: Iterable[tuple[int, int]]) -> Pairs:
    """Return the longest choice of pairs, sorted by the first number, whose second number increases."""
    ends: list[int] = []
    last: list[int] = []
    seen: Pairs = []
    back: list[int] = []
    for number, pair in enumerate(pairs):
        length = bisect_left(ends, pair[1])
        seen.append(pair)
        back.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(pair[1])
            last.append(number)
        else:
            ends[length] = pair[1]
            last[length] = number
    chosen: Pairs = []
    at = last[-1] if last else -1
    while at >= 0:
        chosen.append(seen[at])
        at = back[at]
    chosen.reverse()
    return chosen


def _by_few_edits(one: Sequence[Hashable], other: Sequence[Hashable], *, steps: int) -> Pairs | None:
    """Find the way with the fewest insertions and removals (Myers), None where that takes too many steps."""
    mine, theirs = len(one), len(other)
    reached = {1: 0}
    history: list[dict[int, int]] = []
    while steps >= 0:
        edits = len(history)
        history.append(reached)
        reached = dict(reached)
        for diagonal in range(-edits, edits + 1, 2):
            x, _ = _start(reached, diagonal, edits)
            began, y = x, x - diagonal
            while x < mine and y < theirs and one[x] == other[y]:
                x, y = x + 1, y + 1
            reached[diagonal] = x
            steps -= x - began + 2
            if x >= mine and y >= theirs:
                return _way_back(history, mine, theirs)
    return None


def _start(reached: dict[int, int], diagonal: int, edits: int) -> tuple[int, bool]:
    """Return how far one can get to a diagonal by one more edit, and whether that is an insertion."""
    above, left = reached.get(diagonal + 1, -1), reached.get(diagonal - 1, -1)
    inserted = diagonal == -edits or (diagonal != edits and left < above)
    return (above, True) if inserted else (left + 1, False)


def _way_back(history: list[dict[int, int]], x: int, y: int) -> Pairs:
    pairs: Pairs = []
    for edits in range(len(history) - 1, -1, -1):
        start, inserted = _start(history[edits], x - y, edits)
        while x > start:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = (x, y - 1) if inserted else (x - 1, y)
    pairs.reverse()
    return pairs
