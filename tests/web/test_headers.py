import copy
import pickle

import pytest

from hypernav.web.headers import Headers, cookie_names, media_type_of


@pytest.fixture
def headers():
    return Headers([("Content-Type", "text/plain"), ("Set-Cookie", "a=1"), ("set-cookie", "b=2")])


@pytest.mark.parametrize("name", ["Content-Type", "content-type", "CONTENT-TYPE"])
def test_a_name_is_read_without_case(headers, name):
    assert headers[name] == "text/plain"
    assert name in headers


def test_several_fields_of_one_name_are_kept_apart(headers):
    assert headers.get_all("Set-Cookie") == ["a=1", "b=2"]


def test_several_fields_of_one_name_read_as_one_value(headers):
    assert headers["set-cookie"] == "a=1, b=2"


def test_a_name_that_is_not_there_is_a_key_error_and_has_no_values(headers):
    with pytest.raises(KeyError):
        headers["etag"]
    assert headers.get("etag") is None
    assert headers.get_all("etag") == []
    assert 5 not in headers


def test_each_name_is_listed_once_as_first_spelled(headers):
    assert list(headers) == ["Content-Type", "Set-Cookie"]
    assert len(headers) == 2


def test_every_field_is_kept_in_order(headers):
    assert headers.pairs == (("Content-Type", "text/plain"), ("Set-Cookie", "a=1"), ("set-cookie", "b=2"))


def test_a_mapping_is_taken_too():
    assert Headers({"ETag": '"1"'})["etag"] == '"1"'


def test_the_list_that_is_handed_out_is_a_copy(headers):
    headers.get_all("set-cookie").clear()
    assert headers.get_all("set-cookie") == ["a=1", "b=2"]


@pytest.mark.parametrize("change", [lambda h: setattr(h, "pairs", ()), lambda h: delattr(h, "_pairs")])
def test_headers_cannot_be_changed(headers, change):
    with pytest.raises(AttributeError):
        change(headers)


def test_headers_with_the_same_values_are_equal_and_hash_alike(headers):
    other = Headers([("content-type", "text/plain"), ("set-cookie", "a=1"), ("SET-COOKIE", "b=2")])
    assert headers == other
    assert hash(headers) == hash(other)
    assert headers != Headers()


def test_values_do_not_show():
    assert repr(Headers({"Authorization": "secret"})) == "<Headers Authorization>"
    assert repr(Headers()) == "<Headers none>"


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_headers_survive_copying_and_pickling(headers, duplicate):
    assert duplicate(headers).pairs == headers.pairs


@pytest.mark.parametrize(
    "value, kind",
    [
        ("application/json", "application/json"),
        ("Text/HTML; charset=utf-8", "text/html"),
        ("application/json, application/json", "application/json"),
        ("application/json; charset=utf-8, application/json", "application/json"),
        ("", ""),
    ],
)
def test_a_media_type_is_read_without_parameters_and_once(value, kind):
    assert media_type_of(value) == kind


def test_the_name_of_a_cookie_is_cut_and_holds_nothing_that_steers():
    headers = Headers([("Set-Cookie", "x" * 500 + "=1"), ("Set-Cookie", "a\x1bb=1"), ("Set-Cookie", "=1")])
    assert cookie_names(headers) == ["x" * 60]
