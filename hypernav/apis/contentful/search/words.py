"""What Contentful's entries and assets are searched by, as data: "Search parameters" of its Content Delivery API."""

from __future__ import annotations

from hypernav.search.vocabulary import Field, Operator, Vocabulary, fields_table, operators_table, same

OPERATORS = operators_table(
    Operator("equals", meaning="equal"),
    Operator("ne", meaning="not equal"),
    Operator("in", takes="several", meaning="in"),
    Operator("nin", takes="several", meaning="not in"),
    Operator("all", takes="several", meaning="all of"),
    Operator("exists", meaning="exists", kind="boolean"),
    Operator("is-empty", takes="nothing", meaning="empty"),
    Operator("is-not-empty", takes="nothing", meaning="not empty"),
    Operator("lt", meaning="less"),
    Operator("lte", meaning="at most"),
    Operator("gt", meaning="greater"),
    Operator("gte", meaning="at least"),
    Operator("between", takes="range", meaning="between"),
    Operator("match", meaning="like", kind="string", stems=True),
    Operator("near", takes="several", kind="number"),
    Operator("within", takes="several", kind="number"),
)
_PRESENCE = ("exists", "is-empty", "is-not-empty")
_EQUAL = ("equals", "ne", "in", "nin", *_PRESENCE)
_ORDERED = (*_EQUAL, "lt", "lte", "gt", "gte", "between")
_TEXT = (*_EQUAL, "match", "all")

SYSTEM = (
    Field("sys.id", "string", _EQUAL, title="id"),
    Field("sys.type", "string", _EQUAL, title="kind of resource"),
    Field("sys.contentType.sys.id", "string", _EQUAL, title="id of the content type"),
    Field("sys.locale", "string", _EQUAL, title="locale"),
    *(Field(f"sys.{name}.sys.id", "string", _EQUAL) for name in ("space", "environment")),
    *(Field(f"sys.{name}.sys.id", "string", _EQUAL) for name in ("createdBy", "updatedBy", "publishedBy")),
    *(Field(f"sys.{name}", "datetime", _ORDERED) for name in ("createdAt", "updatedAt", "publishedAt")),
    *(Field(f"sys.{name}", "datetime", _ORDERED) for name in ("firstPublishedAt", "archivedAt")),
    *(Field(f"sys.{name}", "integer", _ORDERED) for name in ("revision", "version")),
    *(Field(f"sys.{name}", "integer", _ORDERED) for name in ("publishedVersion", "publishedCounter")),
    *(Field(f"sys.{name}", "integer", _ORDERED) for name in ("archivedVersion",)),
)
_METADATA = (
    Field("metadata.tags", "string", _PRESENCE, title="whether it has tags"),
    Field("metadata.tags.sys.id", "string", ("in", "nin", "all", *_PRESENCE), title="ids of tags"),
    Field("metadata.concepts", "string", _PRESENCE, title="whether it has concepts"),
    Field("metadata.concepts.sys.id", "string", ("in", "nin", "all", *_PRESENCE), title="ids of concepts"),
    Field("metadata.concepts.descendants", "string", ("in",), title="ids of concepts, and of those below them"),
)
_LOCALE = Field("locale", "string", ("equals",), title="code of the locale, or *")
_ANY_FIELD = Field(
    "",
    "any",
    (*_EQUAL, "lt", "lte", "gt", "gte", "between", "match", "all", "near", "within"),
    title="a field of the content type, or of what it links to",
)
CONTENT_TYPE = "content_type"

ENTRIES = Vocabulary(
    "Contentful's entry search",
    fields_table(
        Field(CONTENT_TYPE, "string", ("equals",), title="id of the content type, which fields.… need"),
        Field("links_to_entry", "string", ("equals",), title="id of an entry that it links to"),
        Field("links_to_asset", "string", ("equals",), title="id of an asset that it links to"),
        _LOCALE,
        *SYSTEM,
        *_METADATA,
    ),
    OPERATORS,
    other=_ANY_FIELD,
    pattern=r"fields(\.[A-Za-z][A-Za-z0-9_-]*)+",
    named_alike=True,
)
"""Entries, whose fields their content types say."""

ASSETS = Vocabulary(
    "Contentful's asset search",
    fields_table(
        Field(
            "mimetype_group",
            "enumeration",
            ("equals",),
            same(
                "attachment plaintext image audio video richtext presentation spreadsheet pdfdocument archive code"
                " markup"
            ),
            "kind of file",
        ),
        _LOCALE,
        *(Field(f"fields.{name}", "string", _TEXT) for name in ("title", "description")),
        *(Field(f"fields.file.{name}", "string", _TEXT) for name in ("contentType", "fileName", "url")),
        *(
            Field(f"fields.file.details.{name}", "integer", _ORDERED)
            for name in ("size", "image.width", "image.height")
        ),
        *SYSTEM,
        *_METADATA,
    ),
    OPERATORS,
    named_alike=True,
)
"""Assets: files and what is known of them."""
