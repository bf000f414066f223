import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.urls import (
    is_readable,
    origin_part,
    parameter,
    parameter_values,
    path_of,
    resolve,
    with_parameter,
    with_parameters,
)

BASE = "https://api.test/b/c/d;p?q"


@pytest.mark.parametrize(
    ("reference", "target"),
    [
        ("g", "https://api.test/b/c/g"),
        ("./g", "https://api.test/b/c/g"),
        ("g/", "https://api.test/b/c/g/"),
        ("/g", "https://api.test/g"),
        ("//other.test/g", "https://other.test/g"),
        ("?y", "https://api.test/b/c/d;p?y"),
        ("g?y", "https://api.test/b/c/g?y"),
        ("#s", "https://api.test/b/c/d;p?q#s"),
        ("", "https://api.test/b/c/d;p?q"),
        (".", "https://api.test/b/c/"),
        ("..", "https://api.test/b/"),
        ("../g", "https://api.test/b/g"),
        ("../../g", "https://api.test/g"),
        ("/a/../g", "https://api.test/g"),
        ("https://other.test/x", "https://other.test/x"),
        ("HTTPS://other.test/x", "https://other.test/x"),
        ("mailto:a@b.test", "mailto:a@b.test"),
        ("git:host/x", "git:host/x"),
    ],
)
def test_a_reference_resolves_as_rfc_3986_says(reference, target):
    assert resolve(reference, BASE) == target


@pytest.mark.parametrize(
    "reference",
    [
        "/x?page=2&cursor=a%2Fb+c==",
        "/x?",
        "/x#",
        "/x?a=1&a=2&&b",
        "?cursor=%2f%2F",
        "?next=https://other.test/x",
        "/x;v=1/%2e%2e/y",
        "/Ünïcode ü?q= ",
    ],
)
def test_a_path_or_query_is_taken_byte_for_byte(reference):
    assert resolve(reference, "https://api.test/here?page=1#top").endswith(reference)


def test_an_absolute_reference_is_taken_byte_for_byte():
    assert resolve("https://API.test:443/a/../b?x#", BASE) == "https://API.test:443/a/../b?x#"


def test_a_query_replaces_query_and_fragment_of_the_base():
    assert resolve("?page=2", "https://api.test/x?page=1#top") == "https://api.test/x?page=2"


def test_without_a_base_a_reference_stays_as_it_is():
    assert resolve("/x", "") == "/x"


@pytest.mark.parametrize("reference", ["//[", "http://[bad", "//[::1", "https://[x]/"])
def test_what_cannot_be_resolved_comes_back_for_the_sender_to_refuse(reference):
    assert resolve(reference, BASE) == reference


@given(st.text(max_size=30))
def test_no_reference_makes_resolving_fail(reference):
    assert isinstance(resolve(reference, BASE), str)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://api.test/x", "https://api.test"),
        ("https://api.test:8443?x=/", "https://api.test:8443"),
        ("https://api.test", "https://api.test"),
        ("https://api.test\\@evil.test/", "https://api.test"),
        ("http://[::1]:80/x", "http://[::1]:80"),
        ("/x", ""),
        ("", ""),
    ],
)
def test_the_origin_is_what_stands_before_the_path(url, origin):
    assert origin_part(url) == origin


@pytest.mark.parametrize(("url", "path"), [("https://a.test/x/y?z", "/x/y"), ("https://[bad", ""), ("", "")])
def test_the_path_of_a_url_is_read_without_failing(url, path):
    assert path_of(url) == path


@pytest.mark.parametrize("url", ["http://[bad/x", "http://bad]/x", "http://a\u2100b.test/"])
def test_a_url_of_a_broken_host_is_not_readable(url):
    assert not is_readable(url)
    assert is_readable("http://[::1]:80/x?y=[1]")


@pytest.mark.parametrize(
    ("url", "name", "value", "expected"),
    [
        ("https://a.test/x", "page", 2, "https://a.test/x?page=2"),
        ("https://a.test/x?", "page", 2, "https://a.test/x?page=2"),
        ("https://a.test/x?page=1", "page", 2, "https://a.test/x?page=2"),
        ("https://a.test/x?q=a%2Bb&page=1&r=%7e~", "page", 2, "https://a.test/x?q=a%2Bb&page=2&r=%7e~"),
        ("https://a.test/x?q=a+b&&x", "page", 2, "https://a.test/x?q=a+b&&x&page=2"),
        ("https://a.test/x?page=1&page=5&q", "page", 2, "https://a.test/x?page=2&q"),
        ("https://a.test/x?q=1#part", "page", 2, "https://a.test/x?q=1&page=2"),
        ("https://a.test/x?%70age=1", "page", 2, "https://a.test/x?page=2"),
        ("https://a.test/x?page[number]=1", "page[number]", 2, "https://a.test/x?page[number]=2"),
        ("https://a.test/x?page%5Bnumber%5D=1", "page[number]", 2, "https://a.test/x?page[number]=2"),
        ("https://a.test/x?$top=5", "$skip", 20, "https://a.test/x?$top=5&$skip=20"),
        ("https://a.test/x", "token", "a/b+c=&d?#", "https://a.test/x?token=a%2Fb%2Bc%3D%26d%3F%23"),
        ("https://a.test/x", "token", "é\r\n", "https://a.test/x?token=%C3%A9%0D%0A"),
        ("https://a.test/x?homepage=1", "page", 2, "https://a.test/x?homepage=1&page=2"),
    ],
)
def test_only_the_one_parameter_changes(url, name, value, expected):
    assert with_parameter(url, name, value) == expected


@given(st.text(max_size=30), st.text(alphabet="abc&=%+;~é", max_size=30))
def test_what_is_set_can_be_read_back_and_the_rest_stays(value, query):
    url = f"https://a.test/x?{query}"
    changed = with_parameter(url, "page", value)
    assert parameter(changed, "page") == value
    kept = [pair for pair in changed.partition("?")[2].split("&") if not pair.startswith("page=")]
    assert kept == (query.split("&") if query else [])


def test_a_parameter_that_is_absent_is_none():
    assert parameter("https://a.test/x?pages=2#?page=3", "page") is None


@pytest.mark.parametrize(
    ("url", "pairs", "expected"),
    [
        ("https://a.test/x#part", [], "https://a.test/x#part"),
        ("https://a.test/x", [("a", "1"), ("a", "2")], "https://a.test/x?a=1&a=2"),
        ("https://a.test/x?a=0&b=%2B&a=9", [("a", "1")], "https://a.test/x?b=%2B&a=1"),
        ("https://a.test/x?%61=0#part", [("a", "1")], "https://a.test/x?a=1#part"),
        ("https://a.test/x?", [("a b", "c+d&e=f#g")], "https://a.test/x?a%20b=c%2Bd%26e%3Df%23g"),
    ],
)
def test_several_parameters_take_the_place_of_those_of_their_names(url, pairs, expected):
    assert with_parameters(url, pairs) == expected


@given(st.lists(st.tuples(st.text(min_size=1, max_size=9), st.text(max_size=30)), max_size=5))
def test_parameters_that_are_set_can_be_read_back_in_order(pairs):
    url = with_parameters("https://a.test/x?kept=1", pairs)
    for name, _ in pairs:
        assert parameter_values(url, name) == [value for each, value in pairs if each == name]
