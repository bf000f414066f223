"""Which items of an array became which items of another one: kept, changed in place, moved, removed or added."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hypernav.patches.diff.subsequence import Pairs, common_subsequence
from hypernav.patches.diff.tokens import Token, Whole, likeness

_EDIT = 1_000
_MOST_UNLIKE = 400


class Budget:
    """Hold how many pairs of items may still be weighed in one comparison of two documents. Sends nothing."""

    __slots__ = ("left",)

    def __init__(self, left: int = 100_000) -> None:
        """Begin with that many pairs."""
        self.left = left

    def spend(self, pairs: int) -> bool:
        """Take that many, if they are there."""
        if pairs > self.left:
            return False
        self.left -= pairs
        return True


@dataclass(frozen=True, slots=True)
class Alignment:
    """Hold the pairs of positions before and after: of items that stay in order, and of items that move."""

    kept: Pairs
    moved: Pairs


@dataclass(frozen=True, slots=True)
class Sides:
    """Hold what tells items apart in two arrays, and their tokens: equal keys are the same item, perhaps changed."""

    before: Sequence[Token]
    after: Sequence[Token]
    before_tokens: Sequence[Token]
    after_tokens: Sequence[Token]

    def work(self) -> int:
        """Return how much work it is to weigh one item against another one: 1 for small ones."""
        parts = sum(len(token.parts) for token in (*self.before_tokens, *self.after_tokens) if isinstance(token, Whole))
        return 1 + parts // (16 * (len(self.before) + len(self.after) or 1))

    def unlikeness(self, mine: int, theirs: int) -> int:
        """Return how little one item is like another one, in edits' thousandths."""
        return round(_MOST_UNLIKE * (1 - likeness(self.before_tokens[mine], self.after_tokens[theirs])))


def align(sides: Sides, *, moves: bool, budget: Budget) -> Alignment:
    """Return what leads from one array to another with few edits.

    An edit is an item removed, added, moved, or put in the place of another one. Short arrays get as few as
    possible, long ones nearly so.
    """
    before, after = sides.before, sides.after
    movable = frozenset(before) & frozenset(after) if moves else frozenset()
    if not budget.spend(2 * sides.work() * len(before) * len(after)):
        found = _with_moves(sides, _around_common(sides, moves=moves, budget=budget), moves=moves)
        in_place = abs(len(before) - len(after)) + _put(zip(before, after, strict=False))
        if in_place < _edits(sides, found):
            return Alignment([(place, place) for place in range(min(len(before), len(after)))], [])
        return found
    whole = (0, len(before), 0, len(after))
    choices = [_weighed(sides, whole, frozenset()), *([_weighed(sides, whole, movable)] if movable else [])]
    found_each = [_with_moves(sides, kept, moves=moves) for kept in choices]
    return min(found_each, key=lambda each: (_edits(sides, each), -len(each.moved)))


def _with_moves(sides: Sides, kept: Pairs, *, moves: bool) -> Alignment:
    return Alignment(kept, _moved(sides, kept) if moves else [])


def _edits(sides: Sides, found: Alignment) -> int:
    put = _put((sides.before[mine], sides.after[theirs]) for mine, theirs in found.kept)
    gone = len(sides.before) - len(found.kept) - len(found.moved)
    come = len(sides.after) - len(found.kept) - len(found.moved)
    return put + gone + come + len(found.moved)


def _put(pairs: Iterable[tuple[Token, Token]]) -> int:
    """Return how many items are put in the place of others."""
    return sum(one != other for one, other in pairs)


def _moved(sides: Sides, kept: Pairs) -> Pairs:
    """Pair what is gone from one place with the same that has come to another one."""
    stay, arrived = {mine for mine, _ in kept}, {theirs for _, theirs in kept}
    gone: defaultdict[Token, list[int]] = defaultdict(list)
    for mine in range(len(sides.before) - 1, -1, -1):
        if mine not in stay:
            gone[sides.before[mine]].append(mine)
    come = (theirs for theirs in range(len(sides.after)) if theirs not in arrived)
    return [(gone[key].pop(), theirs) for theirs in come if gone.get(key := sides.after[theirs])]


def _around_common(sides: Sides, *, moves: bool, budget: Budget) -> Pairs:
    """Keep the longest common subsequence, and pair what stands between its items."""
    common = common_subsequence(sides.before, sides.after)
    movable: frozenset[Token] = frozenset()
    if moves:
        gone = Counter(sides.before) - Counter(sides.before[mine] for mine, _ in common)
        movable = frozenset(gone) & frozenset(sides.after[theirs] for theirs in _others(len(sides.after), common))
    kept: Pairs = []
    work = sides.work()
    mine = theirs = 0
    for pair in common:
        if pair != (mine, theirs):
            kept += _between(sides, (mine, pair[0], theirs, pair[1]), movable, budget, work)
        kept.append(pair)
        mine, theirs = pair[0] + 1, pair[1] + 1
    return kept + _between(sides, (mine, len(sides.before), theirs, len(sides.after)), movable, budget, work)


def _others(size: int, common: Pairs) -> Iterator[int]:
    taken = {theirs for _, theirs in common}
    return (place for place in range(size) if place not in taken)


Gap = tuple[int, int, int, int]


def _between(sides: Sides, gap: Gap, movable: frozenset[Token], budget: Budget, work: int) -> Pairs:
    first, last, start, end = gap
    if first == last or start == end:
        return []
    if budget.spend(work * (last - first) * (end - start)):
        return _weighed(sides, gap, movable)
    gone = [mine for mine in range(first, last) if sides.before[mine] not in movable]
    come = [theirs for theirs in range(start, end) if sides.after[theirs] not in movable]
    return list(zip(gone, come, strict=False))


def _weighed(sides: Sides, gap: Gap, movable: frozenset[Token]) -> Pairs:
    """Pair items so that the fewest edits are left, and of those ways one that pairs what is alike.

    Items that are on both sides are not put in each other's place: moving one of them is half an edit on each side.
    """
    first, last, start, end = gap
    edit = _EDIT * (last - first + end - start)
    removing = [edit // 2 if sides.before[mine] in movable else edit for mine in range(first, last)]
    adding = [edit // 2 if sides.after[theirs] in movable else edit for theirs in range(start, end)]
    costs = [0]
    for cost in adding:
        costs.append(costs[-1] + cost)
    ways = [[_ADD] * (end - start)]
    for row, mine in enumerate(range(first, last)):
        item, fixed = sides.before[mine], sides.before[mine] in movable
        above, costs, way = costs, [costs[0] + removing[row]], []
        for column, theirs in enumerate(range(start, end)):
            other = sides.after[theirs]
            best, choice = above[column + 1] + removing[row], _REMOVE
            cost = costs[column] + adding[column]
            if cost < best:
                best, choice = cost, _ADD
            cost = above[column]
            if item != other:
                cost += 2 * edit if fixed or other in movable else edit + sides.unlikeness(mine, theirs)
            if cost <= best:
                best, choice = cost, _PAIR
            costs.append(best)
            way.append(choice)
        ways.append(way)
    return _way_back(ways, first, start)


_PAIR, _REMOVE, _ADD = range(3)


def _way_back(ways: list[list[int]], first: int, start: int) -> Pairs:
    pairs: Pairs = []
    row, column = len(ways) - 1, len(ways[0])
    while row and column:
        choice = ways[row][column - 1]
        if choice == _PAIR:
            pairs.append((first + row - 1, start + column - 1))
        row -= choice != _ADD
        column -= choice != _REMOVE
    pairs.reverse()
    return pairs
