"""What follows from the declaration of a kind of thing."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.sandbox.entities import Entity
from tests.sandbox import lending
from tests.sandbox.lending import Library, ask

BOOKS = "/authors/1/books"


@pytest.fixture
def api() -> Library:
    lending.HAPPENED.clear()
    return Library()


def tag(api: Library, path: str) -> str:
    return ask(api, "GET", path).headers["ETag"]


# Lists


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", ["one", "two"]),
        ("?page=2", ["three"]),
        ("?sort=-pages&size=3", ["one", "three", "two"]),
        ("?title=Two", ["two"]),
    ],
)
def test_a_list_is_filtered_ordered_and_cut(api: Library, query: str, keys: list[str]) -> None:
    answer = ask(api, "GET", BOOKS + query).json
    assert [row["key"] for row in answer["rows"]] == keys


def test_a_list_has_the_envelope_of_its_api(api: Library) -> None:
    assert ask(api, "GET", f"{BOOKS}?size=1&page=2").json == {
        "rows": [{"key": "two", "url": "https://lending.test/v1/authors/1/books/two"}],
        "total": 3,
        "links": '<https://lending.test/v1/authors/1/books?page=1&size=1>; rel="first",'
        ' <https://lending.test/v1/authors/1/books?page=1&size=1>; rel="prev",'
        ' <https://lending.test/v1/authors/1/books?page=3&size=1>; rel="next",'
        ' <https://lending.test/v1/authors/1/books?page=3&size=1>; rel="last"',
    }


def test_a_list_may_have_an_envelope_of_its_own() -> None:
    class Wrapped(Library):
        entities = (
            Entity(table="authors", path="/authors", wrap=lambda call, batch, rows: {"of": batch.total, "all": rows}),
        )

    assert ask(Wrapped(), "GET", "/authors").json["of"] == 3


def test_what_belongs_to_nobody_who_is_there_is_missing(api: Library) -> None:
    assert ask(api, "GET", "/authors/3/books").json["rows"] == []
    answer = ask(api, "GET", "/authors/9/books")
    assert (answer.status_code, answer.json["message"]) == (404, "There is no author 9.")


def test_things_may_be_kept_in_another_way_where_nothing_is_written(api: Library) -> None:
    assert ask(api, "GET", "/shelves").json["rows"] == [{"id": "a", "size": 3}]
    assert ask(api, "GET", "/shelves/a").json == {"id": "a", "size": 3}
    answer = ask(api, "GET", "/shelves/b")
    assert (answer.status_code, answer.json["message"]) == (404, "There is no shelf b.")


def test_what_somebody_may_not_see_is_missing_for_them_alone(api: Library) -> None:
    assert ask(api, "GET", "/authors/3").status_code == 200
    assert ask(api, "GET", "/authors/3", token="reading").status_code == 404
    assert [row["id"] for row in ask(api, "GET", "/authors", token="reading").json["rows"]] == [1, 2]


# One


def test_one_is_found_by_all_that_makes_its_key(api: Library) -> None:
    assert ask(api, "GET", "/authors/1/books/one").json["title"] == "One"
    assert ask(api, "GET", "/authors/2/books/one").json["title"] == "Another"
    answer = ask(api, "GET", "/authors/2/books/two")
    assert (answer.status_code, answer.json["message"]) == (404, "There is no book 2/two.")


def test_one_is_made_with_what_the_path_and_the_server_say(api: Library) -> None:
    answer = ask(api, "POST", BOOKS, json={"key": "four", "title": "Four"})
    assert answer.status_code == 200
    made = {"key": "four", "title": "Four", "labels": {}, "author": 1, "made": "2025-11-03T09:00:00+00:00"}
    assert answer.json == made
    assert ask(api, "GET", f"{BOOKS}/four").json == made


def test_one_is_made_under_the_next_number(api: Library) -> None:
    answer = ask(api, "POST", "/authors", json={"name": "Cy"})
    assert (answer.status_code, answer.json) == (201, {"id": 4, "name": "Cy"})
    assert answer.headers["ETag"] == tag(api, "/authors/4")


def test_a_key_that_is_taken_is_a_conflict(api: Library) -> None:
    answer = ask(api, "POST", BOOKS, json={"key": "one", "title": "Again"})
    assert (answer.status_code, answer.json["message"]) == (409, "The book 1/one is there already.")


def test_a_put_may_set_only_what_it_names(api: Library) -> None:
    answer = ask(api, "PUT", f"{BOOKS}/one", json={"title": "Uno"})
    assert (answer.status_code, answer.json["title"], answer.json["pages"]) == (200, "Uno", 100)
    assert lending.HAPPENED == ["One -> Uno"]


def test_what_was_removed_is_gone(api: Library) -> None:
    assert ask(api, "DELETE", f"{BOOKS}/one").status_code == 200
    assert ask(api, "GET", f"{BOOKS}/one").status_code == 404


def test_roles_say_who_may_do_what(api: Library) -> None:
    answer = ask(api, "DELETE", f"{BOOKS}/one", token="reading")
    assert (answer.status_code, answer.json["message"]) == (403, "ada is not librarian or owner.")
    assert ask(api, "PATCH", f"{BOOKS}/one", token="reading", json={}).status_code == 200


# Patches


@pytest.mark.parametrize(
    ("media_type", "body", "changed"),
    [
        ("application/json", {"pages": None, "labels": {"a": 1}}, {"labels": {"a": 1}}),
        ("application/merge-patch+json", {"title": "Uno"}, {"title": "Uno", "pages": 100}),
        ("application/json-patch+json", [{"op": "add", "path": "/labels/a", "value": 1}], {"labels": {"a": 1}}),
        (
            "application/json-patch+json; charset=utf-8",
            [{"op": "test", "path": "/author", "value": 1}, {"op": "remove", "path": "/pages"}],
            {"title": "One"},
        ),
    ],
)
def test_a_patch_is_read_by_its_media_type(api: Library, media_type: str, body: Any, changed: Any) -> None:
    answer = ask(api, "PATCH", f"{BOOKS}/one", json=body, headers={"Content-Type": media_type})
    assert answer.status_code == 200
    assert {name: answer.json.get(name) for name in changed} == changed
    assert answer.json["author"] == 1


@pytest.mark.parametrize(
    ("media_type", "body", "status", "message"),
    [
        ("merge-patch", {"author": 2}, 422, "author: cannot be changed"),
        ("merge-patch", {"labels": 7}, 422, "labels: cannot be changed"),
        ("merge-patch", [], 400, "The body must be an object"),
        ("merge-patch", {"title": 7}, 422, "title: must be a string"),
        ("merge-patch", {"title": None}, 422, "title: is required"),
        ("json-patch", {}, 400, "A JSON patch is an array of operations"),
        ("json-patch", [{"op": "replace", "path": "/~2", "value": 1}], 422, "~2: cannot be changed"),
        ("json-patch", [{"op": "move", "from": "/key", "path": "/title"}], 422, "key: cannot be changed"),
        ("json-patch", [{"op": "test", "path": "/title", "value": "x"}], 409, "test failed at /title"),
        ("json-patch", [{"op": "remove", "path": "/title/x"}], 422, "remove cannot be applied at /title/x"),
    ],
)
def test_a_patch_that_cannot_be_says_why(api: Library, media_type: str, body: Any, status: int, message: str) -> None:
    answer = ask(api, "PATCH", f"{BOOKS}/one", json=body, headers={"Content-Type": f"application/{media_type}+json"})
    assert (answer.status_code, answer.json["message"]) == (status, message)
    assert ask(api, "GET", f"{BOOKS}/one").json["title"] == "One"
    assert lending.HAPPENED == []


# Preconditions


def test_a_write_needs_the_tag_of_what_it_changes(api: Library) -> None:
    body = {"name": "Ada L."}
    assert ask(api, "PUT", "/authors/1", json=body).status_code == 428
    assert ask(api, "PUT", "/authors/1", json=body, headers={"If-Match": '"x"'}).status_code == 412
    before = tag(api, "/authors/1")
    answer = ask(api, "PUT", "/authors/1", json=body, headers={"If-Match": before})
    assert (answer.status_code, answer.json) == (200, {"id": 1, "name": "Ada L."})
    assert answer.headers["ETag"] == tag(api, "/authors/1") != before


def test_a_removal_needs_it_too(api: Library) -> None:
    assert ask(api, "DELETE", "/authors/2").status_code == 428
    answer = ask(api, "DELETE", "/authors/2", headers={"If-Match": tag(api, "/authors/2")})
    assert (answer.status_code, answer.data) == (204, b"")
    assert lending.HAPPENED == ["removed Bo"]


def test_what_the_asker_has_seen_is_not_sent_again(api: Library) -> None:
    answer = ask(api, "GET", "/authors/1", headers={"If-None-Match": tag(api, "/authors/1")})
    assert (answer.status_code, answer.data) == (304, b"")


def test_only_tables_of_records_can_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    class Shelves(Library):
        entities = (Entity(table=lambda call: {}, path="/shelves", does="create"),)

    assert ask(Shelves(), "POST", "/shelves", json={}).status_code == 500
    assert "What is written at /shelves must be in a table of records." in capsys.readouterr().err
