"""Searches in the audit log: by time and text in the query, by resources and actions in a body of statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hypernav.apis.launchdarkly.search.lists import Listing, list_parameters
from hypernav.errors import WrongValue
from hypernav.search import (
    Call,
    Dialect,
    Every,
    Expression,
    Field,
    Negation,
    Operator,
    Plan,
    Query,
    Some,
    Term,
    Vocabulary,
    fields_table,
    operators_table,
)
from hypernav.search.checks import Comparison

_SPECIFIER = re.compile(r"[^\s/:]+/[^\s]+")
_MEMBERS = {"spec": ("resources", "notResources"), "action": ("actions", "notActions")}
_CHOICE = ("equals", "any_of", "none_of")
LISTING = Listing(largest_page=20, text="q", times=("before", "after"))
VOCABULARY = Vocabulary(
    "LaunchDarkly's audit log",
    fields_table(
        Field("date", "milliseconds", ("before", "after"), title="when it happened"),
        Field("before", "milliseconds", ("equals",), title="the time before which it happened"),
        Field("after", "milliseconds", ("equals",), title="the time after which it happened"),
        Field("q", "string", ("matches",), title="a text in the name of the resource"),
        Field("spec", "string", _CHOICE, title="resources, as proj/*:env/production:flag/*"),
        Field("action", "string", _CHOICE, title="what was done, as updateOn"),
    ),
    {
        **operators_table(
            Operator("equals", meaning="equal"),
            Operator("any_of", takes="several", meaning="in"),
            Operator("none_of", takes="several", meaning="not in", aliases=("!=", "not_equals", "is_not")),
            Operator("before", meaning="less"),
            Operator("after", meaning="greater"),
        ),
        "matches": Operator("contains", meaning="contains", aliases=("equals", "is", "==")),
    },
)


@dataclass(frozen=True, slots=True, repr=False)
class AuditLogDialect(Dialect):
    """Say conditions by ``before``, ``after``, ``q`` and ``spec``, or by a posted list of statements.

    One resource specifier goes into the query. Several, actions, and an OR between them are statements in the body.

    >>> from datetime import UTC, datetime
    >>> from hypernav.apis.launchdarkly.search import AUDIT_LOG
    >>> from hypernav.search import Query, where
    >>> asked = (where("date") > datetime(2026, 1, 1, tzinfo=UTC)) & (where("spec") == "proj/*:env/*:flag/*")
    >>> AUDIT_LOG.compile(Query(conditions=(asked,))).calls[0].parameters
    (('after', '1767225600000'), ('spec', 'proj/*:env/*:flag/*'))
    >>> AUDIT_LOG.compile(Query(conditions=(where("action").any_of("createFlag", "deleteFlag"),))).calls[0].body
    [{'effect': 'allow', 'actions': ['createFlag', 'deleteFlag']}]
    """

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the fields and operators."""
        return VOCABULARY

    def check(self, term: Term) -> Comparison:
        """Return what a comparison means here.

        Raises:
            UnknownField: There is no such field.
            UnknownOperator: The field does not have the operator.
            WrongValue: The operator takes other values, or a resource specifier is none.
        """
        comparison = Dialect.check(self, term)
        for value in comparison.operands if comparison.field.name == "spec" else ():
            if not _SPECIFIER.fullmatch(value):
                raise WrongValue(
                    f"'spec' takes resource specifiers, and {value!r:.80} is none.",
                    where=f"{term!r:.200}",
                    nearest=f"{f'proj/*:env/*:flag/{value}'!r}" if value and not re.search(r"[\s/:]", value) else "",
                    next="name kinds and keys: 'proj/default:env/production:flag/checkout', * for any",
                )
        return comparison

    def compile(self, query: Query) -> Plan:
        """Return one GET, or one POST where statements say more than the query can.

        Raises:
            UnknownField: There is no such field.
            UnknownOperator: The field does not have the operator.
            WrongValue: The operator takes other values, or the times are reversed.
            NotExpressible: There is an OR or a negation that neither the query nor statements can say.
        """
        self.says_only(query, *LISTING.words)
        parts = list(_flat(query.expression)) if query.expression is not None else []
        if query.text:
            parts.append(Term("q", "contains", (query.text,)))
        terms = [self.check(part) for part in parts if isinstance(part, Term)]
        found = self._own([each for each in terms if each.field.name not in _MEMBERS])
        _require_order(found)
        own = {name: str(comparison.value) for name, comparison in found.items()}
        chosen = [each for each in terms if each.field.name in _MEMBERS]
        others = [part for part in parts if not isinstance(part, Term)]
        statements = self._statements(chosen, others)
        if len(chosen) == 1 and not others and _plain(chosen[0]):
            own["spec"], statements = chosen[0].value, []
        parameters = list_parameters(self, LISTING, query, own.items())
        if statements and "spec" in query.parameters:
            raise self.refuse("parameters(spec=…)", "takes statements or spec, not both", "where('spec').any_of(…, …)")
        if statements:
            return Plan(calls=(Call(method="POST", parameters=parameters, body=statements),))
        return Plan(calls=(Call(parameters=parameters),))

    def _own(self, terms: list[Comparison]) -> dict[str, Comparison]:
        """Return comparisons by the parameters that say them, each once."""
        found: dict[str, Comparison] = {}
        for comparison in terms:
            name = comparison.operator.name if comparison.field.name == "date" else comparison.field.name
            if name in found:
                raise self.refuse(Every((found[name].term, comparison.term)), f"says {name!r} only once")
            found[name] = comparison
        return found

    def _statements(self, chosen: list[Comparison], others: list[Expression]) -> list[dict[str, Any]]:
        """Return statements: together they allow what one of them allows and none denies."""
        if not others:
            return [self._statement(chosen)] if chosen else []
        first = others[0]
        if isinstance(first, Negation):
            raise self.refuse(first, "has no NOT", "where('spec').none_of('…')  where('action').none_of('…')")
        if len(others) > 1 or chosen:
            raise self.refuse(first, "can say one OR, with nothing but times and a text beside it")
        assert isinstance(first, Some)
        return [self._statement(list(self._choices(part, first))) for part in first.parts]

    def _choices(self, part: Expression, whole: Expression) -> Iterator[Comparison]:
        for each in _flat(part):
            comparison = self.check(each) if isinstance(each, Term) else None
            if comparison is None or comparison.field.name not in _MEMBERS:
                raise self.refuse(whole, "has no OR, save between resources and actions")
            yield comparison

    def _statement(self, chosen: list[Comparison]) -> dict[str, Any]:
        statement: dict[str, Any] = {"effect": "allow"}
        taken: set[str] = set()
        for comparison in chosen:
            name = comparison.field.name
            if name in taken:
                nearest = "  ".join(f"where({name!r}).{operator}(…, …)" for operator in ("any_of", "none_of"))
                raise self.refuse(comparison.term, f"says {name!r} only once in one statement", nearest)
            taken.add(name)
            member = _MEMBERS[name][comparison.operator.name == "none_of"]
            statement[member] = list(comparison.operands)
        return statement


def _flat(expression: Expression) -> Iterator[Expression]:
    if isinstance(expression, Every):
        for part in expression.parts:
            yield from _flat(part)
    else:
        yield expression


def _plain(comparison: Comparison) -> bool:
    """Tell whether a comparison fits into the query: one resource specifier."""
    return comparison.field.name == "spec" and comparison.operator.name != "none_of" and len(comparison.operands) == 1


def _require_order(found: dict[str, Comparison]) -> None:
    if "after" not in found or "before" not in found or found["after"].value < found["before"].value:
        return
    after, before = found["after"].term, found["before"].term
    raise WrongValue(
        "The times are reversed: nothing happens after its end and before its beginning.",
        where=repr(Every((after, before))),
        nearest=f"(where('date') > {before.values[0]!r}) & (where('date') < {after.values[0]!r})",
    )
