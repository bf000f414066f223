"""GitLab's lists: conditions as parameters, ``labels=bug,urgent&not[author_username]=bot&created_after=…``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from hypernav.apis.gitlab.search import words as lists
from hypernav.apis.gitlab.search.words import Listing, Parameter, Style
from hypernav.errors import WrongValue
from hypernav.search import Call, Dialect, Every, Plan, Query, Some, Term, Vocabulary
from hypernav.search.checks import Comparison, checked, uncarried
from hypernav.search.conjunctions import inward
from hypernav.search.lists import joined, page_size, sortable
from hypernav.web.parameters import text_of

_NEGATIVE = ("is-not", "does-not-contain", "not-in")
_ADDING = ("is", "contains", "all-of")
_OPPOSITES = {"is": "is-not", "contains": "does-not-contain", "in": "not-in", "is-empty": "is-not-empty"}
_OPPOSITES |= {opposite: name for name, opposite in _OPPOSITES.items()}
_STRIPPED = " \t\n\v\f\r\0"
"""What Ruby's ``strip`` takes from the ends of the values of a list."""
_OWN_ONLY = 'at /issues and /merge_requests, without where("scope").is_("all"), only what you created yourself'


@dataclass(frozen=True, slots=True)
class Said:
    """One parameter and its values, before they are written."""

    name: str
    style: Style
    values: tuple[Any, ...]
    comparison: Comparison

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the parameter as it is sent; an array has a pair a value."""
        texts = [_text(value) for value in self.values]
        if self.style == "array":
            yield from ((f"{self.name}[]", text) for text in texts)
        else:
            yield self.name, ",".join(texts)


@dataclass(frozen=True, slots=True, repr=False)
class ParameterDialect(Dialect):
    """Say conditions as the parameters of a list, all of which must hold.

    >>> from hypernav.search import where
    >>> asked = where("labels").all_of("bug", "urgent") & ~(where("author_username") == "bot")
    >>> ISSUES.compile(Query(conditions=(asked & where("milestone").is_empty(),))).calls[0].parameters
    (('labels', 'bug,urgent'), ('not[author_username]', 'bot'), ('milestone_id', 'None'))
    """

    listing: Listing

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the parameters."""
        return self.listing.vocabulary

    def check(self, term: Term) -> Comparison:
        """Return what a comparison means.

        Raises:
            UnknownField: There is no such field.
            UnknownOperator: The field does not have the operator.
            WrongValue: The operator takes other values, or GitLab would read this one as something else.
            NotExpressible: A value of a list has a comma or space around it.
        """
        comparison = checked(term, self.vocabulary)
        parameter = self.listing.parameters[comparison.field.name]
        for operand in comparison.operands:
            if isinstance(operand, str) and comparison.field.kind == "string":
                _require_itself(comparison, parameter, operand)
        if parameter.only_true and comparison.value is False:
            raise WrongValue(
                f"{comparison.field.name!r} limits where it is True; False is the same as nothing said.",
                where=repr(term),
                nearest=f"where({comparison.field.name!r}).is_(True)",
            )
        given = len(comparison.operands)
        if parameter.most and given > parameter.most:
            raise WrongValue(
                f"{comparison.field.name!r} takes at most {parameter.most} values, and was given {given}.",
                where=f"{term!r:.300}",
                next="search for some of them at a time",
            )
        return comparison

    def compile(self, query: Query) -> Plan:
        """Return one GET with the parameters.

        Raises:
            UnknownField: There is no such field, or the list cannot be sorted by it.
            UnknownOperator: A field does not have the operator.
            WrongValue: An operator takes other values, or a parameter lacks what it needs.
            NotExpressible: There is an OR, a negation that GitLab has no word for, or what excludes one another.
        """
        words = ["page_size", "parameters", *(["text"] if self.listing.searched else [])]
        if query.sort and not self.listing.sorts:
            raise self.refuse(".sort()", "comes in a fixed order", ".frame().sort_values(…), which sorts here")
        self.says_only(query, "sort", *words)
        expression = query.expression
        comparisons = list(inward(expression, self.check, self._opposite, self._either))
        found = self._merged(comparisons)
        self._require_company(query, found)
        pairs = [pair for said in found.values() for pair in said.pairs()]
        pairs += self._shape(query)
        alone = self.listing.own_by_default and "scope" not in found and "scope" not in query.parameters
        return Plan(calls=(Call(parameters=joined(pairs, query)),), notes=(_OWN_ONLY,) if alone else ())

    def _shape(self, query: Query) -> Iterator[tuple[str, str]]:
        if query.text:
            _require_words(query.text)
            yield "search", query.text
        if query.sort:
            first = sortable(query.sort[0], self.listing.sorts, self.title)
            if len(query.sort) > 1:
                raise self.refuse(".sort()", "is sorted by one field only", f".sort({str(first)!r})")
            if first.field == "similarity" and not query.text:
                raise WrongValue(
                    "'similarity' is to the words looked for, and there are none.",
                    where=f".sort({str(first)!r})",
                    nearest='.text("…")',
                )
            yield "order_by", first.field
            yield "sort", "desc" if first.descending else "asc"
        size = page_size(query, 100, self.title)
        if size is not None:
            yield "per_page", str(size)

    # From expressions to comparisons

    def _opposite(self, term: Term) -> Comparison:
        comparison = self.check(term)
        field, name = comparison.field, comparison.operator.name
        opposite = _OPPOSITES.get(name, "")
        if field.kind == "boolean" and not self.listing.parameters[field.name].only_true:
            return self.check(Term(field.name, "is_", (not comparison.value,)))
        if name == "not-in" and len(comparison.operands) == 1:
            opposite = "is"
        if opposite not in field.operators:
            raise self.refuse(~term, f"has no NOT for .{comparison.operator.identifier}() of {field.name!r}")
        identifier = self.vocabulary.operators[opposite].identifier
        return self.check(Term(field.name, identifier, comparison.operands))

    def _either(self, expression: Every | Some, ways: Sequence[list[Comparison]]) -> Comparison:
        alike = [way[0] for way in ways if len(way) == 1 and way[0].operator.name in ("is", "in")]
        names = {each.field.name for each in alike}
        if len(alike) == len(ways) and len(names) == 1 and "in" in alike[0].field.operators:
            return self.check(Term(names.pop(), "in_", tuple(value for each in alike for value in each.operands)))
        takers = [each.name for each in self.vocabulary.fields.values() if "in" in each.operators]
        among = f", save between values of one of {', '.join(takers)}" if takers else ""
        raise self.refuse(expression, f"has no OR{among}", f"{expression.parts[0]!r:.200}")

    # From comparisons to parameters

    def _merged(self, comparisons: Sequence[Comparison]) -> dict[str, Said]:
        found: dict[str, Said] = {}
        for comparison in comparisons:
            for said in self._said(comparison):
                before = found.get(said.name)
                found[said.name] = said if before is None else self._together(before, said)
                self._require_alone(found, said)
        return found

    def _said(self, comparison: Comparison) -> Iterator[Said]:
        parameter = self.listing.parameters[comparison.field.name]
        name, operator = comparison.field.name, comparison.operator.name
        if operator in ("is-empty", "is-not-empty"):
            other, word = parameter.nothing if operator == "is-empty" else parameter.anything
            yield Said(other, "one", (word,), comparison)
        elif operator == "is-between":
            yield Said(parameter.low, "one", comparison.operands[:1], comparison)
            yield Said(parameter.high, "one", comparison.operands[1:], comparison)
        elif operator in ("is-greater-than", "is-at-least"):
            yield Said(parameter.low, "one", comparison.operands, comparison)
        elif operator in ("is-less-than", "is-at-most"):
            yield Said(parameter.high, "one", comparison.operands, comparison)
        else:
            written = f"not[{name}]" if operator in _NEGATIVE else name
            yield Said(written, parameter.style, comparison.operands, comparison)

    def _together(self, one: Said, other: Said) -> Said:
        """Return the values of two conditions on one parameter, where its values are all asked for."""
        operators = {one.comparison.operator.name, other.comparison.operator.name}
        adding = operators <= set(_ADDING) and "all-of" in one.comparison.field.operators
        excluding = operators <= set(_NEGATIVE) and one.style == "commas"
        if one.style == other.style and (adding or excluding):
            return Said(one.name, one.style, tuple(dict.fromkeys((*one.values, *other.values))), one.comparison)
        both = Every((one.comparison.term, other.comparison.term))
        raise self.refuse(both, f"takes {one.name!r} once", f"{one.comparison.term!r:.200}")

    def _require_alone(self, found: dict[str, Said], said: Said) -> None:
        for pair in self.listing.exclusive:
            for written in ("{}", "not[{}]"):
                one, other = (found.get(written.format(name)) for name in pair)
                if one is not None and other is not None:
                    both = Every((one.comparison.term, other.comparison.term))
                    what = f"takes either {one.name!r} or {other.name!r}"
                    raise self.refuse(both, what, f"{said.comparison.term!r:.200}")

    def _require_company(self, query: Query, found: dict[str, Said]) -> None:
        for name in ("in", "search_namespaces"):
            if name in found and not query.text:
                raise WrongValue(
                    f"{name!r} says where words are looked for, and there are none.",
                    where=repr(found[name].comparison.term),
                    nearest='.text("…")',
                )
        paired = self.listing.paired_sort
        filtered = [said for said in found.values() if said.comparison.field.name == paired]
        if filtered and [each.field for each in query.sort] != [paired]:
            raise WrongValue(
                f"{self.title} is filtered by {paired!r} only where it is sorted by it too.",
                where=repr(filtered[0].comparison.term),
                nearest=f".sort({paired!r})",
            )


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return text_of(value)


def _require_words(text: str) -> None:
    where = f".text({text!r:.100})"
    if not text.strip():
        raise WrongValue("GitLab ignores a search for nothing.", where=where, next='.text("some words")')
    if "\0" in text:
        raise WrongValue(
            "GitLab refuses texts with NUL.", where=where, nearest=f".text({text.replace(chr(0), '')!r:.100})"
        )


def _require_itself(comparison: Comparison, parameter: Parameter, text: str) -> None:
    """Refuse a text that GitLab would ignore, cut, or take for a word of its own."""
    name = comparison.field.name
    begin, where = f"where({name!r})", f"{comparison.term!r:.300}"
    empty = f"{begin}.is_empty()" if "is-empty" in comparison.field.operators else ""
    if not text.strip():
        raise WrongValue(f"GitLab ignores {name!r} where it is empty.", where=where, nearest=empty)
    if "\0" in text:
        raise WrongValue("GitLab refuses texts with NUL.", where=where, nearest=f"{text.replace(chr(0), '')!r:.200}")
    if text.casefold() in parameter.reserved:
        nearest = empty if text.casefold() in ("none", "no label") else f"{begin}.is_not_empty()"
        if text.startswith("#"):
            nearest = f"where('milestone_id').is_({text[1:].capitalize()!r})"
        raise WrongValue(
            f"GitLab reads {text!r} as a word of its own, not as a value of {name!r}.", where=where, nearest=nearest
        )
    if parameter.style == "commas" and ("," in text or text != text.strip(_STRIPPED)):
        parts = [part.strip(_STRIPPED) for part in text.split(",")]
        several = f"{begin}.all_of({', '.join(map(repr, parts))})" if len(parts) > 1 else repr(parts[0])
        raise uncarried(
            comparison.term,
            f"GitLab joins the values of {name!r} by commas and takes the space around each off.",
            f"{several:.200}",
        )


ISSUES = ParameterDialect(lists.ISSUES)
"""The filters of ``/issues``, ``/groups/{id}/issues`` and ``/projects/{id}/issues``."""
MERGE_REQUESTS = ParameterDialect(lists.MERGE_REQUESTS)
"""The filters of ``/merge_requests``, and of those of a group or a project."""
PROJECTS = ParameterDialect(lists.PROJECTS)
"""The filters of ``/projects`` and ``/users/{id}/projects``."""
COMMITS = ParameterDialect(lists.COMMITS)
"""The filters of ``/projects/{id}/repository/commits``."""
PIPELINES = ParameterDialect(lists.PIPELINES)
"""The filters of ``/projects/{id}/pipelines``."""
GROUPS = ParameterDialect(lists.GROUPS)
"""The filters of ``/groups``."""
MILESTONES = ParameterDialect(lists.MILESTONES)
"""The filters of ``/projects/{id}/milestones`` and ``/groups/{id}/milestones``."""
