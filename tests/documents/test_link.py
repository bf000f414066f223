import copy
import pickle

import pytest

from hypernav.documents.link import Link
from hypernav.errors import TemplateError

BASE = "https://api.test/v1/orders?page=1"


def link(href="/x", rel="next", **attributes):
    return Link(rel, href, context=BASE, attributes={"href": href, **attributes})


def test_a_link_keeps_what_the_server_said():
    raw = {"href": "/x", "title": "X", "id": 7, "port": 22}
    given = Link("next", "/x", context=BASE, attributes=raw, source="hal")
    assert (given.rel, given.href, given.context, given.source, given.evidence) == (
        "next",
        "/x",
        BASE,
        "hal",
        "in-band",
    )
    assert given.attributes == raw


def test_the_target_resolves_against_the_holder():
    assert link("?page=2").url == "https://api.test/v1/orders?page=2"
    assert link("item").url == "https://api.test/v1/item"


def test_the_holder_is_asked_for_its_address_when_it_is_needed():
    class Holder:
        url = BASE

    assert Link("a", "b", Holder()).url == "https://api.test/v1/b"
    assert Link("a", "b", Holder()).context == BASE


def test_a_bare_link_says_nothing_more():
    bare = Link("a", "/a")
    assert (bare.title, bare.name, bare.type, bare.hreflang, bare.deprecation, bare.profile) == ("",) * 6
    assert (bare.method, bare.body, bare.templated, bare.variables) == ("GET", None, False, ())


@pytest.mark.parametrize("name", ["title", "name", "type", "hreflang", "deprecation", "profile"])
@pytest.mark.parametrize("value", [None, 5, [], {}, b"x"])
def test_a_property_that_is_no_text_reads_as_none(name, value):
    assert getattr(link(**{name: value}), name) == ""


def test_a_deprecation_may_be_a_flag():
    assert link(deprecation=True).deprecation == "true"
    assert link(deprecation=False).deprecation == ""


@pytest.mark.parametrize(
    "name",
    [
        "rel",
        "href",
        "url",
        "title",
        "name",
        "type",
        "method",
        "evidence",
        "context",
        "attributes",
        "templated",
        "other",
    ],
)
def test_no_attribute_of_a_link_can_be_assigned(name):
    with pytest.raises(AttributeError):
        setattr(link(), name, "x")


def test_the_attributes_cannot_be_changed():
    with pytest.raises(TypeError):
        link().attributes["href"] = "/evil"


def test_a_template_names_its_variables():
    assert link("/orders{?page,size}", templated=True).variables == ("page", "size")


def test_a_template_that_can_do_without_values_has_a_url():
    assert link("/orders{?page,size}", templated=True).url == "https://api.test/orders"


def test_a_template_that_needs_values_says_how_to_give_them():
    with pytest.raises(TemplateError, match="needs 'id'") as caught:
        _ = link("/orders/{id}{?page}", templated=True).url
    assert ".expand(id=…)" in str(caught.value)


def test_a_template_expands_to_an_absolute_url():
    assert link("/orders/{id}", templated=True).expand(id="a/b") == "https://api.test/orders/a%2Fb"


def test_a_value_out_of_place_is_refused():
    with pytest.raises(TemplateError):
        link("/orders/{id}", templated=True).expand(id="../admin")


def test_a_link_that_is_no_template_takes_no_values():
    assert link("/orders/é").expand() == "https://api.test/orders/é"
    with pytest.raises(TemplateError, match="'next' is no template: it takes no id"):
        link("/orders").expand(id=7)


def test_a_broken_template_is_an_error_when_it_is_used_and_not_before():
    broken = link("/orders/{id", templated=True)
    assert broken.templated
    with pytest.raises(TemplateError):
        _ = broken.variables
    with pytest.raises(TemplateError):
        _ = broken.url


def test_braces_that_are_no_template_are_part_of_the_address():
    assert link("/orders/{i d}").url == "https://api.test/orders/{i d}"
    assert link("/orders/{id}", templated=False).url == "https://api.test/orders/{id}"


@pytest.mark.parametrize(
    ("said", "templated"), [(True, True), ("true", True), ("True", True), (False, False), ("no", False), (1, False)]
)
def test_the_flag_of_a_template_is_read(said, templated):
    assert link("/x", templated=said).templated is templated


def test_properties_are_compared_as_they_are_and_as_text():
    given = link(id=7, type="text/html; charset=utf-8", title="X")
    assert given.says(id=7, title="X")
    assert given.says(id="7", type="TEXT/HTML")
    assert not given.says(id=8)
    assert not given.says(missing="x")
    assert given.says(missing=None)
    assert given.says(method="GET", href="/x", rel="next")


def test_links_that_say_the_same_are_equal():
    assert link(title="X") == link(title="X")
    assert hash(link(title="X")) == hash(link(title="X"))
    assert link(title="X") != link(title="Y")
    assert link("/a") != link("/b")
    assert link(method="POST") != link()
    assert link() != "/x"


def test_a_link_shows_its_relation_and_target():
    assert repr(link("/x?page=2")) == "Link(rel='next', href='/x?page=2')"
    assert repr(link("/x", method="post")) == "Link(rel='next', href='/x', method='POST')"


def test_a_link_shows_no_credentials():
    shown = "Link(rel='next', href='https://[hidden]@api.test/x?token=[hidden]')"
    assert repr(link("https://me:secret@api.test/x?token=abc")) == shown


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_a_link_survives_copying_and_pickling(duplicate):
    given = link("item", title="X", evidence="x")
    assert duplicate(given) == given
    assert duplicate(given).url == given.url


def test_an_expression_in_the_evidence_is_kept():
    assert Link("a", "/a", evidence="derived").evidence == "derived"
