"""How a notebook shows a thing of a room below the displays: a display registers its HTML, the thing asks for it."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from functools import singledispatch

Forms = Mapping[str, Callable[[], str]]


@singledispatch
def html_of(thing: object) -> str:
    """Return a thing as HTML, "" where no display registered any for its kind.

    >>> html_of(7)
    ''
    """
    return ""


def chosen(
    forms: Forms, include: Container[str] | None = None, exclude: Container[str] | None = None
) -> dict[str, str]:
    """Return the forms that a notebook asks for, by media type; one that is empty is left out.

    Args:
        forms: What makes each form.
        include: Media types to make; None or none for all.
        exclude: Media types not to make.

    >>> chosen({"text/plain": lambda: "a", "text/html": lambda: "<p>a"}, exclude={"text/html"})
    {'text/plain': 'a'}
    """
    asked = (kind for kind in forms if (not include or kind in include) and not (exclude and kind in exclude))
    made = {kind: forms[kind]() for kind in asked}
    return {kind: text for kind, text in made.items() if text}


class Shown:
    """Show oneself in a notebook: the text that ``str`` gives, and the HTML that a display registered."""

    __slots__ = ()

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None
    ) -> dict[str, str]:
        return chosen({"text/plain": lambda: str(self), "text/html": lambda: html_of(self)}, include, exclude)
