from functools import partial

import pytest

from hypernav.notebook import Shown, chosen, html_of


class Note(Shown):
    def __str__(self) -> str:
        return "a note"


class Letter(Note):
    pass


def test_a_thing_that_no_display_knows_is_its_text():
    assert Note()._repr_mimebundle_() == {"text/plain": "a note"}


@pytest.fixture
def registered(monkeypatch):
    shown = html_of.registry[object]
    html_of.register(Letter, lambda thing: f"<p>{thing}")
    yield
    html_of.register(Letter, shown)


@pytest.mark.usefixtures("registered")
def test_a_display_that_is_registered_makes_the_html_of_its_kind_alone():
    assert Letter()._repr_mimebundle_() == {"text/plain": "a note", "text/html": "<p>a note"}
    assert Letter()._repr_mimebundle_(exclude={"text/plain"}) == {"text/html": "<p>a note"}
    assert Note()._repr_mimebundle_() == {"text/plain": "a note"}


def test_only_the_forms_that_are_asked_for_are_made():
    made: list[str] = []
    forms = {kind: partial(lambda kind: made.append(kind) or kind, kind) for kind in ("a", "b")}
    assert chosen(forms, include={"a"}) == {"a": "a"}
    assert chosen(forms, include=(), exclude=("a",)) == {"b": "b"}
    assert made == ["a", "b"]
