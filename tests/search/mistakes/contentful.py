"""Mistakes that people make in searches of Contentful."""

from __future__ import annotations

from typing import Any

from hypernav.apis.contentful.search import ASSETS, ENTRIES, ContentDialect
from hypernav.search import Expression, Ordering, Query, where
from tests.search.mistakes.mistake import Mistake

_POST = where("content_type") == "post"


def _asked(dialect: ContentDialect, *conditions: Expression, **query: Any) -> object:
    return dialect.compile(Query(conditions=conditions, **query))


def _post(*conditions: Expression, **query: Any) -> object:
    return _asked(ENTRIES, _POST, *conditions, **query)


MISTAKES = [
    Mistake("a field without fields", lambda: _post(where("title") == "x"), "'fields.title'"),
    Mistake("a singular for fields", lambda: _post(where("field.title") == "x"), "'fields.title'"),
    Mistake(
        "a system field without sys", lambda: _asked(ENTRIES, where("createdAt") > "2026-01-31"), "'sys.createdAt'"
    ),
    Mistake(
        "a typo in a system field", lambda: _asked(ENTRIES, where("sys.updatedat") > "2026-01-31"), "'sys.updatedAt'"
    ),
    Mistake("the JSON's name of the type", lambda: _asked(ENTRIES, where("contentType") == "post"), "'content_type'"),
    Mistake("an operator in the path", lambda: _post(where("fields.title[ne]") == "x"), "where('fields.title').ne(…)"),
    Mistake(
        "a letter missing in an option", lambda: _asked(ENTRIES, where("links_to_entr") == "x"), "'links_to_entry'"
    ),
    Mistake(
        "a singular for tags", lambda: _asked(ENTRIES, where("metadata.tag.sys.id").in_("a")), "'metadata.tags.sys.id'"
    ),
    Mistake("no content type", lambda: _asked(ENTRIES, where("fields.title") == "x"), 'where("content_type").is_("…")'),
    Mistake(
        "an order without a content type",
        lambda: _asked(ENTRIES, sort=(Ordering("fields.title"),)),
        'where("content_type").is_("…")',
    ),
    Mistake(
        "a linked field without its type",
        lambda: _post(where("fields.author.fields.name") == "Ada"),
        "where('fields.author.sys.contentType.sys.id').is_(\"…\")",
    ),
    Mistake("part of a text", lambda: _post(where("fields.title").contains("x")), ".match"),
    Mistake("the beginning of a text", lambda: _post(where("fields.title").starts_with("x")), ".match"),
    Mistake("a typo in an operator", lambda: _post(where("fields.title").exist(True)), ".exists"),
    Mistake(
        "a list for one value",
        lambda: _asked(ENTRIES, where("sys.id").is_(["a", "b"])),
        "where('sys.id').in_('a', 'b')",
    ),
    Mistake(
        "a comma in a list", lambda: _post(where("fields.tag").in_("a, b", "c")), "where('fields.tag').equals('a, b')"
    ),
    Mistake("a word for a truth", lambda: _post(where("fields.title").exists("true")), "True"),
    Mistake(
        "a time without a zone",
        lambda: _asked(ENTRIES, where("sys.createdAt") > "2026-01-31T09:30:00"),
        "'2026-01-31T09:30:00+00:00'",
    ),
    Mistake("a day as people write it", lambda: _asked(ENTRIES, where("sys.createdAt") > "31.01.2026"), "'2026-01-31'"),
    Mistake(
        "a range that is reversed",
        lambda: _asked(ENTRIES, where("sys.revision").between(5, 2)),
        "where('sys.revision').between(2, 5)",
    ),
    Mistake(
        "a bound that is missing",
        lambda: _asked(ENTRIES, where("sys.revision").between(None, 2)),
        "where('sys.revision').lte(2)",
    ),
    Mistake(
        "longitude first",
        lambda: _post(where("fields.place").near(-122.4, 37.8)),
        "where('fields.place').near(37.8, -122.4)",
    ),
    Mistake(
        "a place by one number",
        lambda: _post(where("fields.place").near(38)),
        "where('fields.place').near(latitude, longitude)",
    ),
    Mistake(
        "a box from the top left",
        lambda: _post(where("fields.place").within(40, -124, 36, -120)),
        "where('fields.place').within(36, -124, 40, -120)",
    ),
    Mistake(
        "both of two values",
        lambda: _post(where("fields.tag") == "a", where("fields.tag") == "b"),
        "where('fields.tag').all('a', 'b')",
    ),
    Mistake(
        "either of two types",
        lambda: _asked(ENTRIES, _POST | (where("content_type") == "page")),
        "where('sys.contentType.sys.id').in_('post', 'page')",
    ),
    Mistake("not a type", lambda: _asked(ENTRIES, ~_POST), "where('sys.contentType.sys.id').ne('post')"),
    Mistake("a typo in a group of files", lambda: _asked(ASSETS, where("mimetype_group") == "images"), "'image'"),
    Mistake("part of a field to select", lambda: _post(fields=("fields.title.en-US",)), "'fields.title'"),
    Mistake("a field to select without fields", lambda: _post(fields=("title",)), "'fields.title'"),
    Mistake("a name to include", lambda: _post(expand=("author",)), ".expand(1)"),
    Mistake("too many levels", lambda: _post(expand=(11,)), ".expand(10)"),
    Mistake(
        "an order without sys",
        lambda: _asked(ENTRIES, sort=(Ordering("createdAt", descending=True),)),
        ".sort('-sys.createdAt')",
    ),
    Mistake("a page that is too long", lambda: _asked(ENTRIES, page_size=5_000), ".page_size(1000)"),
]
"""What people get wrong, and what they are told first."""
