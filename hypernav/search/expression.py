"""One immutable expression of what is searched for, whichever dialect says it in the end."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, KeysView, ValuesView
from dataclasses import dataclass
from typing import Any, NoReturn

from hypernav.errors import SearchError
from hypernav.names import is_probe
from hypernav.search.operators import PYTHON_OPERATORS, offered
from hypernav.web.secret import HIDDEN
from hypernav.web.secret_names import is_secret


class Expression:
    """Say what is searched for. ``&``, ``|`` and ``~`` make new expressions and change none. Sends nothing.

    >>> where("open-ports").is_(22) & ~where("host-name").starts_with("test-")
    where('open-ports').is_(22) & ~where('host-name').starts_with('test-')
    """

    __slots__ = ()

    def __and__(self, other: Expression) -> Every:
        """Return the expression that holds where both do."""
        return Every(_joined(Every, self, other))

    def __or__(self, other: Expression) -> Some:
        """Return the expression that holds where one of both does."""
        return Some(_joined(Some, self, other))

    def __invert__(self) -> Expression:
        """Return the expression that holds where this one does not."""
        return self.part if isinstance(self, Negation) else Negation(self)

    def __bool__(self) -> NoReturn:
        """Refuse to be true or false, because ``and``, ``or``, ``not`` and chained comparisons would drop a part."""
        raise SearchError(
            f"{self!r} is neither true nor false: it is asked of the server.",
            instead_of="and, or, not, a < b < c",
            write="&, |, ~, (a < b) & (b < c), each comparison in parentheses",
        )

    def terms(self) -> Iterator[Term]:
        """Yield the comparisons of this expression, in order."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, repr=False)
class Term(Expression):
    """Compare one field: an operator as it was written, and the values it is given."""

    field: str
    operator: str
    """``==``, ``!=``, ``<``, ``<=``, ``>``, ``>=``, or a name such as ``is_within_the_last``."""
    values: tuple[Any, ...] = ()

    def terms(self) -> Iterator[Term]:
        """Yield this comparison."""
        yield self

    def __repr__(self) -> str:
        """Return what to type to get this comparison; a secret by its name is masked."""
        secret = is_secret(self.field, "data")
        values = [repr(HIDDEN if secret else value) for value in self.values]
        if self.operator in PYTHON_OPERATORS:
            return f"(where({self.field!r}) {self.operator} {values[0]})"
        return f"where({self.field!r}).{self.operator}({', '.join(values)})"

    def __hash__(self) -> int:
        """Return the same number for equal comparisons, whatever kind of value they hold."""
        return hash((self.field, self.operator))


@dataclass(frozen=True, slots=True, repr=False)
class _Joined(Expression):
    """Hold the parts of an expression."""

    parts: tuple[Expression, ...]

    def terms(self) -> Iterator[Term]:
        """Yield the comparisons of all parts, in order."""
        for part in self.parts:
            yield from part.terms()


@dataclass(frozen=True, slots=True, repr=False)
class Every(_Joined):
    """Hold where all parts do."""

    def __repr__(self) -> str:
        """Return what to type to get this expression."""
        return " & ".join(f"({part!r})" if isinstance(part, Some) else repr(part) for part in self.parts)


@dataclass(frozen=True, slots=True, repr=False)
class Some(_Joined):
    """Hold where at least one part does."""

    def __repr__(self) -> str:
        """Return what to type to get this expression."""
        return " | ".join(f"({part!r})" if isinstance(part, Every) else repr(part) for part in self.parts)


@dataclass(frozen=True, slots=True, repr=False)
class Negation(Expression):
    """Hold where the part does not."""

    part: Expression

    def terms(self) -> Iterator[Term]:
        """Yield the comparisons of the part."""
        yield from self.part.terms()

    def __repr__(self) -> str:
        """Return what to type to get this expression."""
        return f"~({self.part!r})" if isinstance(self.part, Every | Some) else f"~{self.part!r}"


def _joined(kind: type[Every] | type[Some], one: Expression, other: object) -> tuple[Expression, ...]:
    if not isinstance(other, Expression):
        raise SearchError(
            f"{other!r} is no part of a search.",
            where=f"beside {one!r}",
            next='a comparison such as where("name").is_("x"), in parentheses where it uses == or <',
        )
    parts: tuple[Expression, ...] = ()
    for part in (one, other):
        parts += part.parts if isinstance(part, kind) else (part,)
    return parts


class Condition:
    """Name a field of which the next attribute is the operator: ``where("name").contains("x")``. Sends nothing.

    Python's own operators mean the same: ``where("riskScore") > 20_000``. TAB offers the operators that the field
    has, where the API is known, or else those that are common.
    """

    __slots__ = ("_field", "_make", "_offered")

    _field: str
    _make: Callable[[Term], Any]
    _offered: tuple[str, ...]

    def __init__(self, field: str, make: Callable[[Term], Any] | None = None, offered: tuple[str, ...] = ()) -> None:
        """Keep the field; ``make`` takes the finished comparison, ``offered`` are the identifiers that TAB shows."""
        self._field = field
        self._make = make or _itself
        self._offered = offered

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return the function that finishes the comparison with an operator."""
        if is_probe(name):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        # Any name: other spellings are understood, and a wrong one is refused with the nearest when it is called.
        return self._finisher(name)

    def _finisher(self, name: str) -> Callable[..., Any]:
        def finish(*values: Any) -> Any:
            return self._finish(name, values)

        finish.__name__ = finish.__qualname__ = name
        finish.__doc__ = f"Return the comparison of {self._field!r} by {name}. Sends nothing."
        return finish

    def _finish(self, operator: str, values: tuple[Any, ...]) -> Any:
        return self._make(Term(self._field, operator, tuple(kept(value, self._field) for value in values)))

    def __eq__(self, other: object) -> Any:
        """Return the comparison ``==``."""
        return self._finish("==", (other,))

    def __ne__(self, other: object) -> Any:
        """Return the comparison ``!=``."""
        return self._finish("!=", (other,))

    def __lt__(self, other: object) -> Any:
        """Return the comparison ``<``."""
        return self._finish("<", (other,))

    def __le__(self, other: object) -> Any:
        """Return the comparison ``<=``."""
        return self._finish("<=", (other,))

    def __gt__(self, other: object) -> Any:
        """Return the comparison ``>``."""
        return self._finish(">", (other,))

    def __ge__(self, other: object) -> Any:
        """Return the comparison ``>=``."""
        return self._finish(">=", (other,))

    def __hash__(self) -> int:
        """Return a number of this object's own, since ``==`` makes a comparison."""
        return id(self)

    def __and__(self, other: object = None) -> NoReturn:
        """Refuse to be joined: Python read ``a == 1 & b`` as ``a == (1 & b)``."""
        raise SearchError(
            f"where({self._field!r}) was joined before it was compared.",
            why="Python's & and | bind closer than == and <",
            write=f'(where({self._field!r}) == "…") & (…), each comparison in parentheses',
        )

    __or__ = __rand__ = __ror__ = __invert__ = __and__

    def __bool__(self) -> NoReturn:
        """Refuse to be true or false, because nothing is compared yet."""
        raise SearchError(
            f"where({self._field!r}) compares nothing yet.", next=f'where({self._field!r}).is_("…"), or == "…"'
        )

    def __dir__(self) -> list[str]:
        """List the operators."""
        return list(self._offered or offered())

    def __repr__(self) -> str:
        """Say which field waits for its operator, and which ones there are."""
        names = list(self._offered or offered())
        more = f", … {len(names) - 12} more" if len(names) > 12 else ""
        return f"<where({self._field!r}) needs an operator: {', '.join(f'.{name}' for name in names[:12])}{more}>"


def _itself(term: Term) -> Term:
    return term


def kept(value: Any, field: str) -> Any:
    """Return a value that nobody else can change; columns and what can be read only once as a list.

    Raises:
        SearchError: It cannot be copied.

    >>> kept(range(3), "id")
    [0, 1, 2]
    """
    if isinstance(value, Condition):
        bool(value)  # refuses what compares nothing yet
    if isinstance(value, Iterator | KeysView | ValuesView | range):
        return kept(list(value), field)
    if callable(to_list := getattr(value, "tolist", None)) and not isinstance(value, type):
        return to_list()  # what numpy and pandas have, single numbers included
    if type(value) in (list, tuple, set, frozenset):
        return type(value)(kept(each, field) for each in value)
    try:
        return copy.deepcopy(value)
    except TypeError:
        raise SearchError(
            f"A {type(value).__name__} cannot be kept in a search.",
            where=f"where({field!r})",
            next="give a plain value or a list: list(…)",
        ) from None


def where(field: str) -> Condition:
    """Name a field to search by; the next attribute, or Python operator, is what it is compared with. Sends nothing.

    Raises:
        SearchError: The name is no text, or empty.

    >>> import hypernav as hn
    >>> hn.where("risk-score").is_greater_than(20_000) & hn.where("operating-system").contains("Linux")
    where('risk-score').is_greater_than(20000) & where('operating-system').contains('Linux')
    >>> (hn.where("price") > 10) | ~hn.where("name").is_("x")
    (where('price') > 10) | ~where('name').is_('x')
    """
    return Condition(checked_field(field))


def checked_field(field: object) -> str:
    """Return the name of a field, which must be a text that is not empty."""
    if not isinstance(field, str) or not field.strip():
        raise SearchError(f"{field!r} is not the name of a field.", next='where("name").is_("x")')
    return field


def conjunction(parts: tuple[Expression, ...]) -> Expression | None:
    """Return the expression that holds where all parts do, None for no part."""
    if len(parts) < 2:
        return parts[0] if parts else None
    flat: tuple[Expression, ...] = ()
    for part in parts:
        flat += part.parts if isinstance(part, Every) else (part,)
    return Every(flat)


def disjunction(parts: tuple[Expression, ...]) -> Expression | None:
    """Return the expression that holds where one of the parts does, None for no part."""
    if len(parts) < 2:
        return parts[0] if parts else None
    flat: tuple[Expression, ...] = ()
    for part in parts:
        flat += part.parts if isinstance(part, Some) else (part,)
    return Some(flat)
