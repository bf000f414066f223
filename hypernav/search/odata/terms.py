"""Comparisons checked before they are written: their paths, operators and values, with the nearest right thing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypernav.errors import UnknownField, UnknownOperator, WrongValue
from hypernav.search.checks import Comparison, checked, find_operator, known_field
from hypernav.search.expression import Every, Expression, Term
from hypernav.search.odata.fields import FieldPath, near_paths
from hypernav.search.odata.literals import Enum, is_member, literal
from hypernav.search.odata.operators import OPERATORS
from hypernav.search.odata.properties import Properties, Property
from hypernav.search.operators import meaning_of
from hypernav.search.values import Unfit, fitting
from hypernav.search.vocabulary import Field, Operator, Vocabulary

_RANGES = {
    "Edm.Byte": (0, 2**8 - 1),
    "Edm.SByte": (-(2**7), 2**7 - 1),
    "Edm.Int16": (-(2**15), 2**15 - 1),
    "Edm.Int32": (-(2**31), 2**31 - 1),
    "Edm.Int64": (-(2**63), 2**63 - 1),
}
_NULL = {"equal": "is null", "not equal": "is not null", "in": "is null", "not in": "is not null"}
_QUANTIFIERS = ("any", "all")


def said(term: Term, vocabulary: Vocabulary) -> Comparison:
    """Return what a comparison means; ``== None`` is a comparison with null.

    The operands of ``any`` and ``all`` are one condition or none; a list may hold None.

    Raises:
        UnknownField: The field is no path, or the metadata does not declare it.
        UnknownOperator: The field does not have the operator.
        WrongValue: The operator takes other values.
    """
    field = field_of(term.field, vocabulary, term)
    meaning = meaning_of(term.operator)
    if len(term.values) == 1 and term.values[0] is None and _NULL.get(meaning) in field.operators:
        return Comparison(term, field, OPERATORS[_NULL[meaning]], ())
    operator = find_operator(term.operator, vocabulary.operators_of(field.name))
    if operator is None:
        _refuse_whole(term, field, vocabulary)
        return checked(term, vocabulary)  # raises, with the nearest operator
    if operator.name in _QUANTIFIERS:
        return Comparison(term, field, operator, _condition(term, field, operator))
    path = FieldPath.read(field.name)
    if path is not None and path.ends_in_type and operator.takes != "nothing":
        raise _no_path(field.name, f"{term!r:.300}")
    given = _given(term, operator)
    plain = tuple(value for value in given if value is not None)
    if given and not plain and operator.meaning in _NULL:
        return Comparison(term, field, OPERATORS[_NULL[operator.meaning]], ())
    nulls = (None,) if len(plain) < len(given) and operator.meaning in {"in", "not in"} else ()
    if not nulls:
        plain = given
    single = tuple(_single(value, field) for value in plain)
    comparison = checked(replace(term, values=single), vocabulary)
    operands = tuple(
        _fitted(term, field, operator, value, original)
        for value, original in zip(comparison.operands, _aligned(plain, comparison.operands), strict=True)
    )
    return Comparison(term, field, operator, (*operands, *nulls))


def _given(term: Term, operator: Operator) -> tuple[Any, ...]:
    """Return the values one by one, also where they came in one list."""
    given = term.values
    if operator.takes == "several" and len(given) == 1 and isinstance(given[0], list | tuple | set | frozenset):
        return tuple(sorted(given[0], key=repr) if isinstance(given[0], set | frozenset) else given[0])
    return given


def _single(value: Any, field: Field) -> Any:
    """Return what stands for a value while it is checked: of members of an enumeration the first one."""
    return value.members[0] if isinstance(value, Enum) and field.kind == "enumeration" else value


def _aligned(given: tuple[Any, ...], operands: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return what was given for each operand; a pair may have been given as one value."""
    return given if len(given) == len(operands) else operands


def field_of(name: str, vocabulary: Vocabulary, term: Term | None = None) -> Field:
    """Return the field that a path names.

    Raises:
        UnknownField: It is no path, or the metadata does not declare it.
    """
    where = f"where({name!r:.200})" if term is None else f"{term!r:.300}"
    path = FieldPath.read(name)
    fields = vocabulary.fields
    if path is None and not isinstance(fields, Properties):
        raise _no_path(name, where)
    if path is not None and isinstance(fields, Properties):
        _refuse_crossing(path, fields, term, where)
        found = vocabulary.field(name)
        dynamic = isinstance(found, Property) and not found.type and not path.functions and not path.root
        near = fields.near_miss(path) if dynamic else ""
        if near:
            raise UnknownField(
                f"{vocabulary.title} declares no field {name!r}, and one that is very like it.",
                where=where,
                nearest=repr(near),
                otherwise=f"where('{'$it' if fields.root is None else '$this'}/{name}') asks for it all the same",
            )
    return known_field(name, vocabulary, term)


def _no_path(name: str, where: str) -> UnknownField:
    return UnknownField(
        f"{name!r:.200} is no path of OData.",
        where=where,
        nearest="  ".join(map(repr, near_paths(name))),
        next="join names by /, as in 'Address/City', and count by 'Trips/$count'",
    )


def _refuse_crossing(path: FieldPath, fields: Properties, term: Term | None, where: str) -> None:
    """Refuse a path that goes on behind a collection, whose members have to be asked about by a lambda."""
    crossed = fields.crossed(path)
    if not crossed:
        return
    rest = path.written().removeprefix(f"{crossed}/")
    if term is None or path.functions:
        nearest = f"'{crossed}/$count'"
    else:
        nearest = f"where({crossed!r}).any({replace(term, field=rest)!r:.200})"
    raise UnknownField(
        f"{fields.title}/{crossed} is a collection: ask whether any or all of its members have {rest!r}.",
        where=where,
        nearest=nearest,
    )


def _refuse_whole(term: Term, field: Field, vocabulary: Vocabulary) -> None:
    """Refuse to compare a whole collection or instance, and say which part of it can be compared."""
    fields = vocabulary.fields
    if not isinstance(fields, Properties) or not isinstance(field, Property) or not meaning_of(term.operator):
        return
    path = FieldPath.read(field.name)
    structured = bool(fields.schema.declared(field.type))
    if path is None or not (field.collection or structured):
        return
    inside = fields.inside(field, path)
    part = next(
        (name for name in inside.fields if find_operator(term.operator, inside.operators_of(name)) is not None), "…"
    )
    inner = replace(term, field=part if field.collection else f"{field.name}/{part}")
    raise UnknownOperator(
        f"{field.name!r} is {'a collection' if field.collection else 'a whole instance'}, "
        f"which cannot be compared by {term.operator!r}.",
        where=f"{term!r:.300}",
        nearest=_nearest_part(term, field, inner),
        operators=", ".join(f".{each.identifier}" for each in vocabulary.operators_of(field.name)),
    )


def _nearest_part(term: Term, field: Property, inner: Term) -> str:
    if not field.collection:
        return f"{inner!r:.200}"
    if term.values == (None,):
        return f"where({field.name!r}).is_empty()"
    return f"where({field.name!r}).any({inner!r:.200})"


def _condition(term: Term, field: Field, operator: Operator) -> tuple[Expression, ...]:
    """Return the condition of a lambda, nothing where it asks for any member."""
    path = FieldPath.read(field.name)
    if path is None or path.functions or path.segments[-1:] == ("$count",):
        raise UnknownOperator(f"{field.name!r} is no collection.", where=f"{term!r:.300}")
    given = term.values
    if len(given) == 1 and isinstance(given[0], Expression):
        return (given[0],)
    if not given and operator.name == "any":
        return ()
    begin = f"where({field.name!r}).{operator.name}"
    conditions = tuple(value for value in given if isinstance(value, Expression))
    if given and len(conditions) == len(given):
        nearest = f"{begin}({Every(conditions)!r:.200})"
    else:
        nearest = f"{begin}(where('$this') == {given[0]!r:.100})" if given else f"{begin}(where('…') == …)"
    raise WrongValue(
        f".{operator.name}() of {field.name!r} takes one condition on a member of the collection.",
        where=f"{term!r:.300}",
        nearest=nearest,
    )


def _type_of(field: Field) -> str:
    """Return the type that the metadata declares of a field, "" where there is none."""
    return field.type if isinstance(field, Property) else ""


def _fitted(term: Term, field: Field, operator: Operator, value: Any, given: Any) -> Any:
    """Return an operand that its type can hold; members of an enumeration as they were given."""
    kind = _type_of(field)
    if isinstance(given, Enum):
        return _members(term, field, operator, given)
    if operator.name == "has" and field.kind == "any":
        return _flags(term, field, value)
    low, high = _RANGES.get(kind, (0, 0))
    if high and isinstance(value, int) and not low <= value <= high:
        raise WrongValue(
            f"{field.name!r} is {kind}, from {low} to {high}, and was given {value}.",
            where=f"{term!r:.300}",
            nearest=str(min(max(value, low), high)),
        )
    return value


def _members(term: Term, field: Field, operator: Operator, given: Enum) -> Enum:
    kind = _type_of(field)
    if operator.kind == "string" or (field.kind not in {"any", "enumeration"}):
        raise WrongValue(
            f"{field.name!r} takes no member of an enumeration here.",
            where=f"{term!r:.300}",
            nearest=repr(given.members[0]),
        )
    if field.kind == "any":
        return given
    if given.type not in {kind, kind.rpartition(".")[2]}:
        raise WrongValue(
            f"{field.name!r} is of the enumeration {kind}, not {given.type}.",
            where=f"{term!r:.300}",
            nearest=repr(Enum(kind, *given.members)),
        )
    return Enum(kind, *(_member(term, field, member) for member in given.members))


def _flags(term: Term, field: Field, value: Any) -> str:
    """Return members of an enumeration whose name is not given, which OData 4.01 takes as a text."""
    text = str(value)
    if isinstance(value, str | int) and all(map(is_member, text.split(","))):
        return text
    raise WrongValue(
        f"{field.name!r} has members of an enumeration, and {value!r:.200} is none.",
        where=f"{term!r:.300}",
        next='Enum("Sales.Pattern", "Yellow")',
    )


def _member(term: Term, field: Field, member: str) -> Any:
    try:
        return fitting(field, "enumeration", member)
    except Unfit as error:
        raise WrongValue(
            f"{field.name!r} takes {error.expected}, and was given {member!r}.",
            where=f"{term!r:.300}",
            nearest="  ".join(error.nearest),
        ) from None


def literals(comparison: Comparison) -> tuple[str, ...]:
    """Return the operands of a comparison as OData writes them.

    Raises:
        WrongValue: OData has no such value, or no way to write it.
    """
    kind = _type_of(comparison.field)
    named = comparison.field.kind == "enumeration" and bool(kind)
    return tuple(
        literal(Enum(kind, value) if named and isinstance(value, str) and not isinstance(value, Enum) else value)
        for value in comparison.operands
        if value is not None
    )
