"""Values that never show."""

from __future__ import annotations

import copy
import io
import json
import pickle
import pprint

import pytest
import rich.console
import rich.pretty
import rich.traceback

from hypernav.http import BasicAuth, BearerAuth, CallableAuth, Client, Secret, TokenAuth
from hypernav.web.secret import Masked, MaskedBytes

VALUE = "s3cret-" + "0123456789abcdef" * 8
HOLDERS = {
    "Secret": Secret(VALUE),
    "Masked": Masked(VALUE),
    "MaskedBytes": MaskedBytes(VALUE.encode()),
    "TokenAuth": TokenAuth(VALUE),
    "BearerAuth": BearerAuth(VALUE),
    "BasicAuth": BasicAuth("me", VALUE, second_factor=VALUE),
    "CallableAuth": CallableAuth(lambda method, url: {}, secrets=(VALUE,)),
    "headers": TokenAuth(VALUE).headers("https://acme.test/"),
    "list of headers": list(BearerAuth(VALUE).headers("https://acme.test/").items()),
    "Client": Client("https://acme.test", auth=TokenAuth(VALUE)),
    "Client by URL": Client(f"https://me:{VALUE}@acme.test"),
}
holders = pytest.mark.parametrize("holder", HOLDERS.values(), ids=HOLDERS)


def _rich(value: object) -> str:
    output = io.StringIO()
    rich.console.Console(file=output, width=200).print(rich.pretty.Pretty(value, max_string=80, max_length=50))
    return output.getvalue()


@holders
@pytest.mark.parametrize(
    "show", [repr, pprint.pformat, _rich, lambda value: f"{[value]}", lambda value: repr((value,))]
)
def test_nothing_that_holds_a_secret_shows_it(holder, show):
    assert "0123456789" not in show(holder)


@pytest.mark.parametrize("show", [str, format, "{}".format, "{:>20}".format, "%s".__mod__])
def test_a_secret_shows_in_no_text(show):
    assert "0123456789" not in show(Secret(VALUE))
    assert "[hidden]" in show(Secret(VALUE))


@holders
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_nothing_that_holds_a_secret_is_pickled(holder, protocol):
    if isinstance(holder, MaskedBytes):
        return
    with pytest.raises((TypeError, AttributeError, pickle.PicklingError)):
        pickle.dumps(holder, protocol)


@pytest.mark.parametrize("name", ["Secret", "TokenAuth", "BasicAuth", "CallableAuth", "Client"])
def test_copies_are_the_thing_itself(name):
    holder = HOLDERS[name]
    assert copy.copy(holder) is holder
    assert copy.deepcopy([holder])[0] is holder


def test_json_refuses_a_secret():
    with pytest.raises(TypeError):
        json.dumps({"token": Secret(VALUE)})


def test_secrets_compare_without_showing():
    assert Secret("a") == Secret("a")
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert len({Secret("a"), Secret("a"), Secret("b")}) == 2
    with pytest.raises(AssertionError) as caught:
        assert Secret(VALUE) == VALUE
    assert "0123456789" not in str(caught.value).replace(f"VALUE{VALUE}", "").split("==")[0]


def test_a_secret_cannot_be_changed_and_takes_a_text_only():
    with pytest.raises(AttributeError):
        Secret("a")._value = "b"
    with pytest.raises(TypeError, match="A secret is a text, not int"):
        Secret(1)
    assert not Secret("")
    assert Secret(Secret("a")).reveal() == "a"


def test_what_was_masked_is_still_used_as_it_is():
    assert f"{Masked('a')}{Masked('b')}".encode() == b"ab"
    assert {Masked("a"): 1}["a"] == 1
