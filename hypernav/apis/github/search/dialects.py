"""GitHub's searches: conditions as qualifiers of one query, ``crash label:"help wanted" created:>=2026-01-01``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hypernav.apis.github.search import words as vocabularies
from hypernav.apis.github.search.query import (
    LOWER,
    UPPER,
    Group,
    Leaf,
    alternatives,
    carry,
    leaves,
    operators,
    step,
    words,
    written,
)
from hypernav.apis.github.search.words import REPEATED_FOR_ALL, REPEATED_FOR_EITHER, TEXT
from hypernav.errors import WrongValue
from hypernav.search import Call, Dialect, Every, Expression, Negation, Plan, Query, Some, Term, Vocabulary
from hypernav.search.checks import Comparison, checked
from hypernav.search.lists import joined, page_size, sortable

_AFFIRMING = {"is-not": "is", "is-not-between": "is-between", "does-not-contain": "contains"}
_NUMERAL = re.compile(r"[\d.,:/+-]*\d[\d.,:/+-]*")
_LONGEST = 256
_MOST_OPERATORS = 5
_FIRST_THOUSAND = "GitHub gives the first 1,000 results of a search"
_BOTH_KINDS = 'issues and pull requests alike; where("is").is_("issue") or .is_("pr") asks for one of them'
_ADVANCED = "the OR is said by GitHub's advanced search"


@dataclass(frozen=True, slots=True, repr=False)
class QualifierDialect(Dialect):
    """Say conditions as qualifiers of ``q``, and words anywhere as they are.

    ``where("text").contains("…")`` looks for one phrase; ``.text("…")`` for words, and for phrases in quotation marks.

    >>> from hypernav.search import where
    >>> asked = where("label").is_("help wanted") & (where("comments") > 10) & ~where("author").is_("octocat")
    >>> ISSUES.compile(Query(conditions=(asked,), text="crash")).calls[0].parameters
    (('q', 'crash label:"help wanted" comments:>10 -author:octocat'),)
    """

    words: Vocabulary
    sorts: tuple[str, ...] = ()
    """What results can be sorted by."""
    grouped: bool = False
    """Whether there is an advanced search, with OR and parentheses."""
    needs_words: bool = False
    """Whether qualifiers alone are refused, save by file name."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the qualifiers."""
        return self.words

    def check(self, term: Term) -> Comparison:
        """Return what a comparison means.

        Raises:
            UnknownField: There is no such qualifier.
            UnknownOperator: The qualifier does not have the operator.
            WrongValue: The operator takes other values, or no search can carry this one.
        """
        comparison = checked(term, _timed(term, self.words))
        for operand in comparison.operands:
            if isinstance(operand, str) and comparison.field.kind == "string":
                _require_carried(comparison, operand)
            if isinstance(operand, datetime) and operand.microsecond:
                raise WrongValue(
                    f"{comparison.field.name!r} counts whole seconds, and was given {operand.isoformat()}.",
                    where=repr(term),
                    nearest=repr(operand.replace(microsecond=0).isoformat()),
                )
        return comparison

    def compile(self, query: Query) -> Plan:
        """Return one GET with the query and its order.

        Raises:
            UnknownField: There is no such qualifier, or results cannot be sorted by it.
            UnknownOperator: A qualifier does not have the operator.
            WrongValue: An operator takes other values, a qualifier lacks what it needs, or a limit is passed.
            NotExpressible: The search has no way to say a part; ``part`` holds it.
        """
        self.says_only(query, "sort", "page_size", "text", "parameters")
        expression = query.expression
        parts = self._settled(tuple(self._parts(expression, negated=False))) if expression is not None else ()
        asked = words(query.text)
        self._require_company(parts, asked)
        self._require_limits(parts, asked)
        advanced = any(isinstance(part, Group) for part in parts)
        said = [("q", _q(parts, asked)), *self._order(query)]
        size = page_size(query, 100, self.title)
        said += [("per_page", str(size))] if size is not None else []
        said += [("advanced_search", "true")] if advanced else []
        return Plan(calls=(Call(parameters=joined(said, query)),), notes=tuple(self._notes(parts, advanced=advanced)))

    def _notes(self, parts: Sequence[Leaf | Group], *, advanced: bool) -> Iterator[str]:
        yield _FIRST_THOUSAND
        kinds = {"issue", "pr", "merged", "unmerged", "draft", "queued"}
        named = (value for leaf in leaves(parts) if leaf.field.name in ("is", "type") for value in leaf.operands)
        if self.grouped and not kinds.intersection(named):
            yield _BOTH_KINDS
        if advanced:
            yield _ADVANCED

    def _order(self, query: Query) -> list[tuple[str, str]]:
        if not query.sort:
            return []
        first = sortable(query.sort[0], self.sorts, self.title)
        if len(query.sort) > 1:
            raise self.refuse(".sort()", "is sorted by one field only", f".sort({str(first)!r})")
        return [("sort", first.field), ("order", "desc" if first.descending else "asc")]

    # From expressions to parts, with negations moved to where they can be said

    def _parts(self, expression: Expression, *, negated: bool) -> Iterator[Leaf | Group]:
        if isinstance(expression, Term):
            yield from self._leaves(expression, negated=negated)
        elif isinstance(expression, Negation):
            yield from self._parts(expression.part, negated=not negated)
        elif isinstance(expression, Every) is not negated:
            assert isinstance(expression, Every | Some)
            for part in expression.parts:
                yield from self._parts(part, negated=negated)
        else:
            assert isinstance(expression, Every | Some)
            yield self._either(expression, [tuple(self._parts(part, negated=negated)) for part in expression.parts])

    def _leaves(self, term: Term, *, negated: bool) -> Iterator[Leaf | Group]:
        comparison = self.check(term)
        field, name = comparison.field, comparison.operator.name
        each = [Term(field.name, "is_", (operand,)) for operand in comparison.operands]
        if name in ("in", "not-in"):
            yield from self._members(comparison, each, among=(name == "in") is not negated)
        elif name == "all-of":
            yield from self._parts(Every(tuple(each)), negated=negated)
        elif negated and name in ("is-empty", "is-not-empty"):
            yield self._emptiness(term, comparison, negated=True)
        else:
            negative = negated is not (name in _AFFIRMING)
            if negative:
                self._require_negatable(term, comparison)
            yield Leaf(field, _AFFIRMING.get(name, name), comparison.operands, negative, term)

    def _require_negatable(self, term: Term, comparison: Comparison) -> None:
        field = comparison.field
        if not {"is-not", "does-not-contain"} & set(field.operators):
            raise self.refuse(~term, f"has no NOT before {field.name!r}")
        if field.name == TEXT and _NUMERAL.fullmatch(comparison.value):
            raise self.refuse(term, "has NOT before words only, not before numerals and dates")

    def _members(self, comparison: Comparison, each: list[Term], *, among: bool) -> Iterator[Leaf | Group]:
        """Yield what says that a field has one of some values, or none of them."""
        if among and "in" in comparison.field.operators:
            yield Leaf(comparison.field, "in", comparison.operands, False, comparison.term)
        elif among:
            yield from self._parts(Some(tuple(each)) if len(each) > 1 else each[0], negated=False)
        else:
            for term in each:
                yield from self._leaves(term, negated=True)

    def _emptiness(self, term: Term, comparison: Comparison, *, negated: bool) -> Leaf:
        opposite = "is-not-empty" if comparison.operator.name == "is-empty" else "is-empty"
        if negated and opposite not in comparison.field.operators:
            raise self.refuse(~term, f"has no NOT before 'no:{comparison.field.name}'")
        return Leaf(comparison.field, opposite, (), False, term)

    def _either(self, expression: Every | Some, ways: list[tuple[Leaf | Group, ...]]) -> Leaf | Group:
        alike = [each for way in ways for each in way if isinstance(each, Leaf) and not each.negated]
        alike = [leaf for leaf in alike if leaf.operator in ("is", "in") and "in" in leaf.field.operators]
        if all(len(way) == 1 for way in ways) and len(alike) == len(ways) and len({each.field for each in alike}) == 1:
            operands = tuple(operand for leaf in alike for operand in leaf.operands)
            return Leaf(alike[0].field, "in", operands, False, Term(alike[0].field.name, "in_", operands))
        nearest = f"{expression.parts[0]!r:.200}"
        if not self.grouped:
            takers = [each.name for each in self.words.fields.values() if "in" in each.operators]
            among = f", save between values of one of {', '.join(takers)}" if takers else ""
            raise self.refuse(expression, f"has no OR{among}", nearest)
        flat = [way for each in ways for way in _ways(each)]
        for leaf in leaves([part for way in flat for part in way]):
            if leaf.field.name in (*REPEATED_FOR_EITHER, TEXT, "in"):
                raise self.refuse(expression, f"has no {leaf.field.name!r} inside an OR", nearest)
        return Group(tuple(self._settled(way) for way in flat), expression)

    # What is said of one field

    def _settled(self, parts: Sequence[Leaf | Group]) -> tuple[Leaf | Group, ...]:
        """Return parts of which all must hold, with two bounds of a field as one range."""
        settled: list[Leaf | Group] = []
        for part in parts:
            same = [each for each in settled if isinstance(part, Leaf) and _of_one_field(each, part)]
            if not isinstance(part, Leaf) or not same:
                settled.append(part)
                continue
            before = same[0]
            assert isinstance(before, Leaf)
            if part.operator in LOWER and before.operator in UPPER:
                settled[settled.index(before)] = self._range(part, before)
            elif part.operator in UPPER and before.operator in LOWER:
                settled[settled.index(before)] = self._range(before, part)
            elif part.field.name in REPEATED_FOR_ALL and {part.operator, before.operator} <= {"is", "contains"}:
                settled.append(part)
            else:
                raise self._repeated(before, part)
        return tuple(settled)

    def _range(self, lower: Leaf, upper: Leaf) -> Leaf:
        low, high = lower.operands[0], upper.operands[0]
        try:
            low = low + step(low) if LOWER[lower.operator] else low
            high = high - step(high) if UPPER[upper.operator] else high
        except OverflowError:
            raise self.refuse(Every((lower.term, upper.term)), "has no date beyond the last one") from None
        bounds = Term(lower.field.name, "is_between", (low, high))
        return Leaf(lower.field, "is-between", self.check(bounds).operands, False, bounds)

    def _repeated(self, one: Leaf, other: Leaf) -> Exception:
        name = one.field.name
        both = Every((one.term, other.term))
        if name in REPEATED_FOR_EITHER:
            values = ", ".join(repr(operand) for leaf in (one, other) for operand in leaf.operands)
            return self.refuse(both, f"reads {name!r} twice as either of them", f"where({name!r}).in_({values})")
        return self.refuse(both, f"does not say what {name!r} twice means", f"{one.term!r:.100}  {other.term!r:.100}")

    # What qualifiers need beside them, and how much one search takes

    def _require_company(self, parts: Sequence[Leaf | Group], asked: Sequence[str]) -> None:
        names = {leaf.field.name for leaf in leaves(parts)}
        said = {leaf.field.name: leaf for leaf in leaves(parts) if not leaf.negated}
        if not names and not asked:
            self._lacking("is asked nothing: a search has at least one condition or word", None, '.text("…")')
        if "in" in said and not asked and TEXT not in names:
            self._lacking("has 'in' without words to look for", said["in"], '.text("…")')
        worded = bool(asked) or TEXT in said
        if self.needs_words and not worded and "filename" not in said:
            self._lacking("needs a word to look for, or a file name, beside qualifiers", None, '.text("…")')
        for leaf in leaves(parts):
            if leaf.operator == "is-not-empty" and not _is_one(said.get("repo")):
                wanted = 'where("repo").is_("owner/name")'
                self._lacking(f"has any {leaf.field.name!r} within one repository only", leaf, wanted)
            if leaf.field.name.startswith("props.") and not _is_one(said.get("org")):
                self._lacking(
                    "ignores custom properties unless it is limited to one organization",
                    leaf,
                    'where("org").is_("…")',
                )

    def _lacking(self, what: str, leaf: Leaf | None, nearest: str) -> None:
        raise WrongValue(f"{self.title} {what}.", where=repr(leaf.term) if leaf else "", nearest=nearest)

    def _require_limits(self, parts: Sequence[Leaf | Group], asked: Sequence[str]) -> None:
        keywords = [*asked, *(written(leaf) for leaf in leaves(parts) if leaf.field.name == TEXT)]
        length = len(" ".join(keywords))
        if length > _LONGEST:
            raise WrongValue(
                f"GitHub's searches take words of {_LONGEST} characters in all, and these have {length:,}.",
                where=f"{' '.join(keywords)!r:.80}…",
                next="look for fewer words; qualifiers do not count",
            )
        count = operators(parts)
        expressions = [part.expression if isinstance(part, Group) else part.term for part in parts]
        if count > _MOST_OPERATORS:
            what = f"takes at most {_MOST_OPERATORS} of AND, OR and NOT, and this has {count}"
            raise self.refuse(Every(tuple(expressions)), what)


def _q(parts: Sequence[Leaf | Group], asked: Sequence[str]) -> str:
    """Return the query: words first, as the documentation has them."""
    if len(parts) == 1 and isinstance(parts[0], Group) and not asked:
        return alternatives(parts[0])
    worded = [part for part in parts if isinstance(part, Leaf) and part.field.name == TEXT]
    return " ".join([*asked, *map(written, worded), *(written(part) for part in parts if part not in worded)])


def _timed(term: Term, vocabulary: Vocabulary) -> Vocabulary:
    """Return the vocabulary in which the field of a term takes times, where a time is what it is given."""
    field = vocabulary.field(term.field)
    if field is None or field.kind != "date":
        return vocabulary
    given: list[Any] = []
    for value in term.values:
        given += value if isinstance(value, list | tuple) else [value]
    if not any(isinstance(value, datetime) or (isinstance(value, str) and "T" in value[10:11]) for value in given):
        return vocabulary
    return replace(vocabulary, fields={**vocabulary.fields, field.name: replace(field, kind="datetime")})


def _require_carried(comparison: Comparison, text: str) -> None:
    carry(text, comparison.term)
    name = comparison.field.name
    if not text.strip():
        empty = "is-empty" in comparison.field.operators
        raise WrongValue(
            f"{name!r} was given an empty text, which GitHub's searches do not look for.",
            where=f"{comparison.term!r:.300}",
            nearest=f"where({name!r}).is_empty()" if empty else "",
        )
    if text.strip() == "*" and name != TEXT:
        known = "is-not-empty" in comparison.field.operators
        raise WrongValue(
            f"GitHub's searches read * behind {name!r} as any value.",
            where=f"{comparison.term!r:.300}",
            nearest=f"where({name!r}).is_not_empty()" if known else "",
        )


def _ways(way: tuple[Leaf | Group, ...]) -> tuple[tuple[Leaf | Group, ...], ...]:
    """Return the ways of a group that is alone in a way, which need no parentheses of their own."""
    return way[0].ways if len(way) == 1 and isinstance(way[0], Group) else (way,)


def _is_one(leaf: Leaf | None) -> bool:
    return leaf is not None and leaf.operator == "is"


def _of_one_field(one: Leaf | Group, other: Leaf) -> bool:
    return isinstance(one, Leaf) and one.field.name == other.field.name and not one.negated and not other.negated


_REACTIONS = ("reactions", *(f"reactions-{each}" for each in "+1 -1 smile thinking_face heart tada".split()))
ISSUES = QualifierDialect(
    vocabularies.ISSUES, ("comments", *_REACTIONS, "interactions", "created", "updated"), grouped=True
)
"""The searches of ``/search/issues``: issues and pull requests."""
REPOSITORIES = QualifierDialect(vocabularies.REPOSITORIES, ("stars", "forks", "help-wanted-issues", "updated"))
"""The searches of ``/search/repositories``."""
CODE = QualifierDialect(vocabularies.CODE, ("indexed",), needs_words=True)
"""The searches of ``/search/code``."""
USERS = QualifierDialect(vocabularies.USERS, ("followers", "repositories", "joined"))
"""The searches of ``/search/users``: people and organizations."""
COMMITS = QualifierDialect(vocabularies.COMMITS, ("author-date", "committer-date"))
"""The searches of ``/search/commits``."""
TOPICS = QualifierDialect(vocabularies.TOPICS)
"""The searches of ``/search/topics``, which come by best match only."""
