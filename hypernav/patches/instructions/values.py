"""Python values as the parameters of instructions hold them, each as plain JSON, or what does not fit."""

from __future__ import annotations

import math
import reprlib
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypernav.names import suggest
from hypernav.patches.instructions.kinds import Parameter, camel_case
from hypernav.patches.json.values import checked, visible

Place = tuple[str | int, ...]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_AS_SECONDS = (10**9, 10**11)
_PHRASES = {
    "text": "a text",
    "texts": "a list of texts",
    "integer": "an integer",
    "number": "a number",
    "boolean": "True or False",
    "milliseconds": "a time, in milliseconds since 1970 or as a datetime with a zone",
    "value": "JSON",
    "values": "a list",
    "object": "a dict",
    "objects": "a list of dicts",
    "instructions": "a list of instructions or another patch",
    "integers by name": "a dict of integers",
    "texts by name": "a dict of lists of texts",
}
_MEANT = {
    **dict.fromkeys(("true", "1", "yes", "on"), "True"),
    **dict.fromkeys(("false", "0", "no", "off"), "False"),
}


class Unfit(ValueError):
    """A value that a parameter cannot hold: what is wrong with it, and the nearest thing that fits."""

    def __init__(self, problem: str, *, nearest: str = "", choices: Iterable[str] = ()) -> None:
        """Keep what a message needs; ``problem`` goes on after the name of the instruction."""
        super().__init__(problem)
        self.problem = problem
        self.nearest = nearest
        self.choices = tuple(choices)


def phrase(parameter: Parameter) -> str:
    """Return in words what a parameter holds.

    >>> phrase(Parameter("values", "texts")), phrase(Parameter("op", "text", choices=("in", "before")))
    ('a list of texts', 'one of in, before')
    """
    if parameter.choices and parameter.kind == "text":
        return f"one of {', '.join(parameter.choices)}"
    if parameter.total:
        return f"{_PHRASES[parameter.kind]} that add up to {parameter.total}"
    if parameter.bounds:
        return f"{_PHRASES[parameter.kind]} from {parameter.bounds[0]} to {parameter.bounds[1]}"
    return _PHRASES[parameter.kind]


def fitting(parameter: Parameter, value: Any, at: Place = ()) -> Any:
    """Return a value as plain JSON that a parameter can hold.

    Args:
        parameter: What is declared of it.
        value: Anything; times may be datetimes, lists of texts any iterable.
        at: Where the value stands, for messages.

    Raises:
        Unfit: It cannot.
        PatchError: It is no JSON.

    >>> fitting(Parameter("values", "texts"), ("a", "b"))
    ['a', 'b']
    >>> fitting(Parameter("value", "milliseconds"), datetime(2026, 1, 1, tzinfo=UTC))
    1767225600000
    """
    return _READERS[parameter.kind](parameter, _unwrapped(value), at or (parameter.identifier,))


def _text(parameter: Parameter, value: Any, at: Place) -> str:
    if not isinstance(value, str):
        number = isinstance(value, int) and not isinstance(value, bool)
        raise _unfit(parameter, value, at, nearest=repr(str(value)) if number else "")
    if parameter.choices and value not in parameter.choices:
        raise _not_among(value, at, parameter.choices)
    return str.__str__(value)


def _texts(parameter: Parameter, value: Any, at: Place) -> list[str]:
    if isinstance(value, str):
        raise _unfit(parameter, value, at, nearest=f"[{value!r}]")
    several = isinstance(value, Iterable) and not isinstance(value, bytes | Mapping)
    if not several or getattr(value, "ndim", 1) != 1:
        raise _unfit(parameter, value, at)
    each = Parameter("", "text", choices=parameter.choices)
    texts = [_text(each, _unwrapped(one), (*at, number)) for number, one in enumerate(value)]
    return sorted(texts) if isinstance(value, set | frozenset) else texts


def _integer(parameter: Parameter, value: Any, at: Place) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _unfit(parameter, value, at, nearest=_as_integer(value))
    if parameter.bounds and not parameter.bounds[0] <= value <= parameter.bounds[1]:
        raise _unfit(parameter, value, at, nearest=str(min(max(value, parameter.bounds[0]), parameter.bounds[1])))
    return int(value)


def _number(parameter: Parameter, value: Any, at: Place) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _unfit(parameter, value, at, nearest=_as_integer(value))
    return int(value) if isinstance(value, int) else float(value)


def _boolean(parameter: Parameter, value: Any, at: Place) -> bool:
    if not isinstance(value, bool):
        raise _unfit(parameter, value, at, nearest=_MEANT.get(str(value).lower(), ""))
    return value


def _milliseconds(parameter: Parameter, value: Any, at: Place) -> int:
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            problem = f"takes {_path(at)} as a datetime with a zone, and {value.isoformat()} has none"
            raise Unfit(problem, nearest=repr(value.replace(tzinfo=UTC)))
        return _since_epoch(value)
    if isinstance(value, int) and not isinstance(value, bool):
        if _AS_SECONDS[0] <= value < _AS_SECONDS[1]:
            problem = f"takes {_path(at)} in milliseconds since 1970, and {value} looks like seconds"
            raise Unfit(problem, nearest=str(value * 1000))
        return int(value)
    raise _unfit(parameter, value, at, nearest=_as_milliseconds(value))


def _object(parameter: Parameter, value: Any, at: Place) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise _unfit(parameter, value, at)
    if not parameter.members:
        return checked(value, at)  # type: ignore[no-any-return]  # a mapping gives a dict
    made: dict[str, Any] = {}
    known = {each.name: each for each in parameter.members}
    for name, one in value.items():
        if name in known:
            made[name] = fitting(known[name], one, (*at, name))
        elif str(name).startswith("_"):
            # What a server says of a thing, such as _id, may be left in a copy of it.
            made[name] = checked(one, (*at, name))
        else:
            near = suggest(str(name), known)
            raise Unfit(f"takes no {_short(name)} in {_path(at)}", nearest=_quoted(near), choices=known)
    for each in parameter.members:
        if each.required and each.name not in made:
            raise Unfit(f"needs {each.name!r} in {_path(at)}", nearest=repr(each.name), choices=known)
    return made


def _objects(parameter: Parameter, value: Any, at: Place) -> list[dict[str, Any]]:
    if isinstance(value, Mapping):
        raise _unfit(parameter, value, at, nearest=f"[{_short(value)}]")
    if not isinstance(value, list | tuple):
        raise _unfit(parameter, value, at)
    return [_object(parameter, one, (*at, number)) for number, one in enumerate(value)]


def _instructions(parameter: Parameter, value: Any, at: Place) -> list[dict[str, Any]]:
    given = getattr(value, "instructions", value)
    if isinstance(given, str | Mapping) or callable(given):
        kind = given.get("kind") if isinstance(given, Mapping) else getattr(given, "__name__", given)
        raise _unfit(parameter, given, at, nearest=f"[{{'kind': {camel_case(str(kind))!r}}}]")
    made = _objects(Parameter(parameter.name, "objects"), given, at)
    for number, one in enumerate(made):
        kind = one.get("kind")
        if not isinstance(kind, str):
            raise Unfit(f"needs 'kind' in {_path((*at, number))}", nearest="'kind'")
        if parameter.choices and kind not in parameter.choices:
            raise _not_among(kind, (*at, number, "kind"), parameter.choices)
    return made


def _integers_by_name(parameter: Parameter, value: Any, at: Place) -> dict[str, int]:
    if not isinstance(value, Mapping):
        raise _unfit(parameter, value, at)
    numbers = {_text(Parameter("", "text"), name, at): _unwrapped(one) for name, one in value.items()}
    if parameter.total:
        _check_total(parameter, numbers, at)
    each = Parameter("", "integer", bounds=parameter.bounds)
    return {name: _integer(each, one, (*at, name)) for name, one in numbers.items()}


def _check_total(parameter: Parameter, numbers: Mapping[str, Any], at: Place) -> None:
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in numbers.values()):
        return
    given = sum(numbers.values())
    if given == parameter.total:
        return
    # Shares are often thought of as parts of one, of a hundred or of a thousand.
    scale = next((parameter.total / whole for whole in (1, 100, 1000) if math.isclose(given, whole)), 0)
    nearest = str({name: round(one * scale) for name, one in numbers.items()}) if scale else ""
    raise Unfit(f"takes {_path(at)} that add up to {parameter.total}, not to {given}", nearest=nearest)


def _texts_by_name(parameter: Parameter, value: Any, at: Place) -> dict[str, list[str]]:
    if not isinstance(value, Mapping):
        raise _unfit(parameter, value, at)
    name_of, each = Parameter("", "text"), Parameter("", "texts")
    return {_text(name_of, name, at): _texts(each, one, (*at, name)) for name, one in value.items()}


def _values(parameter: Parameter, value: Any, at: Place) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise _unfit(parameter, value, at, nearest=f"[{_short(value)}]")
    return checked(value, at)  # type: ignore[no-any-return]  # a list gives a list


def _value(parameter: Parameter, value: Any, at: Place) -> Any:
    return checked(value, at)


_READERS: dict[str, Callable[[Parameter, Any, Place], Any]] = {
    "text": _text,
    "texts": _texts,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "milliseconds": _milliseconds,
    "value": _value,
    "values": _values,
    "object": _object,
    "objects": _objects,
    "instructions": _instructions,
    "integers by name": _integers_by_name,
    "texts by name": _texts_by_name,
}


def _unwrapped(value: Any) -> Any:
    """Return the Python value of one element of an array, which has a type of the array's and no shape."""
    is_element = hasattr(value, "dtype") and getattr(value, "shape", None) == () and hasattr(value, "item")
    return value.item() if is_element else value


def _unfit(parameter: Parameter, value: Any, at: Place, nearest: str = "") -> Unfit:
    problem = f"takes {_path(at)} as {phrase(parameter)}, not {_short(value)} ({type(value).__name__})"
    return Unfit(problem, nearest=nearest)


def _not_among(value: str, at: Place, choices: Collection[str]) -> Unfit:
    near = _quoted(suggest(value, choices))
    return Unfit(f"cannot take {_short(value)} for {_path(at)}", nearest=near, choices=choices)


def _path(at: Place) -> str:
    """Return a place as Python writes it: ``clauses[0]['op']``."""
    return str(at[0]) + "".join(f"[{_short(part)}]" for part in at[1:])


def _quoted(names: Iterable[str]) -> str:
    return "  ".join(map(repr, names))


def _short(value: Any) -> str:
    return visible(reprlib.repr(value))


def _as_integer(value: Any) -> str:
    try:
        number = float(value) if isinstance(value, str | float) else math.nan
    except ValueError:
        return ""
    return str(round(number)) if math.isfinite(number) else ""


def _as_milliseconds(value: Any) -> str:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return _as_integer(value)
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
        return str(_since_epoch(moment if moment.utcoffset() is not None else moment.replace(tzinfo=UTC)))
    return _as_integer(value)


def _since_epoch(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(milliseconds=1)
