"""Random JSON documents, edits of them and patches for them, hostile names included."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

from hypernav.patches import JsonPatch
from hypernav.patches.json.applying import steps
from hypernav.patches.json.pointer import as_pointer, is_below

NAMES = ["", "~", "/", "~1", "~0", "-", "0", "01", "a", "b", "id", "key", "naïve", "旗", "\u202e", "__proto__", "a/b~c"]
names = st.sampled_from(NAMES)

numbers = st.one_of(
    st.sampled_from([0, 1, -1, 1.0, 0.0, -0.0, 2**53 + 1, 2**70, float(2**70)]),
    st.integers(-3, 3),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
)
scalars = st.one_of(st.none(), st.booleans(), numbers, st.sampled_from(["", "a", "b", "true", "/", "\x1b[31m", "🚩"]))
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(names, inner, max_size=5)),
    max_leaves=12,
)
records = st.lists(
    st.fixed_dictionaries({"id": st.integers(0, 9), "n": scalars}, optional={"tags": st.lists(scalars, max_size=3)}),
    max_size=8,
)
documents = st.one_of(values, records, st.dictionaries(names, st.one_of(values, records), max_size=5))


def places(document: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the segments of everything in a document, itself included."""
    found = [at]
    if isinstance(document, dict | list):
        inside = document.items() if isinstance(document, dict) else enumerate(document)
        for name, value in inside:
            found += places(value, (*at, name))
    return found


def value_at(document: Any, at: tuple[str | int, ...]) -> Any:
    """Return what stands at a place that is there."""
    for segment in at:
        document = document[segment]
    return document


@st.composite
def edited(draw: st.DrawFn, document: Any) -> Any:
    """Draw a document that was made from another one by some edits."""
    document = copy.deepcopy(document)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.sampled_from(places(document)))
        if not at:
            document = _changed(draw, document)
            continue
        around = value_at(document, at[:-1])
        around[at[-1]] = _changed(draw, around[at[-1]])
    return document


def _changed(draw: st.DrawFn, value: Any) -> Any:
    """Change a container a little, and anything else wholly."""
    if isinstance(value, list) and value:
        taken = value.pop(draw(st.integers(0, len(value) - 1)))
        if draw(st.booleans()):
            value.insert(draw(st.integers(0, len(value))), draw(st.one_of(st.just(taken), values)))
    elif isinstance(value, list):
        value.append(draw(values))
    elif isinstance(value, dict):
        gone = value.pop(draw(st.sampled_from([*value, None])), None)
        value[draw(names)] = draw(values) if gone is None else gone
    else:
        return draw(values)
    return value


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Any, Any]:
    """Draw two documents: mostly one and an edited one, sometimes two that have nothing to do with each other."""
    document = draw(documents)
    return document, draw(st.one_of(edited(document), edited(document), documents))


@st.composite
def patched(draw: st.DrawFn) -> tuple[Any, JsonPatch]:
    """Draw a document and a patch of up to six operations that can be applied to it."""
    document = draw(documents)
    patch, now = JsonPatch(), copy.deepcopy(document)
    for _ in range(draw(st.integers(0, 6))):
        more = JsonPatch() + _operation(draw, now)
        for step in steps(now, more.operations):
            now = step.document
        patch += more
    return document, patch


def _operation(draw: st.DrawFn, now: Any) -> JsonPatch:
    all_places = places(now)
    at = draw(st.sampled_from(all_places))
    kind = draw(st.sampled_from(["add", "remove", "replace", "move", "copy", "test"]))
    if kind in ("remove", "replace") and at:
        return JsonPatch().remove(at) if kind == "remove" else JsonPatch().replace(at, draw(values))
    if kind == "test":
        return JsonPatch().test(at, copy.deepcopy(value_at(now, at)))
    if kind == "move" and at:
        return _move(draw, now, at)
    target = _target(draw, now, all_places)
    return JsonPatch().copy(at, target) if kind == "copy" else JsonPatch().add(target, draw(values))


def _target(draw: st.DrawFn, now: Any, among: list[tuple[str | int, ...]]) -> tuple[str | int, ...]:
    """Draw a place to which something can be added."""
    around = draw(st.sampled_from(among))
    value = value_at(now, around)
    if isinstance(value, dict):
        return (*around, draw(names))
    if isinstance(value, list):
        return (*around, draw(st.one_of(st.integers(0, len(value)), st.just("-"))))
    return around


def _move(draw: st.DrawFn, now: Any, source: tuple[str | int, ...]) -> JsonPatch:
    """Draw a move to a place that is there when the source has been taken out."""
    rest = copy.deepcopy(now)
    around = value_at(rest, source[:-1])
    del around[source[-1]]
    target = as_pointer(_target(draw, rest, places(rest)))
    inside = is_below(target, as_pointer(source))
    return JsonPatch().remove(source) if inside else JsonPatch().move(source, target)
