"""An editable copy of a document: objects and arrays that behave as dicts and lists do, and refuse what is no edit.

What is read from the copy stays connected to it: ``part = draft["a"]; part["b"] = 1`` edits the draft. Nothing is
recorded; what changed is found by comparing the copy with what it was made of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, MutableSequence
from contextlib import suppress
from typing import Any, overload

from hypernav.documents.document import copied
from hypernav.documents.paths import Path
from hypernav.edits.changes import subscripts
from hypernav.edits.server_members import ServerMembers
from hypernav.errors import FieldNotFound, PatchError
from hypernav.missing import MISSING
from hypernav.names import suggest
from hypernav.patches.json.values import checked


class EditableCopy:
    """Hold the copy itself, the rules of what may be edited, and whether it may be edited still. Sends nothing.

    >>> copy = EditableCopy({"tags": ["a"]}, ServerMembers(where="GET /things/1"))
    >>> copy.top["tags"].append("b")
    >>> copy.value
    {'tags': ['a', 'b']}
    """

    __slots__ = ("_turn", "closed", "members", "value")

    def __init__(self, value: dict[str, Any], members: ServerMembers) -> None:
        """Copy a document; the document itself is never changed."""
        self.value: dict[str, Any] = copied(value)
        self.members = members
        self.closed = ""
        """Why nothing may be edited any more; "" while it may."""
        self._turn = 0

    @property
    def top(self) -> EditableObject:
        """Return the whole copy as something that can be edited."""
        return EditableObject(self, self.value, ())

    @property
    def turn(self) -> int:
        """Return how often the whole copy was exchanged."""
        return self._turn

    def exchange(self, value: dict[str, Any], members: ServerMembers) -> None:
        """Put another document in the place of this one; parts of this one that are held cannot be edited any more."""
        self.value, self.members = copied(value), members
        self._turn += 1

    def require_open(self, path: Path, turn: int) -> None:
        """Refuse an edit of what is no part of the copy any more.

        Raises:
            PatchError: The copy was exchanged since, or is closed.
        """
        if self.closed:
            raise PatchError(f"{subscripts(path) or 'This draft'} cannot be edited: {self.closed}.", next=_AGAIN)
        if turn != self._turn:
            raise PatchError(
                f"{subscripts(path)} was read before the draft was exchanged by discard() or rebase().",
                next=f"read it again: draft{subscripts(path)}",
            )


_AGAIN = "make a new draft: .edit() of the place"


class _Part:
    """What objects and arrays of the copy share."""

    __slots__ = ("_copy", "_path", "_sealed", "_turn", "_value")
    _value: Any

    def __init__(self, copy: EditableCopy, value: Any, path: Path, sealed: str = "") -> None:
        self._copy = copy
        self._value = value
        self._path = path
        self._turn = copy.turn
        self._sealed = sealed
        """Why nothing in it may be edited: it lies in something that is the server's."""

    def _inside(self, value: Any, step: str | int) -> Any:
        if not isinstance(value, dict | list):
            return value
        path = (*self._path, step)
        sealed = self._sealed or self._copy.members.why_not(path, value)
        kind = EditableObject if isinstance(value, dict) else EditableArray
        return kind(self._copy, value, path, sealed)

    def _require_open(self) -> None:
        self._copy.require_open(self._path, self._turn)

    def _check(self, step: str | int, before: Any, after: Any) -> None:
        self._require_open()
        self._copy.members.check((*self._path, step), before, after, sealed=self._sealed)

    def _checked(self, value: Any, step: str | int) -> Any:
        # What holds itself, or is nested very deep, is refused as such by the check itself.
        with suppress(RecursionError):
            value = plain(value)
        return checked(value, (*self._path, step))

    def __repr__(self) -> str:
        """Return the plain data's own text."""
        return repr(self._value)

    def __len__(self) -> int:
        """Return how many members or elements there are."""
        return len(self._value)

    def __copy__(self) -> Any:
        """Return plain data of its own."""
        return copied(self._value)

    def __deepcopy__(self, memo: Mapping[int, Any]) -> Any:
        """Return plain data of its own."""
        return copied(self._value)

    def copy(self) -> Any:
        """Return plain data of its own, which edits nothing. Sends nothing."""
        return copied(self._value)


class EditableObject(_Part, MutableMapping[str, Any]):
    """Edit an object of a copy as a dict. Sends nothing.

    >>> thing = EditableCopy({"id": 1, "name": "a"}, ServerMembers(where="GET /things/1")).top
    >>> thing["name"] = "b"
    >>> thing
    {'id': 1, 'name': 'b'}
    >>> thing["id"] = 2
    Traceback (most recent call last):
        ...
    hypernav.errors.PatchError: ['id'] cannot be changed: the server gives each thing its id.
      where      GET /things/1
      next       leave it as it is; other members may be changed
    """

    __slots__ = ()

    def __getitem__(self, name: str) -> Any:
        """Return a member; an object or array can be edited in its turn.

        Raises:
            FieldNotFound: There is no such member.
        """
        if name not in self._value:
            raise FieldNotFound(
                f"draft{subscripts(self._path)} has no member {name!r}.",
                nearest="  ".join(subscripts((one,)) for one in suggest(str(name), self._value)),
            )
        return self._inside(self._value[name], name)

    def __setitem__(self, name: str, value: Any) -> None:
        """Set a member to a copy of a JSON value.

        Raises:
            PatchError: The member is not to be set, or the value is no JSON.
        """
        if not isinstance(name, str):
            raise PatchError(
                f"The members of a JSON object are named by text, not by {name!r}.",
                where=f"draft{subscripts(self._path)}",
                next=f"draft{subscripts(self._path)}[{str(name)!r}] = …",
            )
        new = self._checked(value, name)
        self._check(name, self._value.get(name, MISSING), new)
        self._value[name] = new

    def __delitem__(self, name: str) -> None:
        """Take a member away.

        Raises:
            FieldNotFound: There is no such member.
            PatchError: It is not to be taken away.
        """
        self._check(name, plain(self[name]), MISSING)
        del self._value[name]

    def setdefault(self, name: str, default: Any = None) -> Any:
        """Return a member, set to the default where there is none; what is returned can be edited. Sends nothing.

        Raises:
            PatchError: The member is not to be set, or the default is no JSON.
        """
        if name not in self._value:
            self[name] = default
        return self[name]

    def __or__(self, other: Mapping[str, Any]) -> dict[str, Any]:
        """Return a plain dict of the members and others."""
        return {**self.copy(), **plain(dict(other))}

    def __ror__(self, other: Mapping[str, Any]) -> dict[str, Any]:
        """Return a plain dict of others and the members."""
        return {**plain(dict(other)), **self.copy()}

    def __ior__(self, other: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> EditableObject:
        """Set several members."""
        self.update(other)
        return self

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the members."""
        return iter(self._value)

    def __contains__(self, name: object) -> bool:
        """Tell whether there is a member of that name."""
        return name in self._value

    def __eq__(self, other: object) -> bool:
        """Compare with plain data, or with another part."""
        return bool(self._value == plain(other))

    __hash__ = None  # type: ignore[assignment]  # as a dict

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._value)


class EditableArray(_Part, MutableSequence[Any]):
    """Edit an array of a copy as a list. Sends nothing.

    >>> thing = EditableCopy({"tags": ["b", "a"]}, ServerMembers(where="GET /things/1")).top
    >>> thing["tags"] += ["c"]
    >>> thing["tags"].sort()
    >>> thing["tags"][1:], thing["tags"].copy()
    (['b', 'c'], ['a', 'b', 'c'])
    """

    __slots__ = ()

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> list[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        """Return an element, or a list of some; objects and arrays among them can be edited in their turn."""
        if isinstance(index, slice):
            places = range(*index.indices(len(self._value)))
            return [self._inside(self._value[place], place) for place in places]
        return self._inside(self._value[index], range(len(self._value))[index])

    def __setitem__(self, index: int | slice, value: Any) -> None:
        """Set an element, or put elements in the place of others.

        Raises:
            PatchError: The array is not to be changed, or a value is no JSON.
        """
        if isinstance(index, slice):
            new = [self._checked(one, place) for place, one in enumerate(list(value))]
            self._check_whole()
            self._value[index] = new
            return
        place = range(len(self._value))[index]
        one = self._checked(value, place)
        self._check(place, self._value[place], one)
        self._value[place] = one

    def __delitem__(self, index: int | slice) -> None:
        """Take an element away, or several.

        Raises:
            PatchError: The array is not to be changed.
        """
        self._check_whole()
        del self._value[index]

    def insert(self, index: int, value: Any) -> None:
        """Put an element before another one. Sends nothing.

        Raises:
            PatchError: The array is not to be changed, or the value is no JSON.
        """
        new = self._checked(value, min(max(index, 0), len(self._value)))
        self._check_whole()
        self._value.insert(index, new)

    def extend(self, values: Iterable[Any]) -> None:
        """Put elements at the end. Sends nothing.

        Raises:
            PatchError: The array is not to be changed, or a value is no JSON.
        """
        # They may be the elements of this very array, read as another part.
        super().extend(list(values))

    def sort(self, *, key: Callable[[Any], Any] | None = None, reverse: bool = False) -> None:
        """Sort the elements, as a list does. Sends nothing."""
        self._check_whole()
        self._value.sort(key=key, reverse=reverse)

    def reverse(self) -> None:
        """Turn the order of the elements round. Sends nothing."""
        self._check_whole()
        self._value.reverse()

    def __add__(self, other: Iterable[Any]) -> list[Any]:
        """Return a plain list of the elements and others."""
        return [*self.copy(), *plain(list(other))]

    def __radd__(self, other: Iterable[Any]) -> list[Any]:
        """Return a plain list of others and the elements."""
        return [*plain(list(other)), *self.copy()]

    def __eq__(self, other: object) -> bool:
        """Compare with plain data, or with another part."""
        return bool(self._value == plain(other))

    __hash__ = None  # type: ignore[assignment]  # as a list

    def _check_whole(self) -> None:
        self._require_open()
        # Elements are not compared: whether the array may be changed does not depend on them.
        if self._sealed:
            self._copy.members.check(self._path, self._value, None, sealed=self._sealed)


def plain(value: Any) -> Any:
    """Return a value with parts of drafts, at its top or inside lists and dicts, as plain data. Sends nothing.

    >>> part = EditableCopy({"a": [1]}, ServerMembers(where="")).top
    >>> plain({"x": part["a"]})
    {'x': [1]}
    """
    if isinstance(value, _Part):
        return value._value
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list | tuple) else value
