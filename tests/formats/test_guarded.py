"""Readers of other packages: scoped to a profile, checked when they are named, and never able to take anything down."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from hypernav import formats
from hypernav.errors import ProfileError
from hypernav.formats.base import Format
from hypernav.formats.guarded import Guarded, checked, guarded
from hypernav.formats.hal import Hal

DATA = {"pointer": "/x", "_links": {"self": {"href": "/"}}}


class Failing(Format):
    """Recognise an object with a pointer, and raise at everything else."""

    name = "failing"
    keys = frozenset({"pointer"})
    media_types = ("application/pointers",)

    def recognises(self, data: dict[str, Any]) -> bool:
        return "pointer" in data

    def _raise(self, *given: object) -> Any:
        raise KeyError("x")

    direct = links = elsewhere = curies = notes = parts = members = actions = _raise


class Late(Format):
    """Raise while its links are gone through."""

    name = "late"

    def recognises(self, data: dict[str, Any]) -> bool:
        return True

    def links(self, document: Any) -> Any:
        yield from ()
        raise ValueError


class Blind(Format):
    """Raise at the first look."""

    name = "blind"

    def recognises(self, data: dict[str, Any]) -> bool:
        raise RuntimeError


class NamedHal(Format):
    """Take the name of another format."""

    name = "hal"


class OneText(Format):
    """Give one text where several may stand."""

    name = "one text"
    media_types = "application/x"  # type: ignore[assignment]


FAILING, LATE, BLIND, HAL, TEXT = Failing(), Late(), Blind(), NamedHal(), OneText()


def named(name: str) -> tuple[str, ...]:
    return (f"{__name__}:{name}",)


@pytest.mark.parametrize(
    ("name", "raised"), [("FAILING", "KeyError"), ("LATE", "ValueError"), ("BLIND", "RuntimeError")]
)
def test_what_a_reader_raises_is_left_out_and_told(name, raised):
    document = formats.read("https://acme.test/", 200, {}, DATA, reader=formats.reader_for(named(name)))
    assert list(document.links) == ["self"]
    assert (document.members, list(document.embedded), document.actions) == (None, [], ())
    reader = name.lower()
    assert document.notices[-1] == f"The reader {reader!r} raised {raised}: what it reads was left out."


def test_a_reader_of_a_profile_reads_for_nobody_else():
    formats.reader_for(named("FAILING"))
    document = formats.read("https://acme.test/", 200, {}, DATA)
    assert document.formats == ("hal",)
    assert document.notices == ()
    assert "application/pointers" in formats.accept_header(named("FAILING"))
    assert "application/pointers" not in formats.accept_header()


def test_a_document_of_a_scoped_reader_is_read_by_it_after_pickling_too():
    document = formats.read("https://acme.test/", 200, {}, DATA, reader=formats.reader_for(named("FAILING")))
    assert "failing" in pickle.loads(pickle.dumps(document)).formats


def test_readers_of_this_package_need_no_guard():
    hal = Hal()
    assert guarded(hal) is hal
    once = guarded(FAILING)
    assert isinstance(once, Guarded)
    assert guarded(once) is once


@pytest.mark.parametrize(
    ("reader", "told"),
    [
        (Failing, f"{Failing!r} is no reader of a format.\n  next       give Failing()"),
        (7, "7 is no reader of a format.\n  next       give an object of a subclass of Format"),
        (Format(), "A format needs a name."),
        (
            TEXT,
            "OneText.media_types is one text where several may stand.\n  nearest    ('application/x',)",
        ),
    ],
    ids=str,
)
def test_what_is_no_reader_is_refused(reader, told):
    with pytest.raises(ProfileError) as caught:
        checked(reader)
    assert str(caught.value) == told


def test_a_reader_may_not_have_the_name_of_a_format_that_is_read_here():
    for refused in (lambda: formats.reader_for(named("HAL")), lambda: formats.register(HAL)):
        with pytest.raises(ProfileError) as caught:
            refused()
        assert str(caught.value) == "A format is called 'hal' already.\n  next       give the reader another name"
