"""The fields and operators that one way of searching has, as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from hypernav.names import to_identifier
from hypernav.search.operators import Meaning

ValueKind = Literal[
    "any",
    "string",
    "number",
    "integer",
    "boolean",
    "date",
    "datetime",
    "local datetime",
    "time",
    "milliseconds",
    "days",
    "duration",
    "address",
    "enumeration",
    "identifier",
    "guid",
    "json",
]
"""What the values of a field are; ``hypernav.search.values`` says which Python values each one takes."""
Takes = Literal["nothing", "one", "several", "range"]


@dataclass(frozen=True, slots=True)
class Enumerated:
    """One value of an enumeration: what is sent, and what it means.

    >>> Enumerated(2, "Hypervisor").name
    'Hypervisor'
    """

    value: int | str
    name: str


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator by the name that the API has for it.

    >>> Operator("is-within-the-last", kind="days").identifier
    'is_within_the_last'
    """

    name: str
    takes: Takes = "one"
    meaning: Meaning = ""
    """What Python operator or common word it answers to, besides its own name."""
    kind: ValueKind | None = None
    """What its values are, where the operator says so and not the field."""
    aliases: tuple[str, ...] = ()
    """Other spellings of the vendor's, understood and never sent."""
    stems: bool = False
    """Whether it finds other forms of words too, so that no value that comes back tells whether it was heeded."""

    @property
    def identifier(self) -> str:
        """Return what to type."""
        return to_identifier(self.name)


@dataclass(frozen=True, slots=True)
class Field:
    """A field that can be searched by, and the operators that it has.

    >>> Field("state", "enumeration", ("equal",), (Enumerated("open", "open"),)).operators
    ('equal',)
    """

    name: str
    kind: ValueKind = "any"
    operators: tuple[str, ...] = ()
    """Names of operators of the vocabulary."""
    values: tuple[Enumerated, ...] = ()
    """What the field can be, where its values are enumerated."""
    title: str = ""
    """What it is, in a few words."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Hold the fields and operators of one way of searching.

    >>> equal = Operator("equals", meaning="equal")
    >>> Vocabulary("Acme search", {"name": Field("name", "string", ("equals",))}, {"equals": equal}).field("name").kind
    'string'
    """

    title: str
    """What is searched, as messages name it: ``Acme's order list``."""
    fields: Mapping[str, Field] = field(default_factory=dict)
    operators: Mapping[str, Operator] = field(default_factory=dict)
    other: Field | None = None
    """What a field is that is not listed; None where only the listed ones exist."""
    pattern: str = r".+"
    """What the names of fields that are not listed look like, as a regular expression for the whole name."""
    shown: Mapping[str, str] = field(default_factory=dict)
    """Where members show a field, by its name: paths with dots, with spaces between several of which one is enough.

    Answers are held against these; a field that is not here cannot be seen in them. Name a member only where the
    API's comparison can be judged by it: not where it searches in more than the member has.
    """
    named_alike: bool = False
    """Whether a field that is not in ``shown`` is shown by the member of its own path."""

    def field(self, name: str) -> Field | None:
        """Return a field by its name, or by the identifier that stands for its name; None if there is none."""
        found = self.fields.get(name)
        if found is not None:
            return found
        identifier = to_identifier(name)
        if identifier == name:
            for each in self.fields.values():
                if to_identifier(each.name) == identifier:
                    return each
        if self.other is not None and re.fullmatch(self.pattern, name, re.DOTALL):
            return replace(self.other, name=name)
        return None

    def paths_of(self, name: str) -> tuple[str, ...]:
        """Return the paths of the members that show a field; none where they are not known."""
        return tuple(self.shown.get(name, name if self.named_alike else "").split())

    def operators_of(self, name: str) -> tuple[Operator, ...]:
        """Return the operators that a field has, in the order of the table."""
        found = self.field(name)
        return tuple(self.operators[each] for each in found.operators) if found is not None else ()


def fields_table(*fields: Field) -> Mapping[str, Field]:
    """Return fields by their names, as a table that cannot be changed.

    >>> list(fields_table(Field("a"), Field("b")))
    ['a', 'b']
    """
    return MappingProxyType({each.name: each for each in fields})


def operators_table(*operators: Operator) -> Mapping[str, Operator]:
    """Return operators by their names, as a table that cannot be changed.

    >>> operators_table(Operator("eq", meaning="equal"))["eq"].takes
    'one'
    """
    return MappingProxyType({each.name: each for each in operators})


def same(words: str) -> tuple[Enumerated, ...]:
    """Return values of an enumeration that mean what they say, given as words.

    >>> same("open closed")[1].value
    'closed'
    """
    return tuple(Enumerated(word, word) for word in words.split())
