"""Searches of Contentful: parameters as its documentation has them, and what they need or cannot say refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from hypernav.apis.contentful.search import ASSETS, ENTRIES, ContentDialect
from hypernav.errors import NotExpressible, SearchError, UnknownField, UnknownOperator, WrongValue
from hypernav.search import Expression, Ordering, Query, where

CAT = where("content_type") == "cat"


def asked(dialect: ContentDialect, *conditions: Expression, **query: Any) -> dict[str, str]:
    (call,) = dialect.compile(Query(conditions=conditions, **query)).calls
    assert (call.method, call.path, call.body) == ("GET", "", None)
    assert len(dict(call.parameters)) == len(call.parameters)
    return dict(call.parameters)


def refusal(kind: type[SearchError], dialect: ContentDialect, *conditions: Expression, **query: Any) -> str:
    with pytest.raises(kind) as caught:
        dialect.compile(Query(conditions=conditions, **query))
    return str(caught.value)


@pytest.mark.parametrize(
    ("condition", "name", "value"),
    [
        (where("fields.color") == "rainbow", "fields.color", "rainbow"),
        (where("sys.id") != "nyancat", "sys.id[ne]", "nyancat"),
        (where("sys.id").in_("finn", "jake"), "sys.id[in]", "finn,jake"),
        (where("fields.likes").nin("rainbows", "lasagna"), "fields.likes[nin]", "rainbows,lasagna"),
        (where("fields.likes").all("lasagna", "rainbows"), "fields.likes[all]", "lasagna,rainbows"),
        (where("fields.archived").exists(False), "fields.archived[exists]", "false"),
        (where("fields.tags").is_empty(), "fields.tags[exists]", "false"),
        (where("fields.tags").is_not_empty(), "fields.tags[exists]", "true"),
        (where("sys.updatedAt") <= date(2013, 1, 1), "sys.updatedAt[lte]", "2013-01-01"),
        (where("sys.updatedAt") > datetime(2013, 1, 1, tzinfo=UTC), "sys.updatedAt[gt]", "2013-01-01T00:00:00Z"),
        (
            where("sys.createdAt") < datetime(2013, 1, 1, tzinfo=timezone(timedelta(hours=2))),
            "sys.createdAt[lt]",
            "2013-01-01T00:00:00+02:00",
        ),
        (where("fields.lives") >= 9, "fields.lives[gte]", "9"),
        (where("fields.good").is_(True), "fields.good", "true"),
        (where("fields.description").match("bacon pancakes"), "fields.description[match]", "bacon pancakes"),
        (where("fields.center").near(38, -122), "fields.center[near]", "38,-122"),
        (where("fields.center").within(36, -124, 40, -121), "fields.center[within]", "36,-124,40,-121"),
        (where("fields.center").within([38.5, -122, 10]), "fields.center[within]", "38.5,-122,10"),
        (where("fields.bestFriend.sys.id") == "nyancat", "fields.bestFriend.sys.id", "nyancat"),
        (where("metadata.tags.sys.id").all("a", "b"), "metadata.tags.sys.id[all]", "a,b"),
        (where("metadata.tags").exists(True), "metadata.tags[exists]", "true"),
        (where("links_to_entry") == "nyancat", "links_to_entry", "nyancat"),
        (where("locale") == "en-US", "locale", "en-US"),
        (where("fields.name") == "Design, Photography, & Fashion", "fields.name", "Design, Photography, & Fashion"),
    ],
)
def test_a_condition_is_the_documented_parameter(condition: Expression, name: str, value: str):
    assert asked(ENTRIES, CAT & condition) == {"content_type": "cat", name: value}


def test_a_range_is_two_parameters():
    assert asked(ENTRIES, where("sys.revision").between(2, 5)) == {"sys.revision[gte]": "2", "sys.revision[lte]": "5"}


def test_assets_are_searched_without_a_content_type():
    assert asked(ASSETS, where("mimetype_group") == "image", where("fields.file.details.size") > 10_000) == {
        "mimetype_group": "image",
        "fields.file.details.size[gt]": "10000",
    }


def test_order_selection_includes_text_and_page_size_are_parameters_of_their_own():
    said = asked(
        ENTRIES,
        CAT,
        text="bacon",
        sort=(Ordering("sys.createdAt", descending=True), Ordering("fields.name")),
        fields=("sys", "fields.name", "metadata.tags"),
        expand=(2,),
        page_size=1_000,
        parameters={"skip": 50},
    )
    assert said == {
        "content_type": "cat",
        "query": "bacon",
        "select": "sys,fields.name,metadata.tags",
        "order": "-sys.createdAt,fields.name",
        "include": "2",
        "limit": "1000",
        "skip": "50",
    }


def test_a_negation_is_the_opposite_operator():
    assert asked(ENTRIES, ~(where("sys.id") == "a")) == {"sys.id[ne]": "a"}
    assert asked(ENTRIES, ~(where("sys.id") != "a")) == {"sys.id": "a"}
    assert asked(ENTRIES, ~where("sys.id").in_("a", "b")) == {"sys.id[nin]": "a,b"}
    assert asked(ENTRIES, CAT, ~where("fields.x").exists(True)) == {"content_type": "cat", "fields.x[exists]": "false"}
    assert asked(ENTRIES, CAT, ~where("fields.x").is_empty()) == {"content_type": "cat", "fields.x[exists]": "true"}
    assert asked(ENTRIES, ~((where("sys.id") == "a") | (where("sys.type") == "Entry"))) == {
        "sys.id[ne]": "a",
        "sys.type[ne]": "Entry",
    }


def test_an_either_of_values_of_one_field_is_a_list():
    assert asked(ENTRIES, (where("sys.id") == "a") | where("sys.id").in_("b", "c")) == {"sys.id[in]": "a,b,c"}


def test_fields_need_their_content_type():
    assert refusal(WrongValue, ENTRIES, where("fields.color") == "red") == (
        "'fields.color' is a field of a content type, and none is named.\n"
        "  where      (where('fields.color') == 'red')\n"
        '  nearest    where("content_type").is_("…")'
    )
    assert ".sort('-fields.name')" in refusal(WrongValue, ENTRIES, sort=(Ordering("fields.name", descending=True),))
    assert ".fields('fields.name')" in refusal(WrongValue, ENTRIES, fields=("fields.name",))
    assert asked(ENTRIES, where("fields.color") == "red", parameters={"content_type": "cat"})["content_type"] == "cat"


def test_fields_of_linked_entries_need_theirs():
    friend = where("fields.bestFriend.fields.name").match("Happy Cat")
    assert refusal(WrongValue, ENTRIES, CAT, friend) == (
        "'fields.bestFriend.fields.name' is a field of a linked entry, whose content type is not named.\n"
        "  where      where('fields.bestFriend.fields.name').match('Happy Cat')\n"
        "  nearest    where('fields.bestFriend.sys.contentType.sys.id').is_(\"…\")"
    )
    said = asked(ENTRIES, CAT, friend, where("fields.bestFriend.sys.contentType.sys.id") == "cat")
    assert said["fields.bestFriend.fields.name[match]"] == "Happy Cat"


def test_a_list_cannot_carry_commas_or_nothing():
    assert refusal(NotExpressible, ENTRIES, where("sys.id").in_("a,b", "c")) == (
        "Contentful's lists are joined by commas and know no escapes: they cannot have a value with a comma, 'a,b'.\n"
        "  where      where('sys.id').in_('a,b', 'c')\n"
        "  nearest    where('sys.id').equals('a,b')\n"
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )
    assert "cannot have an empty text." in refusal(NotExpressible, ENTRIES, where("metadata.tags.sys.id").all("", "b"))


def test_an_empty_option_is_refused():
    assert refusal(WrongValue, ENTRIES, where("content_type") == "") == (
        "'content_type' was given an empty text.\n"
        "  where      (where('content_type') == '')\n"
        "  next       give it a value, or leave the condition out"
    )


@pytest.mark.parametrize(
    ("condition", "message", "nearest"),
    [
        (
            where("fields.a").near(1),
            ".near() takes latitude and longitude, and was given 1 numbers.",
            "near(latitude, longitude)",
        ),
        (
            where("fields.a").within(1, 2),
            ".within() takes latitude, longitude and radius, or two corners, and was given 2 numbers.",
            "within(latitude, longitude, kilometres)",
        ),
        (
            where("fields.a").near(-122.4, 37.8),
            "A latitude is -90 to 90 and a longitude -180 to 180, not -122.4 and 37.8.",
            "near(37.8, -122.4)",
        ),
        (
            where("fields.a").within(40, -124, 36, -120),
            "A box begins at its bottom left corner and ends at its top right one.",
            "within(36, -124, 40, -120)",
        ),
        (where("fields.a").within(1, 2, 0), "A radius is more than 0 km.", ""),
        (where("fields.a").near(100, 200), "A latitude is -90 to 90 and a longitude -180 to 180, not 100 and 200.", ""),
    ],
)
def test_places_are_checked(condition: Expression, message: str, nearest: str):
    with pytest.raises(WrongValue) as caught:
        ENTRIES.compile(Query(conditions=(CAT, condition)))
    assert caught.value.what == message
    assert caught.value.details.get("nearest", "") == (nearest and f"where('fields.a').{nearest}")


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("title", "'fields.title'"),
        ("createdAt", "'sys.createdAt'"),
        ("contentType", "'content_type'"),
        ("content_typ", "'content_type'"),
        ("sys.createAt", "'sys.createdAt'"),
        ("field.title", "'fields.title'"),
        ("fields.title[ne]", "where('fields.title').ne(…)"),
        ("metadata.tag", "'metadata.tags'"),
    ],
)
def test_a_wrong_path_is_refused_with_the_nearest(name: str, nearest: str):
    with pytest.raises(UnknownField) as caught:
        ENTRIES.check_field(name)
    assert caught.value.details["nearest"].split("  ")[0] == nearest
    assert caught.value.what == f"Contentful's entry search has no field {name!r}."


def test_an_or_and_a_not_that_no_operator_says_are_refused():
    assert refusal(NotExpressible, ENTRIES, (where("sys.id") == "a") | (where("sys.type") == "b")) == (
        "Contentful's entry search has no OR, save between values of one field.\n"
        "  part       (where('sys.id') == 'a') | (where('sys.type') == 'b')\n"
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )
    types = CAT | (where("content_type") == "dog")
    assert "nearest    where('sys.contentType.sys.id').in_('cat', 'dog')" in refusal(NotExpressible, ENTRIES, types)
    assert refusal(NotExpressible, ENTRIES, ~CAT).splitlines()[::2] == [
        "Contentful's entry search has no NOT for .equals() of 'content_type'.",
        "  nearest    where('sys.contentType.sys.id').ne('cat')",
    ]
    assert "has no NOT for .gt() of 'sys.revision'." in refusal(NotExpressible, ENTRIES, ~(where("sys.revision") > 3))


def test_a_parameter_is_said_once():
    likes = (where("fields.likes") == "a") & (where("fields.likes") == "b")
    assert refusal(NotExpressible, ENTRIES, CAT, likes).splitlines()[::2] == [
        "Contentful's entry search takes 'fields.likes' once.",
        "  nearest    where('fields.likes').all('a', 'b')",
    ]
    lives = (where("fields.lives") > 3) & (where("fields.lives") > 5)
    assert "nearest    (where('fields.lives') > 3)" in refusal(NotExpressible, ENTRIES, CAT, lives)
    assert asked(ENTRIES, CAT, where("fields.lives") > 3, where("fields.lives") < 5)["fields.lives[lt]"] == "5"


def test_selection_is_of_whole_fields():
    assert refusal(WrongValue, ENTRIES, CAT, fields=("fields.name.en-US",)) == (
        "Fields are selected whole, and 'fields.name.en-US' is part of one.\n"
        "  where      .fields('fields.name.en-US')\n"
        "  nearest    'fields.name'"
    )
    assert "nearest    'fields.title'" in refusal(UnknownField, ENTRIES, fields=("title",))
    assert refusal(UnknownField, ENTRIES, fields=("locale",)).splitlines()[0] == (
        "Contentful's entry search cannot select 'locale'."
    )
    assert "5 is nothing to select." in refusal(WrongValue, ENTRIES, fields=(5,))


def test_order_is_by_system_fields_and_fields():
    assert refusal(UnknownField, ENTRIES, sort=(Ordering("metadata.tags"),)) == (
        "Contentful's entry search cannot be sorted by 'metadata.tags'.\n"
        "  where      .sort('metadata.tags')\n"
        "  nearest    .sort('sys.id')  .sort('sys.createdAt')"
    )
    assert "nearest    .sort('sys.createdAt')" in refusal(UnknownField, ENTRIES, sort=(Ordering("sys.created"),))


@pytest.mark.parametrize(("given", "nearest"), [((11,), 10), (("author",), 1), ((-1,), 1), ((1, 2), 1), ((True,), 1)])
def test_linked_entries_are_included_by_levels(given: tuple[Any, ...], nearest: int):
    message = refusal(WrongValue, ENTRIES, expand=given)
    assert message.startswith("Linked entries are included by levels, 0 to 10.\n")
    assert f"  nearest    .expand({nearest})" in message
    assert asked(ENTRIES, expand=(0,)) == {"include": "0"}


def test_assets_link_to_nothing_that_could_be_included():
    assert "has nothing like .expand()" in refusal(NotExpressible, ASSETS, expand=(1,))


def test_operators_are_those_of_the_path():
    with pytest.raises(UnknownOperator):
        ENTRIES.compile(Query(conditions=(where("sys.id") > "a",)))


def test_a_dialect_shows_what_it_searches():
    assert repr(ENTRIES) == "<Contentful's entry search>"
