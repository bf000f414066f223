"""Kitsu's searches: a filter by columns, ``?project_id=…&name=%25chair%25``.

What its server does not know it ignores, so that a mistyped column would find everything: here it is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from hypernav.apis.kitsu.search import columns
from hypernav.apis.kitsu.search.columns import FOR_EVERYBODY, NAME, RELATED
from hypernav.errors import UnknownField, WrongValue
from hypernav.search import Call, Dialect, Every, Expression, Negation, Plan, Query, Some, Term, Vocabulary
from hypernav.search.checks import Comparison, checked, near_fields
from hypernav.search.lists import joined, page_size
from hypernav.web.parameters import text_of

_PATTERNS = {"is": "{}", "contains": "%{}%", "starts-with": "{}%", "ends-with": "%{}"}
_IGNORES_CASE = "names are compared without regard to case"
_ALL_RELATIONS = "related rows come all together, as lists of ids"


@dataclass(frozen=True, slots=True, repr=False)
class ColumnDialect(Dialect):
    r"""Say conditions as columns and the values that they have, all of which must hold.

    Only ``name`` is compared as a pattern (``ILIKE``): ``is_``, ``contains``, ``starts_with`` and ``ends_with`` escape
    ``%``, ``_`` and ``\``, while ``like`` takes a pattern as it is.

    >>> from hypernav.search import where
    >>> ENTITIES.compile(Query(conditions=(where("name").contains("50%_x"),), page_size=20)).calls[0].parameters
    (('name', '%50\\%\\_x%'), ('page', '1'), ('limit', '20'))
    """

    words: Vocabulary
    more: tuple[str, ...] = ()
    """What rows have besides the columns that they are filtered by."""
    paged: bool = True
    """Whether the list takes pages, some of its fields, and related rows; else it gives all there is at once."""
    instead: frozenset[str] = field(default_factory=frozenset)
    """Columns that the server overwrites when it is asked for a sequence."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the columns."""
        return self.words

    def check(self, term: Term) -> Comparison:
        """Return what a comparison means.

        Raises:
            UnknownField: There is no such column.
            UnknownOperator: The column does not have the operator.
            WrongValue: The operator takes other values, or the database cannot hold this one.
        """
        comparison = checked(term, self.words)
        for operand in comparison.operands:
            if isinstance(operand, str) and "\0" in operand:
                raise WrongValue(
                    f"{comparison.field.name!r} was given a text with NUL, which Kitsu's database does not hold.",
                    where=f"{term!r:.300}",
                    nearest=f"{operand.replace(chr(0), '')!r:.200}",
                )
        if comparison.operator.name == "like" and _is_unfinished(comparison.value):
            raise WrongValue(
                "A pattern ends with a backslash, which escapes what follows.",
                where=f"{term!r:.300}",
                nearest=f"{comparison.value + chr(92)!r:.200}",
            )
        return comparison

    def compile(self, query: Query) -> Plan:
        """Return one GET with a parameter for each column.

        Raises:
            UnknownField: There is no such column.
            UnknownOperator: A column does not have the operator.
            WrongValue: An operator takes other values, or a column is overwritten by another one.
            NotExpressible: There is an order, an OR or a negation, or one column is asked twice.
        """
        self._require_sayable(query)
        found: dict[str, Comparison] = {}
        for each in self._comparisons(query.expression):
            self._require_new(found, each)
            found[each.field.name] = each
        said = [(name, _value(each)) for name, each in found.items()]
        said += self._shape(query)
        return Plan(calls=(Call(parameters=joined(said, query)),), notes=tuple(self._notes(query, found)))

    def _require_sayable(self, query: Query) -> None:
        if query.sort:
            raise self.refuse(".sort()", "comes in a fixed order", ".frame().sort_values(…), which sorts here")
        if query.text:
            nearest = "where('name').contains(…)" if NAME in self.words.fields else ""
            raise self.refuse(".text()", "is not searched for words anywhere", nearest)
        self.says_only(query, *(("page_size", "fields", "expand") if self.paged else ()), "parameters")

    def _comparisons(self, expression: Expression | None) -> Iterator[Comparison]:
        if isinstance(expression, Term):
            yield self.check(expression)
        elif isinstance(expression, Every):
            for part in expression.parts:
                yield from self._comparisons(part)
        elif isinstance(expression, Some):
            yield self._either(expression)
        elif isinstance(expression, Negation):
            raise self.refuse(expression, "has no NOT", self._opposite(expression.part))

    def _either(self, expression: Some) -> Comparison:
        parts = [self.check(part) for part in expression.parts if isinstance(part, Term)]
        names = {part.field.name for part in parts}
        listed = all(part.operator.name in ("is", "in") and "in" in part.field.operators for part in parts)
        if len(parts) == len(expression.parts) and len(names) == 1 and listed:
            values = tuple(value for part in parts for value in part.operands)
            return self.check(Term(names.pop(), "in_", values))
        nearest = "where('id').in_(…, …)"
        raise self.refuse(expression, "has no OR, save between values of one column", nearest)

    def _opposite(self, part: Expression) -> str:
        if not isinstance(part, Term):
            return ""
        comparison = self.check(part)
        flag = comparison.field.kind == "boolean"
        return f"where({comparison.field.name!r}).is_({not comparison.value})" if flag else ""

    def _require_new(self, found: dict[str, Comparison], new: Comparison) -> None:
        name = new.field.name
        if name in found:
            first = found[name].term
            raise self.refuse(Every((first, new.term)), f"is filtered by {name!r} once", f"{first!r:.200}")
        both = {name, *found}
        overwritten = sorted(self.instead & both) if "sequence_id" in both else []
        if overwritten:
            raise WrongValue(
                f"{self.title} ignores {overwritten[0]!r} beside 'sequence_id', which says both.",
                where=f"{new.term!r:.300}",
                nearest=f"{(found.get('sequence_id') or new).term!r:.200}",
            )

    def _shape(self, query: Query) -> Iterator[tuple[str, str]]:
        if query.expand:
            related = [each.name for each in self.words.fields.values() if each.operators == RELATED]
            for name in query.expand:
                if name not in related:
                    raise self._no_name(name, related, "expand", "has no related rows called")
            yield "relations", "true"
        if query.fields:
            known = [*self.words.fields, *self.more, "type"]
            for name in query.fields:
                if name not in known:
                    raise self._no_name(name, known, "fields", "has no field")
            yield "fields", ",".join(query.fields)
        size = page_size(query, None, self.title)
        if size is not None:
            # The server ignores a limit without a page.
            yield "page", "1"
            yield "limit", str(size)

    def _no_name(self, name: Any, known: list[str], word: str, what: str) -> UnknownField:
        return UnknownField(
            f"{self.title} {what} {name!r:.100}.",
            where=f".{word}({name!r:.100})",
            nearest="  ".join(map(repr, near_fields(str(name), known))),
            fields=", ".join(known),
        )

    def _notes(self, query: Query, found: dict[str, Comparison]) -> Iterator[str]:
        if NAME in found:
            yield _IGNORES_CASE
        if query.expand:
            yield _ALL_RELATIONS
        limited = sorted(set(found) - FOR_EVERYBODY) if self.words is columns.PERSONS else []
        if limited:
            yield f"only administrators may filter persons by {', '.join(limited)}"


def _value(comparison: Comparison) -> str:
    """Return the value of a comparison as Kitsu reads it."""
    name, operator = comparison.field.name, comparison.operator.name
    if operator in ("is", "in") and name != NAME:
        texts = [_plain(value) for value in comparison.operands]
        # A text that begins with a bracket would be read as a list.
        listed = operator == "in" or (isinstance(texts[0], str) and texts[0].startswith("["))
        return json.dumps(texts, ensure_ascii=False, separators=(",", ":")) if listed else text_of(texts[0])
    if operator == "like" or name != NAME:
        return text_of(comparison.value)
    return _PATTERNS[operator].format(_escaped(comparison.value))


def _plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | Decimal) else value


def _escaped(text: str) -> str:
    """Return a text of which LIKE takes no character for a wildcard: PostgreSQL's escape is the backslash."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _is_unfinished(pattern: str) -> bool:
    return (len(pattern) - len(pattern.rstrip("\\"))) % 2 == 1


_OVERWRITTEN = frozenset({"project_id", "parent_id"})
PROJECTS = ColumnDialect(columns.PROJECTS, ("data", "file_tree"))
"""The filters of ``/data/projects``."""
TASKS = ColumnDialect(columns.TASKS, ("data",))
"""The filters of ``/data/tasks``."""
ENTITIES = ColumnDialect(columns.ENTITIES, ("data",))
"""The filters of ``/data/entities``: assets, shots, sequences, episodes and scenes."""
ASSETS = ColumnDialect(columns.ASSETS, paged=False)
"""The filters of ``/data/assets`` and ``/data/assets/all``, which give all there is at once."""
SHOTS = ColumnDialect(columns.SHOTS, paged=False, instead=_OVERWRITTEN)
"""The filters of ``/data/shots`` and ``/data/shots/all``, which give all there is at once."""
PERSONS = ColumnDialect(columns.PERSONS, ("data",))
"""The filters of ``/data/persons``."""
TASK_TYPES = ColumnDialect(columns.TASK_TYPES)
"""The filters of ``/data/task-types``."""
TASK_STATUSES = ColumnDialect(columns.TASK_STATUSES)
"""The filters of ``/data/task-status``."""
PROJECT_STATUSES = ColumnDialect(columns.PROJECT_STATUSES)
"""The filters of ``/data/project-status``."""
ENTITY_TYPES = ColumnDialect(columns.ENTITY_TYPES)
"""The filters of ``/data/entity-types``."""
COMMENTS = ColumnDialect(columns.COMMENTS, ("data", "replies", "checklist", "links"))
"""The filters of ``/data/comments``."""
DEPARTMENTS = ColumnDialect(columns.DEPARTMENTS)
"""The filters of ``/data/departments``."""
TIME_SPENTS = ColumnDialect(columns.TIME_SPENTS)
"""The filters of ``/data/time-spents``."""
