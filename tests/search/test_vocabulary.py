"""Fields and operators as data."""

from __future__ import annotations

import pytest

from hypernav.search import Enumerated, Field, Operator, Vocabulary, fields_table, operators_table, same

IS = Operator("is", meaning="equal")
CONTAINS = Operator("contains", meaning="contains")
ACME = Vocabulary(
    "Acme's hosts",
    fields_table(
        Field("risk-score", "number", ("is",)),
        Field("Host Name", "string", ("contains", "is")),
        Field("import", "string", ("is",)),
    ),
    operators_table(IS, CONTAINS),
)
OPEN = Vocabulary(
    "Acme's labels",
    fields_table(Field("name", "string", ("is",))),
    operators_table(IS),
    other=Field("", "any", ("is",)),
    pattern=r"labels\..+",
)


def test_a_field_is_found_by_its_name():
    assert ACME.field("risk-score").kind == "number"


@pytest.mark.parametrize(
    ("typed", "name"), [("risk_score", "risk-score"), ("host_name", "Host Name"), ("import_", "import")]
)
def test_a_field_is_found_by_the_identifier_that_stands_for_it(typed, name):
    assert ACME.field(typed).name == name


@pytest.mark.parametrize("name", ["risk", "RISK-SCORE", "risk score", "", "labels.env"])
def test_another_name_is_no_field(name):
    assert ACME.field(name) is None


def test_a_field_that_is_not_listed_is_what_the_vocabulary_says():
    assert OPEN.field("labels.env") == Field("labels.env", "any", ("is",))


def test_a_listed_field_comes_before_the_pattern():
    assert OPEN.field("name").kind == "string"


@pytest.mark.parametrize("name", ["labels.", "label.env", "xlabels.env"])
def test_a_field_that_does_not_look_like_the_pattern_does_not_exist(name):
    assert OPEN.field(name) is None


def test_a_pattern_takes_line_breaks_for_characters():
    assert OPEN.field("labels.a\nb").name == "labels.a\nb"


def test_the_operators_of_a_field_come_in_its_own_order():
    assert ACME.operators_of("Host Name") == (CONTAINS, IS)


def test_an_unknown_field_has_no_operators():
    assert ACME.operators_of("nothing") == ()


def test_tables_cannot_be_changed():
    with pytest.raises(TypeError):
        ACME.fields["x"] = Field("x")
    with pytest.raises(TypeError):
        ACME.operators["x"] = IS


def test_an_operator_is_typed_as_an_identifier():
    assert [Operator(name).identifier for name in ("is-within-the-last", "in", "Starts With", "=")] == [
        *("is_within_the_last", "in_", "starts_with", "")
    ]


def test_words_that_mean_what_they_say_make_an_enumeration():
    assert same("open closed") == (Enumerated("open", "open"), Enumerated("closed", "closed"))
