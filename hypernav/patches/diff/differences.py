"""What to do to one JSON document to get another one: few operations, in time linear in what did not change."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import Any

from hypernav.documents.identity import TELLING, telling_values
from hypernav.errors import PatchError
from hypernav.patches.diff.alignment import Budget, Sides, align
from hypernav.patches.diff.array_edits import array_edits
from hypernav.patches.diff.tokens import OddValueError, Token, Tokens, Whole
from hypernav.patches.json.operation import Operation
from hypernav.patches.json.pointer import segments_of
from hypernav.patches.json.values import checked


def diff(before: Any, after: Any, *, moves: bool = True) -> list[Operation]:
    """Return operations that make one document equal to another one.

    Objects are compared member by member. Items of arrays are known again by an ``id`` or the like, or by being
    equal; what stays the same is never written, and an array is replaced whole only where nothing of it stays.

    Args:
        before: The document as it is.
        after: The document as it should be.
        moves: Whether reordered items and renamed members are moved; else they are removed and added.

    Raises:
        PatchError: A document is no JSON, or too deep.

    >>> diff([{"id": 1, "n": 1}, {"id": 2, "n": 2}], [{"id": 0}, {"id": 1, "n": 1}, {"id": 2, "n": 3}])
    [.add('/0', {'id': 0}), .replace('/2/n', 3)]
    """
    try:
        try:
            return _Comparison(before, after, moves=moves).operations
        except OddValueError:
            return _Comparison(checked(before), checked(after), moves=moves).operations
    except RecursionError:
        raise PatchError(
            "The documents are nested too deep to be compared, or contain themselves.",
            next="compare the parts that matter",
        ) from None


class _Comparison:
    """The comparison of two documents: their tokens, and the operations found so far.

    Operations on an array come before those inside its items, so pointers through it are final.
    """

    def __init__(self, before: Any, after: Any, *, moves: bool) -> None:
        self.operations: list[Operation] = []
        self._moves = moves
        self._tokens = Tokens()
        self._budget = Budget()
        if self._tokens.read(before) != self._tokens.read(after):
            self._compare(before, after, "")

    def _compare(self, before: Any, after: Any, at: str) -> None:
        if type(before) is dict and type(after) is dict:
            self._compare_objects(before, after, at)
        elif type(before) is list and type(after) is list:
            self._compare_arrays(before, after, at)
        else:
            self._write("replace", at, after)

    def _write(self, op: str, at: str, value: Any) -> None:
        self.operations.append(Operation(op, at, checked(value, segments_of(at))))

    def _compare_objects(self, before: dict[str, Any], after: dict[str, Any], at: str) -> None:
        of = self._tokens.of
        gone = {name: of(value) for name, value in before.items() if name not in after}
        moves = _renamed(gone, {name: of(value) for name, value in after.items() if name not in before})
        moves = moves if self._moves else {}
        kept = set(moves.values())
        self.operations += [Operation("remove", _inside(at, name)) for name in gone if name not in kept]
        for name, value in after.items():
            if name in moves:
                self.operations.append(Operation("move", _inside(at, name), source=_inside(at, moves[name])))
            elif name not in before:
                self._write("add", _inside(at, name), value)
            elif before[name] is not value and of(before[name]) != of(value):
                self._compare(before[name], value, _inside(at, name))

    def _compare_arrays(self, before: list[Any], after: list[Any], at: str) -> None:
        one, other = self._tokens.all_of(before), self._tokens.all_of(after)
        start, end = _common_ends(one, other)
        old, new = before[start : len(one) - end], after[start : len(other) - end]
        sides = self._sides(old, new, one[start : len(one) - end], other[start : len(other) - end])
        found = align(sides, moves=self._moves, budget=self._budget)
        mark = len(self.operations)
        for taken, index, item in array_edits(len(old), len(new), found):
            if index < 0:
                self.operations.append(Operation("remove", f"{at}/{start + taken}"))
            elif item < 0:
                self.operations.append(Operation("move", f"{at}/{start + index}", source=f"{at}/{start + taken}"))
            else:
                self._write("add", f"{at}/{start + index}", new[item])
        stays = bool(start or end or found.moved)
        for mine, theirs in sorted((*found.kept, *found.moved), key=lambda pair: pair[1]):
            stays |= self._compare_items(sides, mine, theirs, old[mine], new[theirs], f"{at}/{start + theirs}")
        if not stays and len(self.operations) > mark + 1:
            del self.operations[mark:]
            self._write("replace", at, after)

    def _sides(self, before: list[Any], after: list[Any], one: list[Token], other: list[Token]) -> Sides:
        """Return what tells items apart: a member that identifies them where there is one, else all of them."""
        if before and after and all(type(item) is dict for item in (*before, *after)):
            for name in TELLING:
                mine, theirs = self._identities(before, name), self._identities(after, name)
                if mine and theirs and not frozenset(mine).isdisjoint(theirs):
                    return Sides(mine, theirs, one, other)
        return Sides(one, other, one, other)

    def _identities(self, items: list[dict[str, Any]], name: str) -> list[Token]:
        """Return the tokens of a member that tells all items apart, else none."""
        return list(map(self._tokens.of, telling_values(items, name)))

    def _compare_items(self, sides: Sides, mine: int, theirs: int, old: Any, new: Any, at: str) -> bool:
        """Compare two items of arrays; say whether something of the old one stays."""
        if sides.before_tokens[mine] == sides.after_tokens[theirs]:
            return True
        if type(old) is not type(new) or not isinstance(old, dict | list):
            self._write("replace", at, new)
            return False
        mark = len(self.operations)
        self._compare(old, new, at)
        count = len(self.operations) - mark
        if sides.before[mine] == sides.after[theirs] or count == 1 or 2 * count <= _leaves(new):
            return True
        del self.operations[mark:]
        self._write("replace", at, new)
        return False


def _inside(at: str, name: str) -> str:
    return f"{at}/{name.replace('~', '~0').replace('/', '~1')}"


def _renamed(gone: dict[str, Token], come: dict[str, Token]) -> dict[str, str]:
    """Return the new name to the old one of members that only changed their name."""
    old: defaultdict[Token, deque[str]] = defaultdict(deque)
    for name, token in gone.items():
        if _is_telling(token):
            old[token].append(name)
    return {name: old[token].popleft() for name, token in come.items() if old.get(token)}


def _is_telling(token: Token) -> bool:
    """Say whether a value is known again elsewhere: null, false, 0 and the like are equal by chance."""
    return bool(token.parts) if isinstance(token, Whole) else isinstance(token, str) and bool(token)


def _common_ends(one: list[Token], other: list[Token]) -> tuple[int, int]:
    """Return how many items two arrays have in common at the start and at the end."""
    start = end = 0
    shorter = min(len(one), len(other))
    while start < shorter and one[start] == other[start]:
        start += 1
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return start, end


def _leaves(value: Any) -> int:
    """Return how many texts, numbers, literals and empty containers are in a value."""
    if not value or not isinstance(value, dict | list):
        return 1
    return sum(map(_leaves, value.values() if isinstance(value, dict) else value))
