"""Comparisons checked against a vocabulary before anything is sent, with the nearest right thing where one is wrong."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv4Network, IPv6Network, ip_network
from itertools import islice
from typing import Any

from hypernav.errors import NotExpressible, UnknownField, UnknownOperator, WrongValue
from hypernav.names import suggest, to_identifier
from hypernav.search.expression import Term
from hypernav.search.operators import Meaning, common_words, letters_of, meaning_of, near_meanings, words_of
from hypernav.search.values import Unfit, fitting
from hypernav.search.vocabulary import Field, Operator, ValueKind, Vocabulary

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SHOWN = 60
_WIDTH = 80


@dataclass(frozen=True, slots=True)
class Comparison:
    """A term that was found good: its field, its operator, and its operands as their kinds have them."""

    term: Term
    field: Field
    operator: Operator
    operands: tuple[Any, ...]
    """One value, or several; for a range its two bounds; nothing for an operator that takes nothing."""

    @property
    def value(self) -> Any:
        """Return the only operand."""
        return self.operands[0]


def checked(term: Term, vocabulary: Vocabulary) -> Comparison:
    """Return what a term means in a vocabulary.

    Raises:
        UnknownField: There is no such field.
        UnknownOperator: The field does not have the operator.
        WrongValue: The operator takes other values.

    >>> from hypernav.search.vocabulary import fields_table, operators_table
    >>> size = Field("size", "integer", ("is",))
    >>> acme = Vocabulary("Acme", fields_table(size), operators_table(Operator("is", meaning="equal")))
    >>> checked(Term("size", "==", (5,)), acme).operator.name
    'is'
    """
    field = known_field(term.field, vocabulary, term)
    operator = _operator(term, field, vocabulary)
    return Comparison(term, field, operator, _operands(term, field, operator, vocabulary.operators_of(field.name)))


def known_field(name: str, vocabulary: Vocabulary, part: object = None) -> Field:
    """Return a field of a vocabulary.

    Raises:
        UnknownField: There is no such field.
    """
    field = vocabulary.field(name)
    if field is not None:
        return field
    names = list(vocabulary.fields)
    more = f" … {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    raise UnknownField(
        f"{vocabulary.title} has no field {name!r}.",
        where=f"where({name!r:.200})" if part is None else f"{part!r:.300}",
        nearest="  ".join(map(repr, near_fields(name, names))),
        fields=textwrap.fill(", ".join(islice(names, _SHOWN)) + more, _WIDTH, break_on_hyphens=False),
    )


def near_fields(name: str, names: Sequence[str]) -> list[str]:
    """Return the fields whose names are nearest to one, whatever cuts their words, best first.

    >>> near_fields("riskScore", ["risk-score", "host-name"]), near_fields("repository", ["repo", "user"])
    (['risk-score'], ['repo'])
    """
    letters = letters_of(name)
    # The whole name first, then the last part of a path: "endTime" for "metadata.endTime".
    whole = {letters_of(each): each for each in reversed(names)}
    last = {letters_of(each.rpartition(".")[2]): each for each in reversed(names)}
    same = [found[letters] for found in (whole, last) if letters and letters in found]
    near = list(dict.fromkeys([*same, *suggest(name, names)]))
    # An abbreviation is less like its word than a typo is.
    return near or [each for each in names if len(letters_of(each)) > 2 and letters.startswith(letters_of(each))]


def find_operator(written: str, operators: Sequence[Operator]) -> Operator | None:
    """Return the operator that is meant, by its own name, a vendor's other spelling, or a common word.

    >>> find_operator("startswith", [Operator("starts-with", meaning="starts with")]).name
    'starts-with'
    """
    identifier, letters = to_identifier(written), letters_of(written)
    for each in operators:
        if written == each.name or (identifier and identifier == each.identifier):
            return each
    for each in operators:
        if written in each.aliases or (letters and letters in map(letters_of, (each.name, *each.aliases))):
            return each
    meaning = meaning_of(written)
    return next((each for each in operators if meaning and each.meaning == meaning), None)


def _operator(term: Term, field: Field, vocabulary: Vocabulary) -> Operator:
    operators = [vocabulary.operators[name] for name in field.operators]
    found = find_operator(term.operator, operators)
    if found is not None:
        return found
    raise UnknownOperator(
        f"{field.name!r} has no operator {term.operator!r} in {vocabulary.title}.",
        where=f"{term!r:.300}",
        nearest=_emptiness(term, operators)
        or "  ".join(f".{each.identifier}" for each in near_operators(term.operator, operators)),
        operators=", ".join(f".{each.identifier}" for each in operators),
    )


def near_operators(written: str, operators: Sequence[Operator]) -> list[Operator]:
    """Return the operators nearest to one: by what it means, or by how it is spelled, best first.

    >>> [each.name for each in near_operators("cotains", [Operator("is"), Operator("contains", meaning="contains")])]
    ['contains']
    """
    meaning = meaning_of(written)
    spellings = {spelling: each for each in reversed(operators) for spelling in _spellings(each)}
    by_spelling = [spellings[spelling] for spelling in suggest(written, spellings)]
    # A misspelled common word means something too, even where the field cannot say it.
    meant = [meaning] if meaning else [meaning_of(word) for word in suggest(written, common_words())]
    near = [each for one in meant for each in (one, *near_meanings(one))]
    by_meaning = [each for one in near for each in operators if one and each.meaning == one]
    found = [*by_meaning, *by_spelling] if meaning else [*by_spelling, *by_meaning]
    return list({each.name: each for each in found}.values())[:3]


def _spellings(operator: Operator) -> list[str]:
    return [operator.identifier, *map(to_identifier, operator.aliases), *words_of(operator.meaning)]


def _operands(term: Term, field: Field, operator: Operator, operators: Sequence[Operator]) -> tuple[Any, ...]:
    given = _given(term, operator, operator.kind or field.kind)
    needed = {"nothing": "no value", "one": "one value", "several": "one value or more", "range": "two bounds"}
    fits = {"nothing": not given, "one": len(given) == 1, "several": bool(given), "range": len(given) == 2}
    if not fits[operator.takes]:
        raise WrongValue(
            f".{operator.identifier}() of {field.name!r} takes {needed[operator.takes]}, and was given {len(given)}.",
            where=f"{term!r:.300}",
            nearest=_usage(field, operator, operators, given),
        )
    if operator.takes == "range" and (given[0] is None or given[1] is None):
        raise _open_range(term, field, operators, given)
    operands = tuple(_fitted(term, field, operator, value, operators) for value in given)
    if operator.takes == "range":
        _require_order(term, field, operator, operands)
    return operands


def _given(term: Term, operator: Operator, kind: ValueKind) -> tuple[Any, ...]:
    """Return the values one by one, also where they came in one list."""
    given = term.values
    if operator.takes == "range":
        return _bounds(given)
    listed = len(given) == 1 and isinstance(given[0], list | tuple | set | frozenset)
    if listed and (operator.takes == "several" or (operator.takes == "one" and kind != "json")):
        return tuple(sorted(given[0], key=repr) if isinstance(given[0], set | frozenset) else given[0])
    return given


def _bounds(given: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the bounds of a network, which is a range by itself; of a pair, its parts."""
    if len(given) != 1:
        return given
    only = given[0]
    if isinstance(only, list | tuple):
        return tuple(only)
    if isinstance(only, str) and "/" in only:
        try:
            only = ip_network(only.strip(), strict=False)
        except ValueError:
            return given
    return (only[0], only[-1]) if isinstance(only, IPv4Network | IPv6Network) else given


def _usage(field: Field, operator: Operator, operators: Sequence[Operator], given: tuple[Any, ...]) -> str:
    """Return what to type instead, where the number of values is wrong."""
    begin = f"where({field.name!r})"
    first = f"{given[0]!r:.200}" if given else "…"
    if operator.takes != "one" or len(given) < 2:
        values = {"nothing": "", "one": first, "several": f"{first}, …", "range": f"{first}, …"}[operator.takes]
        negated = "~" if operator.takes == "nothing" and given[0] is False else ""
        return f"{negated}{begin}.{operator.identifier}({values})"
    negative = "not" in operator.meaning.split()
    wanted: Meaning = "not in" if negative else "in"
    several = next((each for each in operators if each.meaning == wanted), None)
    if several is not None and operator.meaning in {"equal", "not equal"}:
        return f"{begin}.{several.identifier}({', '.join(map(repr, given)):.200})"
    return (" & " if negative else " | ").join(f"{begin}.{operator.identifier}({value!r:.100})" for value in given[:3])


def _open_range(term: Term, field: Field, operators: Sequence[Operator], bounds: tuple[Any, ...]) -> WrongValue:
    low, high = bounds
    wanted: Meaning = "at most" if low is None else "at least"
    found = next((each for each in operators if each.meaning == wanted), None)
    bound = high if low is None else low
    return WrongValue(
        f"The range of {field.name!r} has no {'beginning' if low is None else 'end'}.",
        where=f"{term!r:.300}",
        nearest=f"where({field.name!r}).{found.identifier}({bound!r})" if found and bound is not None else "",
        next="give both bounds",
    )


def _fitted(term: Term, field: Field, operator: Operator, value: Any, operators: Sequence[Operator]) -> Any:
    kind = operator.kind or field.kind
    try:
        return fitting(field, kind, value)
    except Unfit as error:
        raise WrongValue(
            f"{field.name!r} takes {error.expected}, and was given {value!r:.200}.",
            where=f"{term!r:.300}",
            nearest=_emptiness(term, operators) or "  ".join(error.nearest),
        ) from None


def _emptiness(term: Term, operators: Sequence[Operator]) -> str:
    """Return what asks for no value, where None was given and a field has it; "" otherwise."""
    if not any(value is None or value == [None] for value in term.values):
        return ""
    wanted: tuple[Meaning, ...] = ("empty", "not empty", "exists")
    found = next((each for meaning in wanted for each in operators if each.meaning == meaning), None)
    if found is None:
        return ""
    turned = ("not" in meaning_of(term.operator).split()) is (found.meaning == "empty")
    if found.meaning == "exists" and found.takes == "one":
        return f"where({term.field!r}).{found.identifier}({not turned})"
    return f"{'~' if turned else ''}where({term.field!r}).{found.identifier}()"


def _require_order(term: Term, field: Field, operator: Operator, bounds: tuple[Any, ...]) -> None:
    low, high = bounds
    begin = f"where({field.name!r}).{operator.identifier}"
    try:
        reversed_bounds = _position(low) > _position(high)
    except TypeError:
        raise WrongValue(
            f"The bounds of {field.name!r} are of two kinds: {term.values[0]!r:.100} and {term.values[-1]!r:.100}.",
            where=f"{term!r:.300}",
            next="give two bounds of one kind",
        ) from None
    if reversed_bounds:
        given = term.values if len(term.values) == 2 else bounds
        raise WrongValue(
            f"The range of {field.name!r} is reversed: it begins after its end.",
            where=f"{term!r:.300}",
            nearest=f"{begin}({given[1]!r}, {given[0]!r})",
        )


def uncarried(term: Term, what: str, nearest: str = "", why: str = "") -> NotExpressible:
    """Return the refusal of a value that is of the right kind, and that a grammar has no way to write.

    Args:
        term: The comparison with the value.
        what: What cannot be asked for, as a sentence.
        nearest: The nearest thing that can be said.
        why: What in the grammar is to blame.

    >>> uncarried(Term("tags", "contains", ("a,b",)), "'tags' cannot be asked for 'a,b'.").part
    where('tags').contains('a,b')
    """
    error = NotExpressible(
        what,
        where=f"{term!r:.300}",
        nearest=nearest,
        why=why,
        otherwise="where(…, locally=True) filters here what the server cannot",
    )
    error.part = term
    return error


def _position(bound: Any) -> Any:
    # Two times of one zone are compared by their clocks, which an hour that comes twice would turn around.
    return bound - _EPOCH if isinstance(bound, datetime) and bound.tzinfo is not None else bound
