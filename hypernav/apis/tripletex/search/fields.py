"""What to send of each object: the nested ``fields`` parameter, as a value that is built and never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from hypernav.apis.tripletex.sandbox.grammar import Part, read_fields
from hypernav.apis.tripletex.search.resources import MEMBERS
from hypernav.errors import UnknownField, WrongValue
from hypernav.search.checks import near_fields

Pair: TypeAlias = "tuple[str, Fields | None]"


@dataclass(frozen=True, slots=True, init=False, repr=False)
class Fields:
    """Name what to send of an object and of the objects in it. Sends nothing.

    Alone, the name of an object gives its id and address; ``*`` gives all plain members.

    Args:
        names: Names, or texts as the API writes them: ``"*"``, ``"project,hours"``, ``"project(name)"``.
        inside: What to send of the object of that name.

    Raises:
        WrongValue: A text is malformed.

    >>> str(Fields("*", activity=Fields("name"), employee="*"))
    '*,activity(name),employee(*)'
    >>> Fields("*,activity(name)").also("changes", activity="number")
    Fields('*,activity(name,number),changes')
    """

    parts: tuple[Pair, ...]
    """Names in order, each once, and what is sent of the object of that name: None for nothing in particular."""

    def __init__(self, *names: str | Fields, **inside: str | Fields) -> None:
        """Keep the names in order; a name that occurs twice asks for both."""
        pairs = [pair for part in names for pair in _read(part)]
        pairs += [(_name(name), Fields(given) or None) for name, given in inside.items()]
        object.__setattr__(self, "parts", _once(pairs))

    def also(self, *names: str | Fields, **inside: str | Fields) -> Fields:
        """Return the fields that ask for more.

        Raises:
            WrongValue: A text is malformed.

        >>> Fields("id").also("name")
        Fields('id,name')
        """
        return Fields(self, *names, **inside)

    def __bool__(self) -> bool:
        """Return whether anything is named."""
        return bool(self.parts)

    def __str__(self) -> str:
        """Return the ``fields`` parameter."""
        return ",".join(name if inside is None else f"{name}({inside})" for name, inside in self.parts)

    def __repr__(self) -> str:
        """Return what to type to get these fields."""
        return f"Fields({str(self)!r})" if self else "Fields()"


def _once(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    found: dict[str, Fields | None] = {}
    for name, inside in pairs:
        before = found.get(name)
        found[name] = Fields(before, inside) if before and inside else before or inside
    return tuple(found.items())


def _read(part: object) -> tuple[Pair, ...]:
    if isinstance(part, Fields):
        return part.parts
    if not isinstance(part, str):
        raise _malformed(part, "a text or Fields are needed")
    try:
        return _built(read_fields(part))
    except ValueError as error:
        raise _malformed(part, str(error)) from None


def _built(parts: Iterable[Part]) -> tuple[Pair, ...]:
    return _once((part.name, None if part.inside is None else _of(part.inside)) for part in parts)


def _of(parts: Iterable[Part]) -> Fields:
    made = Fields()
    object.__setattr__(made, "parts", _built(parts))
    return made


def _name(name: str) -> str:
    pairs = _read(name)
    if len(pairs) != 1 or pairs[0][1] is not None or name == "*":
        raise _malformed(name, "one name is needed where something is asked for inside")
    return pairs[0][0]


def _malformed(part: object, why: str) -> WrongValue:
    return WrongValue(
        f"{part!r:.200} is no list of fields: {why}.",
        next="write names, and what to send of an object in parentheses: Fields('*', project='name')",
    )


def check_fields(fields: Fields, member: str, title: str) -> None:
    """Refuse names that the objects of a type do not have, as far as the type is known.

    Args:
        fields: What is asked for.
        member: Name of the type.
        title: What is searched, for messages.

    Raises:
        UnknownField: There is no such member.
        WrongValue: A plain value is asked for what is inside of it.

    >>> check_fields(Fields("*", project="name"), "TimesheetEntry", "Tripletex's timesheet entry search")
    """
    where = f".fields({str(fields)!r:.200})"
    for path, name, inside, type_ in _walked(fields, member, ""):
        known = MEMBERS[type_]
        if name != "*" and name not in known:
            raise UnknownField(
                f"{title} has no field {path + name!r}.",
                where=where,
                nearest="  ".join(map(repr, near_fields(name, list(known)))),
                fields=", ".join(known),
            )
        if inside is not None and not known[name]:
            raise WrongValue(
                f"{path + name!r} is a plain value, and {str(inside)!r:.100} is asked for inside of it.",
                where=where,
                nearest=repr(name),
            )


def _walked(fields: Fields, member: str, path: str) -> Iterator[tuple[str, str, Fields | None, str]]:
    """Yield the path, the name, what is asked for inside, and the type it belongs to, where that is known."""
    for name, inside in fields.parts if member in MEMBERS else ():
        yield path, name, inside, member
        if inside is not None:
            yield from _walked(inside, MEMBERS[member].get(name, ""), f"{path}{name}.")
