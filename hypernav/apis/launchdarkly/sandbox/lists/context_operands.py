"""What contexts and context instances can be searched by, attributes of any kind included."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from hypernav.apis.launchdarkly.sandbox.data.contexts import Instance, parts
from hypernav.apis.launchdarkly.sandbox.lists.expressions import Bare
from hypernav.apis.launchdarkly.sandbox.refusals import invalid
from hypernav.sandbox.bodies import same_json

Test = Callable[[Instance, Any], bool]
Tests = Mapping[str, Test]
_ABSENT = object()


def _is(read: Callable[[Instance], Any]) -> dict[str, Test]:
    return {
        "equals": lambda one, value: read(one) == value,
        "notEquals": lambda one, value: read(one) != value,
        "anyOf": lambda one, value: read(one) in value,
    }


def _starts(read: Callable[[Instance], Any]) -> Test:
    return lambda one, value: isinstance(read(one), str) and read(one).startswith(str(value))


def _list(name: str) -> Tests:
    def texts(value: Any) -> set[str]:
        return set(map(str, value if isinstance(value, list) else [value]))

    return {
        "equals": lambda one, value: set(one[name]) == texts(value),
        "anyOf": lambda one, value: bool(set(one[name]) & texts(value)),
        "contains": lambda one, value: texts(value) <= set(one[name]),
    }


def _mentions(one: Instance, value: Any) -> bool:
    told = json.dumps(list(one["context"].values()), ensure_ascii=False).casefold()
    wanted = value if isinstance(value, list) else [value]
    return any(json.dumps(str(each), ensure_ascii=False)[1:-1].casefold() in told for each in wanted)


_COMMON: Mapping[str, Tests] = {
    "applicationId": _is(lambda one: one["applicationId"]),
    "id": _is(lambda one: one["id"]),
    "kinds": _list("kinds"),
    "kindKeys": _list("kindKeys"),
}


def _name(one: Instance) -> Any:
    return one["context"].get("name")


_CONTEXT: Mapping[str, Tests] = {
    **_COMMON,
    "key": {**_is(lambda one: one["context"]["key"]), "startsWith": _starts(lambda one: one["context"]["key"])},
    "kind": _is(lambda one: one["context"]["kind"]),
    "kindKey": _is(lambda one: one["kindKeys"][0]),
    "q": {"equals": _mentions},
    "name": {
        **_is(_name),
        "startsWith": _starts(_name),
        "exists": lambda one, value: (_name(one) is not None) is value,
    },
}


class _Fields(Mapping[str, Tests]):
    """The fields of contexts, to which any attribute of any kind belongs: ``user.email``, ``*.email``."""

    def __getitem__(self, name: str) -> Tests:
        if name in _CONTEXT:
            return _CONTEXT[name]
        kind, dot, attribute = name.partition(".")
        if not (kind and dot and attribute):
            raise KeyError(name)
        return _attribute(kind, attribute)

    def __iter__(self) -> Iterator[str]:
        return iter(_CONTEXT)

    def __len__(self) -> int:
        return len(_CONTEXT)


CONTEXT_FIELDS: Mapping[str, Tests] = _Fields()
INSTANCE_FIELDS: Mapping[str, Tests] = _COMMON


def _attribute(kind: str, path: str) -> Tests:
    def values(one: Instance) -> list[Any]:
        found = [_at(each, path) for each in parts(one["context"]) if kind in ("*", each["kind"])]
        return [value for value in found if value is not _ABSENT]

    def equals(one: Instance, value: Any) -> bool:
        return any(same_json(each, _typed(value)) for each in values(one))

    def exists(one: Instance, value: Any) -> bool:
        return bool(values(one)) is (value is True)

    def starts(one: Instance, value: Any) -> bool:
        return any(isinstance(each, str) and each.startswith(str(value)) for each in values(one))

    return {
        "equals": equals,
        "notEquals": lambda one, value: not equals(one, value),
        "exists": exists,
        "startsWith": starts,
        "before": lambda one, value: any(each < _moment(value) for each in _moments(values(one))),
        "after": lambda one, value: any(each > _moment(value) for each in _moments(values(one))),
    }


def _at(context: Mapping[str, Any], path: str) -> Any:
    """Return what an attribute's name, or a JSON path that begins with a slash, leads to."""
    steps = [path]
    if path.startswith("/"):
        steps = [step.replace("~1", "/").replace("~0", "~") for step in path[1:].split("/")]
    found: Any = context
    for step in steps:
        if not isinstance(found, Mapping) or step not in found:
            return _ABSENT
        found = found[step]
    return found


def _typed(value: Any) -> Any:
    """Return the number that an unquoted word is, or else its text."""
    if not isinstance(value, Bare):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return str(value)


def _moment(value: Any) -> datetime:
    moment = _parsed(value)
    if moment is None:
        raise invalid(f"Invalid filter: {value!r} is not a time")
    return moment


def _moments(values: list[Any]) -> Iterator[datetime]:
    return (moment for moment in map(_parsed, values) if moment is not None)


def _parsed(value: Any) -> datetime | None:
    """Return the time that a text of RFC 3339, or a number of epoch milliseconds, means; None for anything else."""
    try:
        if isinstance(value, str):
            moment = datetime.fromisoformat(value)
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return datetime.fromtimestamp(value / 1000, UTC)
    except (ValueError, TypeError, OverflowError, OSError):
        return None
