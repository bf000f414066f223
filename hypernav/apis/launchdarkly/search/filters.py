"""Searches by the filter ``field:value,field:value``: commas join, and a value may be JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hypernav.apis.launchdarkly.search.lists import Listing, list_parameters
from hypernav.errors import NotExpressible, WrongValue
from hypernav.search import Call, Dialect, Every, Negation, Plan, Query, Some, Term, Vocabulary
from hypernav.search.checks import Comparison, uncarried
from hypernav.search.conjunctions import conjuncts

_ALTERNATIVES = ("equal", "in")
_ALL = ("all of", "contains")
_SEPARATORS = {"any_of": "|", "all_of": "+", "contains": ""}
_BRACKETS = frozenset("{}[]")


@dataclass(frozen=True, slots=True, repr=False)
class FilterDialect(Dialect):
    """Say conditions as ``filter=field:value,field:value``, of which all must hold.

    One field takes several values where its operation documents it: ``any_of`` joins them with ``|``,
    ``all_of`` with ``+``. There are no escapes, so a text with a comma or a bracket cannot be asked for.

    >>> from hypernav.apis.launchdarkly.search import FLAGS
    >>> from hypernav.search import Query, where
    >>> asked = where("query").contains("dark-mode") & where("tags").all_of("beta", "test")
    >>> FLAGS.compile(Query(conditions=(asked,))).calls[0].parameters
    (('filter', 'query:dark-mode,tags:beta+test'),)
    """

    words: Vocabulary
    listing: Listing
    needs: tuple[tuple[str, str], ...] = ()
    """Pairs of fields of which the first needs the second beside it."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the fields and operators."""
        return self.words

    def compile(self, query: Query) -> Plan:
        """Return one GET with the filter, the order and the rest as parameters.

        Raises:
            UnknownField: The filter or the order has no such field.
            UnknownOperator: The field does not have the operator.
            WrongValue: The operator takes other values.
            NotExpressible: There is an OR, a negation or a value that the filter has no way to say.
        """
        self.says_only(query, *self.listing.words)
        comparisons = list(conjuncts(query.expression, self.check, self._alternatives, self._no_negation))
        if query.text:
            comparisons.append(self.check(Term(self.listing.text, "contains", (query.text,))))
        terms = dict(self._named(comparisons))
        text = ",".join(f"{name}:{value}" for name, value in terms.items())
        said = (("filter", text),) if text else ()
        return Plan(calls=(Call(parameters=list_parameters(self, self.listing, query, said)),))

    def _alternatives(self, expression: Some) -> Comparison:
        """Return one comparison for an OR of values of one field, where the field takes several."""
        found = [self.check(part) for part in expression.parts if isinstance(part, Term)]
        names = {each.field.name for each in found}
        if len(found) == len(expression.parts) and len(names) == 1:
            takes = "any_of" in found[0].field.operators
            if takes and all(each.operator.meaning in _ALTERNATIVES for each in found):
                values = tuple(value for each in found for value in each.operands)
                return self.check(Term(found[0].field.name, "any_of", values))
        takers = [field.name for field in self.words.fields.values() if "any_of" in field.operators]
        nearest = "  ".join(f"where({name!r}).any_of(…, …)" for name in takers)
        raise self.refuse(expression, "has no OR, save between values of a field that takes several", nearest)

    def _no_negation(self, expression: Negation) -> NotExpressible:
        nearest = ""
        if isinstance(expression.part, Term):
            comparison = self.check(expression.part)
            kind, values = comparison.field.kind, [each.value for each in comparison.field.values]
            name, begin = comparison.operator.name, f"where({comparison.field.name!r}).equals"
            if kind == "boolean" and name == "equals":
                nearest = f"{begin}({not comparison.value})"
            elif kind == "enumeration" and name == "equals":
                nearest = "  ".join(f"{begin}({value!r})" for value in values if value != comparison.value)
        return self.refuse(expression, "has no NOT", nearest)

    def _named(self, comparisons: list[Comparison]) -> Iterator[tuple[str, str]]:
        """Yield names and values as they are written, each name once."""
        named: dict[str, Comparison] = {}
        for comparison in comparisons:
            name = _name(comparison)
            named[name] = self._joined(named[name], comparison) if name in named else comparison
        for one, other in self.needs:
            if one in named and other not in named:
                raise WrongValue(
                    f"{one!r} holds in one environment, and none is named.",
                    where=repr(named[one].term),
                    nearest=f'& (where({other!r}) == "production")',
                )
        return ((name, _value(comparison)) for name, comparison in named.items())

    def _joined(self, one: Comparison, other: Comparison) -> Comparison:
        if (one.operator, one.operands) == (other.operator, other.operands):
            return one
        if "all_of" in one.field.operators and {one.operator.meaning, other.operator.meaning} <= set(_ALL):
            return self.check(Term(one.field.name, "all_of", (*one.operands, *other.operands)))
        nearest = f"{one.term!r:.100}  {other.term!r:.100}"
        raise self.refuse(Every((one.term, other.term)), f"says {_name(one)!r} only once", nearest)


def _name(comparison: Comparison) -> str:
    suffix = {"at_least": ".min", "at_most": ".max"}.get(comparison.operator.name, "")
    return comparison.field.name + suffix


def _value(comparison: Comparison) -> str:
    """Return the value of a comparison as the filter has it."""
    name = comparison.operator.name
    if name in ("before", "after"):
        return _json({name: comparison.value})
    if name in ("never", "noData"):
        return _json({name: True})
    if name not in _SEPARATORS:
        return _text(comparison, comparison.value, "")
    separator = _SEPARATORS[name] or ("+" if "all_of" in comparison.field.operators else "")
    return separator.join(_text(comparison, value, separator) for value in comparison.operands)


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, separators=(",", ":"))


def _text(comparison: Comparison, value: Any, separator: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    reason = _why_not(text, separator)
    if not reason:
        return text
    raise uncarried(
        comparison.term,
        f"{comparison.field.name!r} cannot be asked for {text!r:.80}: {reason}.",
        why="the filter field:value,field:value has no escapes",
    )


def _why_not(text: str, separator: str) -> str:
    """Return why the filter would not carry a text, ``""`` where it does."""
    if not text.strip():
        return "nothing would be left of it"
    if text != text.strip():
        return "white space around a value is left out"
    if "," in text:
        return "a comma ends a value"
    if _BRACKETS & set(text):
        return "a bracket begins or ends JSON"
    return f"{separator!r} separates values" if separator and separator in text else ""
