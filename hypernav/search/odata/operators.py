"""The operators of ``$filter`` as data, and how each is written (OData URL conventions 4.01, 5.1.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from hypernav.search.vocabulary import Operator, ValueKind, operators_table

OPERATORS = operators_table(
    Operator("eq", meaning="equal"),
    Operator("ne", meaning="not equal"),
    Operator("gt", meaning="greater"),
    Operator("ge", meaning="at least"),
    Operator("lt", meaning="less"),
    Operator("le", meaning="at most"),
    Operator("in", takes="several", meaning="in"),
    Operator("not in", takes="several", meaning="not in"),
    Operator("between", takes="range", meaning="between"),
    Operator("not between", takes="range", meaning="not between"),
    Operator("contains", meaning="contains", kind="string"),
    Operator("not contains", meaning="does not contain", kind="string"),
    Operator("startswith", meaning="starts with", kind="string"),
    Operator("not startswith", meaning="does not start with", kind="string"),
    Operator("endswith", meaning="ends with", kind="string"),
    Operator("not endswith", meaning="does not end with", kind="string"),
    Operator("matchesPattern", kind="string", aliases=("matches", "matches_pattern", "matches_regex")),
    Operator("eq ignoring case", kind="string", aliases=("is_ignoring_case", "iexact")),
    Operator("contains ignoring case", kind="string", aliases=("icontains",)),
    Operator("startswith ignoring case", kind="string", aliases=("starts_with_ignoring_case", "istartswith")),
    Operator("endswith ignoring case", kind="string", aliases=("ends_with_ignoring_case", "iendswith")),
    Operator("has", takes="several"),
    Operator("is null", takes="nothing", meaning="empty"),
    Operator("is not null", takes="nothing", meaning="not empty"),
    Operator("any", aliases=("any_",)),
    Operator("all", aliases=("all_",)),
    Operator("is empty", takes="nothing", meaning="empty"),
    Operator("is not empty", takes="nothing", meaning="not empty"),
)
"""All operators: those of the standard by its own names, and what is written with several of them."""

_EQUALITY = ("eq", "ne", "in", "not in")
_NULL = ("is null", "is not null")
_ORDER = ("gt", "ge", "lt", "le", "between", "not between")
_TEXT = tuple(name for name, operator in OPERATORS.items() if operator.kind == "string")
OF_COLLECTIONS = ("any", "all", "is empty", "is not empty")
OF_INSTANCES = _NULL
OF_ENUMERATIONS = (*_EQUALITY, "has", *_NULL)
OF_ANYTHING = (*_EQUALITY, *_ORDER, *_TEXT, "has", *_NULL, "any", "all")
"""What a field has of which nothing is known."""
_OF_KINDS: Mapping[ValueKind, tuple[str, ...]] = {
    "any": OF_ANYTHING,
    "string": (*_EQUALITY, *_TEXT, *_ORDER, *_NULL),
    "boolean": ("eq", "ne", *_NULL),
    "guid": (*_EQUALITY, *_NULL),
    "enumeration": OF_ENUMERATIONS,
}


def of_kind(kind: ValueKind) -> tuple[str, ...]:
    """Return the names of the operators that values of a kind have.

    >>> of_kind("boolean")
    ('eq', 'ne', 'is null', 'is not null')
    """
    return _OF_KINDS.get(kind, (*_EQUALITY, *_ORDER, *_NULL))


class Piece(NamedTuple):
    """A part of a filter as it is written, and how closely its outermost operator binds."""

    text: str
    rank: int


OR, AND, COMPARED, NOT, PRIMARY = 1, 2, 3, 7, 9


def joined(operator: int, pieces: Iterable[Piece]) -> Piece:
    """Return parts joined by ``and`` or ``or``, with parentheses only where they are needed.

    >>> joined(AND, [Piece("A or B", OR), Piece("C", PRIMARY)]).text
    '(A or B) and C'
    """
    texts = [f"({piece.text})" if piece.rank < operator else piece.text for piece in pieces]
    return Piece((" and " if operator == AND else " or ").join(texts), operator)


def negated(piece: Piece) -> Piece:
    """Return what holds where a part does not.

    >>> negated(Piece("Name eq 'x'", COMPARED)).text, negated(Piece("contains(Name,'x')", PRIMARY)).text
    ("not (Name eq 'x')", "not contains(Name,'x')")
    """
    return Piece(f"not {piece.text}" if piece.rank == PRIMARY else f"not ({piece.text})", NOT)


def written(operator: str, field: str, values: tuple[str, ...]) -> Piece:
    """Return a comparison as it is written.

    Args:
        operator: The name of an operator of the table; not ``any`` or ``all``.
        field: The field as it is written.
        values: The literals as they are written.

    >>> written("between", "Price", ("1", "5")).text
    'Price ge 1 and Price le 5'
    """
    if operator in _NEGATIONS:
        return negated(written(operator.removeprefix("not "), field, values))
    return _WRITTEN[operator](field, values) if operator in _WRITTEN else _compared(operator, field, values)


def _compared(operator: str, field: str, values: tuple[str, ...]) -> Piece:
    return Piece(f"{field} {operator} {values[0]}", COMPARED)


def _function(name: str, *, ignoring_case: bool = False) -> Callable[[str, tuple[str, ...]], Piece]:
    def write(field: str, values: tuple[str, ...]) -> Piece:
        if ignoring_case:
            # The server lowers both, so that it does not matter how it and Python differ.
            return Piece(f"{name}(tolower({field}),tolower({values[0]}))", PRIMARY)
        return Piece(f"{name}({field},{values[0]})", PRIMARY)

    return write


def _range(field: str, values: tuple[str, ...]) -> Piece:
    return joined(AND, [_compared("ge", field, values[:1]), _compared("le", field, values[1:])])


def _flags(field: str, values: tuple[str, ...]) -> Piece:
    flags = [Piece(f"{field} has {value}", COMPARED) for value in values]
    return joined(AND, flags) if len(flags) > 1 else flags[0]


_NEGATIONS = {name for name in OPERATORS if name.startswith("not ")}
_WRITTEN: Mapping[str, Callable[[str, tuple[str, ...]], Piece]] = {
    "in": lambda field, values: Piece(f"{field} in ({','.join(values)})", COMPARED),
    "between": _range,
    "has": _flags,
    "contains": _function("contains"),
    "startswith": _function("startswith"),
    "endswith": _function("endswith"),
    "matchesPattern": _function("matchesPattern"),
    "contains ignoring case": _function("contains", ignoring_case=True),
    "startswith ignoring case": _function("startswith", ignoring_case=True),
    "endswith ignoring case": _function("endswith", ignoring_case=True),
    "eq ignoring case": lambda field, values: Piece(f"tolower({field}) eq tolower({values[0]})", COMPARED),
    "is null": lambda field, values: Piece(f"{field} eq null", COMPARED),
    "is not null": lambda field, values: Piece(f"{field} ne null", COMPARED),
    "is empty": lambda field, values: negated(Piece(f"{field}/any()", PRIMARY)),
    "is not empty": lambda field, values: Piece(f"{field}/any()", PRIMARY),
}
