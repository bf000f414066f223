"""What reading leaves out is told: of the document, of its pages, and of tables made of them."""

import pytest

from hypernav.documents.link import Link
from hypernav.formats import Format, read
from hypernav.formats.notices import cookies_left, refused_templates, unsearched
from hypernav.formats.reader import TableReader
from hypernav.web.headers import Headers
from tests.formats.reading import document_of

MANY = 10_001


def test_a_whole_document_has_no_notices():
    assert document_of({"id": 1, "_links": {"find": {"href": "/{?q}", "templated": True}}}).notices == ()


def test_links_that_were_cut_are_told():
    document = document_of({"links": [{"rel": "item", "href": f"/{n}"} for n in range(MANY)]})
    assert document.notices == ("More than 10,000 links; the first 10,000 are kept.",)


class Abroad(Format):
    name = "abroad"

    def recognises(self, data):
        return True

    def elsewhere(self, document):
        return (Link("item", f"/{n}", "https://other.test/") for n in range(MANY))


def test_links_of_other_resources_that_were_cut_are_told():
    gathered = TableReader([Abroad()]).gather(document_of({}))
    assert gathered.notes == ("More than 10,000 links of other resources; the first 10,000 are kept.",)
    assert len(gathered.elsewhere) == MANY - 1


def test_prefixes_that_were_cut_are_told():
    curies = [{"name": f"p{n}", "href": "https://docs.test/{rel}", "templated": True} for n in range(MANY)]
    document = document_of({"_links": {"curies": curies}})
    assert document.notices == ("More than 10,000 prefixes of relations; the first 10,000 are kept.",)
    assert len(document.links.curies) == MANY - 1


def test_a_header_that_was_not_read_is_told():
    assert document_of({}, link="x" * 70_000).notices == ("Link header of 70,000 characters not read (limit 65,536).",)


def test_templates_that_cannot_be_read_are_told_once_a_relation():
    broken = {"href": "/{", "templated": True}
    curie = {"name": "doc", "href": "https://docs.test/{rel}/{", "templated": True}
    links = {"find": [broken, broken], "other": broken, "curies": [curie], "self": {"href": "/"}}
    assert document_of({"_links": links}).notices == (
        "Templates that cannot be read (RFC 6570): 'find', 'other', 'curies'.",
    )


def test_a_target_that_only_looks_like_a_template_is_none():
    assert refused_templates([Link("find", "/{")]) == ()


def test_many_refused_templates_are_counted():
    links = [Link(f"r{n}", "/{", attributes={"templated": True}) for n in range(30)]
    assert refused_templates(links)[0].endswith("'r11' and 18 more.")


def nested(depth):
    innermost: object = {"_links": {"self": {"href": "/x"}}}
    for _ in range(depth):
        innermost = {"a": innermost}
    return innermost


@pytest.mark.parametrize(
    "large",
    [nested(300), [{"cells": [{} for _ in range(20)]} for _ in range(500)], [{} for _ in range(1_001)]],
    ids=["deep", "many objects", "many objects in one list"],
)
def test_what_was_too_large_to_be_searched_for_links_is_told(large):
    document = document_of({"key": "k", "rows": large, "few": [{}]})
    assert document.notices == ("Too large to be searched for links as a whole: 'rows'.",)


def test_members_are_not_searched_and_numbers_need_no_search():
    assert document_of({"items": [{"id": n} for n in range(6_000)], "total": 6_000}).notices == ()
    assert document_of([[[]] for _ in range(6_000)]).notices == ()
    assert document_of({"key": "k", "series": list(range(100_000))}).notices == ()


def test_nothing_unsearched_is_no_notice():
    assert unsearched(()) == ()


def test_paging_facts_that_were_not_looked_for_are_told():
    fields = {f"field{n}": n for n in range(300)}
    assert document_of({**fields, "items": [{"id": 1}]}).notices == (
        "Only the first 200 of 301 fields were searched for paging facts.",
    )
    assert document_of({**fields, "id": 7}).notices == ()


def test_a_cookie_that_is_not_kept_is_said_by_name_and_never_by_value():
    headers = Headers([("Set-Cookie", "sid=s3cret; HttpOnly"), ("set-cookie", "lang=en"), ("Set-Cookie", "sid=2")])
    document = read("https://acme.test/", 200, headers, {"id": 1})
    assert document.notices == ("Cookies are not kept, and so not sent with the next request: 'sid', 'lang'.",)


def test_an_answer_without_cookies_says_nothing_of_them():
    assert cookies_left(Headers()) == ()
