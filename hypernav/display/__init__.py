"""Show things to people: one view, rendered as text and as HTML with the same sections. Pure functions.

Nothing in here sends.
"""

from __future__ import annotations

from hypernav.display.errors import error_view
from hypernav.display.html import render_html
from hypernav.display.look import MembersFacts, expression, look_view
from hypernav.display.mimebundle import bundle
from hypernav.display.text import render_text
from hypernav.display.values import MISSING, count_phrase
from hypernav.display.view import Code, Fields, Lines, MembersTable, RelationRow, RelationsTable, Section, View, Writes

__all__ = [
    "MISSING",
    "Code",
    "Fields",
    "Lines",
    "MembersFacts",
    "MembersTable",
    "RelationRow",
    "RelationsTable",
    "Section",
    "View",
    "Writes",
    "bundle",
    "count_phrase",
    "error_view",
    "expression",
    "look_view",
    "render_html",
    "render_text",
]
