import json
import re
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.errors import TemplateError
from hypernav.web.templates import expand, expand_safely, parse_template, required_of, variables_of
from hypernav.web.urls import origin_part

BASE = "https://api.test/v1/start?x=1"
OFFICIAL = Path(__file__).parent / "data" / "uritemplate"
POSITIVE = ("spec-examples-by-section", "spec-examples", "extended-tests")


def official(*names):
    for name in names:
        groups = json.loads((OFFICIAL / f"{name}.json").read_text(encoding="utf-8"))
        for group in groups.values():
            for template, expected in group["testcases"]:
                yield pytest.param(template, group["variables"], expected, id=f"{name}: {template}")


@pytest.mark.parametrize(("template", "variables", "expected"), list(official(*POSITIVE)))
def test_the_official_examples_expand_as_they_say(template, variables, expected):
    assert expand(template, variables) in (expected if isinstance(expected, list) else [expected])


@pytest.mark.parametrize(("template", "variables", "expected"), list(official("negative-tests")))
def test_the_official_wrong_templates_are_refused(template, variables, expected):
    assert expected is False
    with pytest.raises(TemplateError):
        expand(template, variables)


VALUES = [
    *(
        "..",
        ".",
        "../",
        "./",
        "../../../user",
        "a/../../user",
        "..//",
        "/..",
        "/../",
        "a/..",
        "./.",
        "..;/",
        "..;x=1",
        ".;",
    ),
    *("%2e%2e", "%2E%2E", "%2e.", ".%2e", "%2e", "%2e%2e%2f", "..%2f", "..%2fuser", "%2e%2e/user", "a%2f..%2fb"),
    *("%252e%252e", "%252e%252e%252f", "..%252f", "%25252e%25252e", "%25%32%65%25%32%65", "..%25252fuser"),
    *("%u002e%u002e", "%u002e%u002e%u2215", "．．", "．", "‥", "．．/user", "%EF%BC%8E%EF%BC%8E"),
    *("%c0%ae%c0%ae", "%c0%af", "%e0%80%ae", "%ff", "%c0%ae%c0%ae%c0%af"),
    *("\\", "..\\", "..\\..\\user", "a\\b", "%5c", "%5C..", "%255c", "..%5c", "\\\\evil.test\\x", "/\\evil.test"),
    *("\r\nX-Evil: 1", "a\rb", "a\nb", "a\r\n\r\n<html>", "%0d%0a", "%0D%0AX: 1", "%250d%250a", "%0a", "%E5%98%8A\r\n"),
    *("\x00", "a\x00b", "%00", "%2500", "\x1f", "\x7f", "%7f", "a\tb", "\x0b", "\x85", "\u2028", "\u2029", "\x1b[2J"),
    *("%" + "25" * 30 + "2e", "..\u2215user", "..\u2044user", "..\uff0fuser", "..\uff3cuser"),
]
RESERVED_VALUES = [
    *(
        "//evil.test",
        "//evil.test/x",
        "///evil.test",
        "/evil.test",
        "https://evil.test/",
        "http://evil.test",
        "//api.test@evil",
    ),
    *("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "@evil.test/", ":443@evil.test", ".evil.test"),
    *(
        "a#b",
        "#",
        "?#",
        "/x/../..//evil.test",
        "//evil.test:443/v1/",
        "https:evil.test",
        "//[::1]/",
        "\u2044\u2044evil.test",
    ),
]
SIMPLE_TEMPLATES = [
    *("/v1/users/{id}", "users/{id}/posts", "https://api.test/v1/users/{id}", "/v1{/id}", "/v1/x{.id}", "/v1/x{;id}"),
]
RESERVED_TEMPLATES = [
    "/v1/files/{+id}",
    "{+id}",
    "/{+id}",
    "files/{+id}",
    "https://api.test/v1/{+id}",
    "/v1/x{?q}/{+id}",
]
INJECTIONS = [
    *product(SIMPLE_TEMPLATES, [*VALUES, *RESERVED_VALUES]),
    *product(RESERVED_TEMPLATES, [*VALUES, *RESERVED_VALUES]),
    *product(["/v1/search{?id}", "/v1/search?x=1{&id}"], [*VALUES, *RESERVED_VALUES]),
]
PREFIXES = {
    **{template: template.partition("{")[0] for template in SIMPLE_TEMPLATES + RESERVED_TEMPLATES},
    "/v1/search{?id}": "/v1/search",
    "/v1/search?x=1{&id}": "/v1/search?x=1",
}


def place_of(template):
    prefix = PREFIXES[template]
    if prefix.startswith("https://"):
        return prefix
    return "https://api.test" + (prefix if prefix.startswith("/") else f"/v1/{prefix}")


def test_there_are_at_least_200_injections():
    assert len(INJECTIONS) >= 200


def expanded(template, value):
    try:
        return expand_safely(template, {"id": value}, BASE)
    except TemplateError:
        return None


def stays(template, url):
    return (
        origin_part(url) == "https://api.test"
        and url.startswith(place_of(template))
        and url.isascii()
        and not {"\r", "\n", "\x00", "\\", " "} & set(url)
        and not {".", ".."} & set(urlsplit(url).path.split("/"))
    )


@pytest.mark.parametrize("template", PREFIXES)
def test_no_value_leaves_the_place_of_its_template(template):
    tried = {value: expanded(template, value) for of, value in INJECTIONS if of == template}
    assert {value: url for value, url in tried.items() if url is not None and not stays(template, url)} == {}


@pytest.mark.parametrize("template", [*SIMPLE_TEMPLATES, *RESERVED_TEMPLATES])
def test_a_climbing_or_splitting_value_is_refused(template):
    assert [value for value in VALUES if expanded(template, value) is not None] == []


@given(st.text(max_size=20), st.sampled_from(SIMPLE_TEMPLATES + RESERVED_TEMPLATES))
def test_no_text_leaves_the_place_of_its_template(value, template):
    url = expanded(template, value)
    assert url is None or stays(template, url)


@given(st.text(alphabet="./%2ef\\5c;", max_size=12), st.sampled_from(SIMPLE_TEMPLATES + RESERVED_TEMPLATES))
def test_no_mixture_of_dots_and_escapes_climbs(value, template):
    url = expanded(template, value)
    assert url is None or stays(template, url)


@pytest.mark.parametrize(
    "template", ["https://{host}/x", "//{host}/", "https://api{x}.test/", "https:{+x}", "https://{+x}", "http://h{x}"]
)
def test_a_template_that_leaves_the_host_open_is_refused(template):
    with pytest.raises(TemplateError, match="leaves the host open"):
        expand_safely(template, dict.fromkeys(variables_of(template), "evil.test"), BASE)


@pytest.mark.parametrize(
    ("template", "values"),
    [
        ("/v1/users/.{a}", {"a": ""}),
        ("/v1/users/.{a}", {"a": "."}),
        ("/v1/users/{a}.", {"a": ""}),
        ("/v1/users/{a}.{b}", {"a": "", "b": ""}),
        ("/v1/users{.a}", {"a": ""}),
        ("/v1/users/{.a}", {"a": ""}),
        ("/v1/users/{.a*}", {"a": ["", ""]}),
    ],
)
def test_values_cannot_make_a_climb_out_of_the_templates_own_dots(template, values):
    try:
        url = expand_safely(template, values, BASE)
    except TemplateError:
        return
    assert not {".", ".."} & set(urlsplit(url).path.split("/"))
    assert len(urlsplit(url).path) >= len("/v1/users.")


@pytest.mark.parametrize("value", [["a", ".."], ("..",), {"k": ".."}, {"..": "v"}, ["a", "b\r\n"]])
def test_every_item_of_a_list_or_mapping_is_checked(value):
    with pytest.raises(TemplateError):
        expand_safely("/v1/x{/id*}", {"id": value}, BASE)


@pytest.mark.parametrize(
    ("template", "values", "url"),
    [
        ("/users/{id}", {"id": 7}, "https://api.test/users/7"),
        ("/users/{id}", {"id": "a/b c"}, "https://api.test/users/a%2Fb%20c"),
        ("/users/{id}", {"id": "group%2Fproject"}, "https://api.test/users/group%252Fproject"),
        ("/users/{id}", {"id": "v1.2..3"}, "https://api.test/users/v1.2..3"),
        ("/users/{id}", {"id": "100%"}, "https://api.test/users/100%25"),
        ("users/{id}", {"id": 7}, "https://api.test/v1/users/7"),
        ("https://api.test/users/{id}", {"id": 7}, "https://api.test/users/7"),
        ("https://other.test/users/{id}", {"id": 7}, "https://other.test/users/7"),
        ("../users/{id}", {"id": 7}, "https://api.test/users/7"),
        ("/files/{+path}", {"path": "a/b.txt"}, "https://api.test/files/a/b.txt"),
        ("/files/{+path}", {"path": "a b%2Fc%é"}, "https://api.test/files/a%20b%2Fc%25%C3%A9"),
        ("v1/{+name}", {"name": "projects/p/apis/a"}, "https://api.test/v1/v1/projects/p/apis/a"),
        ("/x{?q,page}", {"q": "a&b=c", "page": 2}, "https://api.test/x?q=a%26b%3Dc&page=2"),
        ("/x{?q,page}", {"page": 2}, "https://api.test/x?page=2"),
        ("/x{?q}", {"q": "../up"}, "https://api.test/x?q=..%2Fup"),
        ("/x{?q}", {}, "https://api.test/x"),
        ("/x{?q}", {"q": None}, "https://api.test/x"),
        ("/x{?q}", {"q": ""}, "https://api.test/x?q="),
        ("/x{?tags*}", {"tags": ["a", "b"]}, "https://api.test/x?tags=a&tags=b"),
        ("/x{?f*}", {"f": {"a": 1, "b": True}}, "https://api.test/x?a=1&b=true"),
        ("/x{?on}", {"on": False}, "https://api.test/x?on=false"),
        ("/x{?n}", {"n": 0}, "https://api.test/x?n=0"),
        ("/issues{/number}", {}, "https://api.test/issues"),
        ("/issues{/number}", {"number": 3}, "https://api.test/issues/3"),
        ("{?page}", {"page": 2}, "https://api.test/v1/start?page=2"),
        ("/plain", {}, "https://api.test/plain"),
        ("/search?next={+url}", {"url": "https://other.test/"}, "https://api.test/search?next=https://other.test/"),
    ],
)
def test_a_template_expands_to_an_absolute_url(template, values, url):
    assert expand_safely(template, values, BASE) == url


@pytest.mark.parametrize("value", ["", []])
def test_an_empty_value_does_not_turn_a_member_into_its_collection(value):
    with pytest.raises(TemplateError):
        expand_safely("/users/{id}", {"id": value}, BASE)
    with pytest.raises(TemplateError):
        expand_safely("/users/{id}/posts", {"id": value}, BASE)


def test_a_missing_value_is_named():
    with pytest.raises(TemplateError, match="needs 'owner' and 'repo'"):
        expand_safely("/repos/{owner}/{repo}{?page}", {"page": 1}, BASE)


def test_an_unknown_variable_is_refused_with_the_nearest_one():
    with pytest.raises(TemplateError, match=r"no variable 'pgae'\. Did you mean 'page'\?") as caught:
        expand_safely("/x{?page}", {"pgae": 1}, BASE)
    assert caught.value.details["variables"] == "page"
    assert caught.value.details["sent"] == "nothing"


@pytest.mark.parametrize("value", [object(), b"x", {1, 2}, [[1]], {"a": {}}, [None]])
def test_a_value_that_is_neither_text_nor_number_is_refused(value):
    with pytest.raises(TemplateError, match="text, a number or a list of these"):
        expand_safely("/x{?id}", {"id": value}, BASE)


@pytest.mark.parametrize("template", ["/v1/{+id}", "/v1/x{#id}"])
def test_reserved_expansion_takes_only_what_a_person_typed(template):
    with pytest.raises(TemplateError, match="only what a person typed"):
        expand_safely(template, {"id": "a"}, BASE, typed=False)
    assert expand_safely(template, {"id": "a"}, BASE)


def test_the_message_shows_the_template_without_credentials():
    with pytest.raises(TemplateError) as caught:
        expand_safely("https://me:pw@api.test/{id}?token=abc", {"id": ".."}, BASE)
    assert "pw" not in str(caught.value)
    assert "abc" not in str(caught.value)


def test_a_variable_without_which_a_hole_is_left_is_required():
    assert required_of("/a/{b}/{+c}{/d}{?e}{&f}{#g}{;h}{.i}") == ("b", "c")


def test_variables_are_listed_once_in_order():
    assert variables_of("/{b}/{a}{?b,c*,d:3}") == ("b", "a", "c", "d")


@pytest.mark.parametrize(
    "template", ["{" * 8_000, "}" * 8_000, "{}" * 4_000, "{a" * 4_000, "{a}" * 2_000 + "{", "{" + "a," * 4_000 + "}"]
)
def test_a_hostile_template_is_refused_or_read_in_one_pass(template):
    try:
        parts = parse_template(template)
    except TemplateError:
        return
    assert len(parts) <= len(template)


def test_a_template_over_8_kib_is_refused():
    with pytest.raises(TemplateError, match="8,193 characters"):
        parse_template("x" * 8_193)
    assert parse_template("x" * 8_192) == ("x" * 8_192,)


SEVERAL = "/shops/{shop}/orders/{order}{/part}{;note}{.kind}{?q}{&r}"
GOOD = {"shop": "a", "order": "b", "part": "c", "note": "d", "kind": "e", "q": "f", "r": "g"}


@pytest.mark.parametrize("left_out", [(), ("part",), ("note", "q"), ("part", "note", "kind", "q", "r")])
@pytest.mark.parametrize("bad", ["..", ".", "%2e%2e", "x/../y"])
@pytest.mark.parametrize("name", ["shop", "order", "part", "note", "kind"])
def test_a_climbing_value_among_good_ones_is_refused_by_its_name(name, bad, left_out):
    values = {key: value for key, value in GOOD.items() if key not in left_out} | {name: bad}
    with pytest.raises(TemplateError, match=rf"^The value of '{name}' has a '\.\.?' segment\."):
        expand_safely(SEVERAL, values, "https://api.test/")


@pytest.mark.parametrize("place", range(4))
def test_a_climbing_value_among_those_of_one_expression_is_refused_by_its_name(place):
    names = ["a", "b", "c", "d"]
    values = dict.fromkeys(names, "x") | {names[place]: ".."}
    with pytest.raises(TemplateError, match=f"^The value of '{names[place]}' has a '..' segment"):
        expand_safely("/x{/a,b,c,d}", values, "https://api.test/")


@pytest.mark.parametrize("items", [["..", "a", "b"], ["a", "..", "b"], ["a", "b", ".."], {"k": "a", "l": ".."}])
def test_a_climbing_item_among_good_ones_is_refused_wherever_it_stands(items):
    with pytest.raises(TemplateError, match=r"^The value of 'x' has a '\.\.' segment"):
        expand_safely("/a{/x*}", {"x": items}, "https://api.test/")


@pytest.mark.parametrize(
    ("template", "values", "segment"),
    [
        ("/x/..{a}", {"a": ""}, ".."),
        ("/x/..{a}", {"a": ";x"}, ".."),
        ("/x/..{a}", {"a": " "}, ".."),
        ("/x/.{a}", {"a": ""}, "."),
        ("/x/.{a}", {"a": ";x"}, "."),
        ("/x/.{a}{b}", {"a": "", "b": ""}, "."),
        ("/x/{.a}", {"a": ""}, "."),
        ("/x{/a}{.b}", {"a": "", "b": ""}, "."),
        ("/x/%2e{a}", {"a": ""}, "."),
    ],
)
def test_values_that_make_a_climb_of_the_templates_own_dots_are_refused_for_that(template, values, segment):
    with pytest.raises(TemplateError, match=rf"^The values make a '{re.escape(segment)}' segment\."):
        expand_safely(template, values, "https://api.test/q/")


@pytest.mark.parametrize("template", ["/x/{.a,b}", "/x/{.a*}"])
def test_values_that_leave_the_place_of_the_template_are_refused_for_that(template):
    values = {"a": ["", ""]} if "*" in template else {"a": "", "b": ""}
    with pytest.raises(TemplateError, match=r"^The values would leave /x/\."):
        expand_safely(template, values, "https://api.test/q/")


@pytest.mark.parametrize(("template", "bad"), [("/x{/a,b}", ".."), ("/x{?a,b}", "v\r\nw"), ("/x{#a,b}", "v\\w")])
def test_a_bad_value_is_refused_behind_one_that_is_left_out(template, bad):
    with pytest.raises(TemplateError, match=r"^The value of 'b' "):
        expand_safely(template, {"b": bad}, "https://api.test/")
