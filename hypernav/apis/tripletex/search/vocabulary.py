"""The fields and operators of each list, made of the table of lists.

A range is one field, such as ``orderDate``, and its two parameters are fields too, for those who know them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from hypernav.apis.tripletex.search.lists import Kind, Listed, Range, Unit
from hypernav.search.vocabulary import Enumerated, Field, Operator, ValueKind, Vocabulary, fields_table, operators_table

_PLAIN: Mapping[Kind, tuple[ValueKind, tuple[str, ...], str]] = {
    "in": ("identifier", ("equals", "in"), "in: one of several"),
    "each": ("string", ("equals", "in"), "in: one of several"),
    "is": ("string", ("equals",), "exact"),
    "id": ("identifier", ("equals",), "exact"),
    "like": ("string", ("contains",), "like: containing"),
    "name": ("string", ("is like",), "how it matches is not documented"),
    "yes": ("boolean", ("equals",), "exact"),
    "since": ("local datetime", ("since",), "changed since; the API's own time, without a zone"),
    "day": ("date", ("equals",), "exact"),
    "one": ("enumeration", ("equals",), "exact"),
}
_DISCRETE: tuple[Unit, ...] = ("date", "integer")
"""Units of which each value has a next one, so that both kinds of ends can be said exactly."""


def _of_unit(unit: Unit) -> Iterator[tuple[str, Operator]]:
    operators = (
        Operator("between", takes="range", meaning="between", kind=unit),
        Operator("from_to", takes="range", kind=unit),
        Operator("at_least", meaning="at least", kind=unit, aliases=("from",)),
        Operator("greater_than", meaning="greater", kind=unit),
        Operator("less_than", meaning="less", kind=unit, aliases=("to",)),
        Operator("at_most", meaning="at most", kind=unit),
        Operator("equals", meaning="equal", kind=unit),
    )
    return ((f"{each.name} {unit}", each) for each in operators)


OPERATORS: Mapping[str, Operator] = {
    **operators_table(
        Operator("equals", meaning="equal"),
        Operator("in", takes="several", meaning="in"),
        Operator("contains", meaning="contains", aliases=("like",)),
        Operator("is like", meaning="like"),
        Operator("since", meaning="at least", aliases=("equals", "==")),
    ),
    **{key: operator for unit in get_args(Unit) for key, operator in _of_unit(unit)},
}
"""The operators by their keys in the tables of fields; those of ranges once for each unit."""


def vocabulary_of(listed: Listed) -> Vocabulary:
    """Return the fields and operators of a list.

    >>> from hypernav.apis.tripletex.search.lists import LISTS
    >>> [each.name for each in vocabulary_of(LISTS["/order"]).operators_of("orderDate")]
    ['between', 'from_to', 'at_least', 'greater_than', 'less_than', 'at_most', 'equals']
    """
    fields = {name: _field(listed, name, kind) for name, kind in listed.parameters.items()}
    for stem, each in listed.ranges.items():
        operators = tuple(f"{name} {each.unit}" for name in _range_operators(each))
        if stem in fields:
            plain = fields[stem]
            operators = (*plain.operators, *(name for name in operators if not name.startswith("equals")))
            fields[stem] = Field(stem, plain.kind, operators, title=f"{plain.title}; range")
        else:
            fields[stem] = Field(stem, each.unit, operators, title="range")
    for each in listed.ranges.values():
        fields.update(_bounds(each))
    return Vocabulary(f"Tripletex's {listed.title} search", fields_table(*fields.values()), OPERATORS)


def _field(listed: Listed, name: str, kind: Kind) -> Field:
    value, operators, title = _PLAIN[kind]
    values = tuple(Enumerated(choice, choice) for choice in listed.choices.get(name, ()))
    return Field(name, value, operators, values, title)


def _range_operators(each: Range) -> Iterator[str]:
    """Yield what can be said exactly: an end that is included, of values that have no next one, cannot."""
    discrete = each.unit in _DISCRETE
    if each.has_from and each.has_to:
        yield from (["between"] if discrete else [])
        yield "from_to"
    if each.has_from:
        yield "at_least"
        yield from (["greater_than"] if discrete else [])
    if each.has_to:
        yield "less_than"
        yield from (["at_most"] if discrete else [])
    if each.has_from and each.has_to and discrete:
        yield "equals"


def _bounds(each: Range) -> Iterator[tuple[str, Field]]:
    if each.has_from:
        yield each.begin, Field(each.begin, each.unit, ("equals",), title="from and including")
    if each.has_to:
        word = "including" if each.includes_end else "excluding"
        yield each.end, Field(each.end, each.unit, ("equals",), title=f"to and {word}")
