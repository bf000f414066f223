"""JSON Merge Patch (RFC 7396): the members to set and to remove, and nothing that it cannot say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar, NoReturn, Self

from hypernav.documents.document import copied
from hypernav.errors import PatchConflict, PatchError
from hypernav.missing import MISSING
from hypernav.patches.json.pointer import Path, as_pointer, index_of, segments_of, shown
from hypernav.patches.json.preview import Change, Preview, table
from hypernav.patches.json.reading import read_json
from hypernav.patches.json.values import checked, json_key, json_text, same_json

At = tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class MergePatch:
    """Hold a JSON Merge Patch (RFC 7396); immutable: each method returns another patch. Sends nothing.

    An object says which members change, at any depth; null removes a member; anything else replaces what was there.
    So it can neither set a member to null nor change one item of an array; what would need it is refused.

    >>> patch = MergePatch({"name": "x"}).set("/owner/email", "a@acme.test").remove("/old")
    >>> patch
    MergePatch({'name': 'x', 'owner': {'email': 'a@acme.test'}, 'old': None})
    >>> patch.apply({"name": "", "owner": {"id": 7}, "old": 1})
    {'name': 'x', 'owner': {'id': 7, 'email': 'a@acme.test'}}
    """

    _document: Any = field(default_factory=dict)

    media_type: ClassVar[str] = "application/merge-patch+json"

    def __post_init__(self) -> None:
        """Keep a copy of the document, checked."""
        object.__setattr__(self, "_document", checked(self._document))

    def set(self, path: Path, value: Any) -> Self:
        """Return the patch that sets a member as well.

        An object is merged with the object that is there: members that it does not name stay. An array replaces the
        whole array that is there.

        Args:
            path: The member, as a pointer or its names.
            value: Any JSON but null, which would remove it.

        Raises:
            PatchError: The path leads into an array, or a null would have to be set.
            PatchConflict: The patch already removes or replaces what the path leads into.

        >>> MergePatch().set(("owner", "email"), "a@acme.test")
        MergePatch({'owner': {'email': 'a@acme.test'}})
        """
        at = _members(path)
        new = checked(value)
        if new is None and at:
            _refuse_null(at)
        _without_nulls(new, at)
        return self._with(at, new)

    def remove(self, path: Path) -> Self:
        """Return the patch that removes a member as well, if it is there.

        Raises:
            PatchError: The path leads into an array, or is the whole document's.
            PatchConflict: The patch already removes or replaces what the path leads into.

        >>> MergePatch().remove("/owner/email")
        MergePatch({'owner': {'email': None}})
        """
        at = _members(path)
        if not at:
            raise PatchError("A document cannot be removed from itself.", next="MergePatch(None) makes it null")
        return self._with(at, None)

    def _with(self, at: At, value: Any) -> Self:
        top = {"": copied(self._document)}
        around: Any = top
        for depth, name in enumerate(("", *at)[:-1]):
            around = around.setdefault(name, {})
            if not isinstance(around, dict):
                _refuse_both(at[:depth], at, around)
        name = ("", *at)[-1]
        around[name] = _both(around.get(name, MISSING), value, at)
        return type(self)(top[""])

    def __add__(self, other: MergePatch) -> Self:
        """Return the patch that does what this one does, and then what the other one does.

        Raises:
            PatchConflict: This one removes or replaces what the other one merges an object into.

        >>> MergePatch({"a": 1, "b": {"c": 1}}) + MergePatch({"a": None, "b": {"d": 2}})
        MergePatch({'a': None, 'b': {'c': 1, 'd': 2}})
        """
        if not isinstance(other, MergePatch):
            return NotImplemented
        return type(self)(_both(copied(self._document), copied(other._document), ()))

    @classmethod
    def diff(cls, before: Any, after: Any) -> Self:
        """Return the least merge patch that makes one document equal to another.

        Raises:
            PatchError: A member would have to be set to null, or a document is no JSON.

        >>> MergePatch.diff({"a": {"b": 1, "c": 2}, "d": 3}, {"a": {"b": 1, "c": 4}})
        MergePatch({'d': None, 'a': {'c': 4}})
        """
        return cls(_difference(checked(before), checked(after), ()))

    def apply(self, document: Any) -> Any:
        """Return the document with the patch applied (section 2); the document itself stays.

        Raises:
            PatchError: The document is no JSON.

        >>> MergePatch({"b": None}).apply({"a": 1, "b": 2})
        {'a': 1}
        """
        return apply_merge_patch(checked(document), copied(self._document))

    def inverse(self, document: Any) -> Self:
        """Return the patch that leads back from ``apply(document)`` to the document.

        Raises:
            PatchError: A member was null before, which no merge patch can say; or the document is no JSON.

        >>> MergePatch({"a": 2, "b": 3}).inverse({"a": 1})
        MergePatch({'b': None, 'a': 1})
        """
        return type(self).diff(self.apply(document), document)

    def preview(self, document: Any) -> Preview:
        """Return what the patch would change in a document, place by place.

        Raises:
            PatchError: The document is no JSON.

        >>> print(MergePatch({"a": 2}).preview({"a": 1}))
        1 change
          place  operation  before  after
          ─────  ─────────  ──────  ─────
          /a     replace    1       2
        """
        return Preview(tuple(_changes(checked(document), copied(self._document), ())))

    @classmethod
    def loads(cls, text: Any) -> Self:
        """Return the patch of a standard document: JSON text, or the data that it holds.

        Raises:
            PatchError: It is not one.

        >>> MergePatch.loads('{"a": 1, "b": null}')
        MergePatch({'a': 1, 'b': None})
        """
        if isinstance(text, cls):
            return text
        found = read_json(text, "merge patch") if isinstance(text, str | bytes | bytearray) else text
        if isinstance(found, list) and found and all(isinstance(each, dict) and "op" in each for each in found):
            raise PatchError(
                "An array of operations is a JSON Patch, not a merge patch.",
                next="JsonPatch.loads(…); MergePatch(…) if the whole document shall become that array",
            )
        return cls(found)

    def to_json(self) -> Any:
        """Return the patch as RFC 7396 writes it, independent of this one.

        >>> MergePatch().remove("/a").to_json()
        {'a': None}
        """
        return copied(self._document)

    def dumps(self, *, indent: int | None = None) -> str:
        """Return the patch as JSON text.

        >>> MergePatch().remove("/a").dumps()
        '{"a": null}'
        """
        return json.dumps(self._document, indent=indent, allow_nan=False)

    def __bool__(self) -> bool:
        """Say whether the patch changes anything, in whatever document."""
        return not isinstance(self._document, dict) or bool(self._document)

    def __eq__(self, other: object) -> bool:
        """Compare values as JSON does: 1 is 1.0, and true is not 1."""
        return same_json(self._document, other._document) if isinstance(other, MergePatch) else NotImplemented

    def __hash__(self) -> int:
        """Return the same number for equal patches."""
        return hash(json_key(self._document))

    def __repr__(self) -> str:
        """Return what to type to get the patch."""
        return f"MergePatch({self._document!r})"

    def __str__(self) -> str:
        """Return what is set and removed for people, one member a line."""
        return table(list(_lines(self._document, ()))) or "Nothing to change"


def apply_merge_patch(document: Any, patch: Any) -> Any:
    """Return the document with a merge patch applied (RFC 7396, section 2); neither is changed.

    >>> apply_merge_patch({"a": 1, "b": {"c": 2}}, {"a": None, "b": {"d": 3}})
    {'b': {'c': 2, 'd': 3}}
    """
    if not isinstance(patch, dict):
        return patch
    merged = dict(document) if isinstance(document, dict) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = apply_merge_patch(merged.get(name), value)
    return merged


def _members(path: Path) -> At:
    """Return the names of the members on a path that leads through objects only."""
    text = as_pointer(path)
    names = segments_of(text)
    by_index = [str(each) for each in path if isinstance(each, int)] if not isinstance(path, str) else names
    for name in by_index:
        if name == "-" or index_of(name) is not None:
            raise PatchError(
                f"{shown(text)} leads into an array, whose items a merge patch cannot name.",
                next=f"set the whole array, or use JsonPatch; for a member that is named {json_text(name)},"
                f" its names as text: {names!r}",
            )
    return names


def _both(earlier: Any, later: Any, at: At) -> Any:
    """Return what sets one value and then another one."""
    if not isinstance(later, dict) or earlier is MISSING:
        return later
    if not isinstance(earlier, dict):
        _refuse_both(at, at, earlier)
    return {**earlier, **{name: _both(earlier.get(name, MISSING), each, (*at, name)) for name, each in later.items()}}


def _refuse_both(outer: At, at: At, there: Any) -> NoReturn:
    done, where = "removes" if there is None else "replaces", as_pointer(outer)
    then = "merge an object into it" if outer == at else f"change only {shown(as_pointer(at))}"
    raise PatchConflict(
        f"The patch already {done} {shown(where)}: it cannot then {then}.",
        because="an object in a merge patch is merged with what the server has",
        next=f"apply two patches, or JsonPatch().replace({where!r}, …)",
    )


def _without_nulls(value: Any, at: At) -> Any:
    """Return a value that a merge patch can set; arrays replace arrays, so they may hold nulls."""
    if isinstance(value, dict):
        for name, each in value.items():
            if each is None:
                _refuse_null((*at, name))
            _without_nulls(each, (*at, name))
    return value


def _refuse_null(at: At) -> NoReturn:
    where = as_pointer(at)
    raise PatchError(
        f"A merge patch cannot set {shown(where)} to null: there, null removes.",
        next=f".remove({where!r}) if it may go; else JsonPatch().add({where!r}, None)",
    )


def _difference(before: Any, after: Any, at: At) -> Any:
    if not isinstance(before, dict) or not isinstance(after, dict):
        return _without_nulls(after, at)
    patch: dict[str, Any] = {name: None for name in before if name not in after}
    for name, value in after.items():
        old = before.get(name, MISSING)
        if isinstance(old, dict) and isinstance(value, dict):
            inner = _difference(old, value, (*at, name))
            if inner:
                patch[name] = inner
        elif old is MISSING or not same_json(old, value):
            if value is None:
                _refuse_null((*at, name))
            patch[name] = _without_nulls(value, (*at, name))
    return patch


def _changes(document: Any, patch: Any, at: At) -> Iterator[Change]:
    if not isinstance(document, dict) or not isinstance(patch, dict):
        after = apply_merge_patch(document, patch)
        if not same_json(document, after):
            yield Change(as_pointer(at), "add" if document is MISSING else "replace", document, after)
        return
    for name, value in patch.items():
        old, inner = document.get(name, MISSING), (*at, name)
        if value is not None:
            yield from _changes(old, value, inner)
        elif old is not MISSING:
            yield Change(as_pointer(inner), "remove", old, MISSING)


def _lines(patch: Any, at: At) -> Iterator[tuple[str, ...]]:
    if isinstance(patch, dict) and (patch or not at):
        for name, value in patch.items():
            yield from _lines(value, (*at, name))
    elif patch is None and at:
        yield "remove", shown(as_pointer(at)), ""
    else:
        yield "set", shown(as_pointer(at)), json_text(patch)
