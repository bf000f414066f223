"""Give notebooks both forms of a view."""

from __future__ import annotations

from collections.abc import Container

from hypernav.display.html import render_html
from hypernav.display.text import render_text
from hypernav.display.view import View
from hypernav.notebook import chosen
from hypernav.options import Options


def bundle(
    view: View, options: Options, include: Container[str] | None = None, exclude: Container[str] | None = None
) -> dict[str, str]:
    """Return ``text/plain`` and ``text/html`` of a view, as far as they are asked for.

    >>> sorted(bundle(View(("acme",)), Options()))
    ['text/html', 'text/plain']
    >>> bundle(View(("acme",)), Options(), include={"text/plain"})
    {'text/plain': 'acme'}
    """
    forms = {"text/plain": lambda: render_text(view, options), "text/html": lambda: render_html(view, options)}
    return chosen(forms, include, exclude)
