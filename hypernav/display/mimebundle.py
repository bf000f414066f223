"""Give notebooks both forms of a view."""

from __future__ import annotations

from collections.abc import Container

from hypernav.display.html import render_html
from hypernav.display.text import render_text
from hypernav.display.view import View
from hypernav.options import Options

_RENDERERS = {"text/plain": render_text, "text/html": render_html}


def bundle(
    view: View, options: Options, include: Container[str] | None = None, exclude: Container[str] | None = None
) -> dict[str, str]:
    """Return ``text/plain`` and ``text/html`` of a view, as far as they are asked for. Sends nothing.

    >>> sorted(bundle(View(("acme",)), Options()))
    ['text/html', 'text/plain']
    >>> bundle(View(("acme",)), Options(), include={"text/plain"})
    {'text/plain': 'acme'}
    """
    return {
        kind: render(view, options)
        for kind, render in _RENDERERS.items()
        if (not include or kind in include) and not (exclude and kind in exclude)
    }
