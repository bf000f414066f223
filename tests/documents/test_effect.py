import warnings

import pytest

from hypernav.documents.effect import Asked, Effect
from hypernav.errors import AnswerContradicts, AnswerWarning, OutcomeUnknown, ResponseError, UnknownAfterFailure

HELD = Asked("/size is 2", "held")
BROKEN = Asked("/name is 'b'", "contradicted", "it is still 'a'", 1)
UNSEEN = Asked("/password is set", "cannot be seen", "the answer does not show it")


def test_an_effect_shows_one_line_for_each_thing_that_was_asked():
    assert str(Effect((HELD, BROKEN, UNSEEN))) == (
        "held            /size is 2\n"
        "contradicted    /name is 'b': it is still 'a'\n"
        "cannot be seen  /password is set: the answer does not show it"
    )


def test_what_cannot_be_seen_is_not_held():
    assert not Effect((HELD, UNSEEN)).held
    assert Effect((HELD,)).held


def test_an_effect_tells_what_is_contradicted_and_what_cannot_be_seen():
    effect = Effect((HELD, BROKEN, UNSEEN))
    assert effect.contradicted == (BROKEN,)
    assert effect.unseen == (UNSEEN,)
    assert (len(effect), list(effect)) == (3, [HELD, BROKEN, UNSEEN])


def test_the_phrase_for_a_footer_has_contradictions_only():
    assert Effect((HELD, BROKEN, UNSEEN)).phrase == "contradicts /name is 'b': it is still 'a'"
    assert Effect((HELD,)).phrase == ""
    assert Effect((HELD, BROKEN))[1] is BROKEN


def test_nothing_that_was_asked_is_said():
    assert str(Effect()) == "nothing was asked"


def test_a_contradiction_warns_once():
    with pytest.warns(AnswerWarning) as caught:
        Effect((HELD, BROKEN)).tell("Accepted, not applied")
    assert [str(each.message) for each in caught] == ["Accepted, not applied: /name is 'b': it is still 'a'."]


def test_a_strict_contradiction_is_raised_with_its_effect():
    effect = Effect((BROKEN,))
    with pytest.raises(AnswerContradicts) as caught:
        effect.tell("Accepted, not applied", strict=True, where="PUT /x")
    assert str(caught.value) == ("Accepted, not applied: /name is 'b': it is still 'a'.\n  where      PUT /x")
    assert caught.value.effect is effect


def test_a_message_names_three_contradictions_and_counts_the_rest():
    with pytest.warns(AnswerWarning, match="; and 2 more.$"):
        Effect((BROKEN,) * 5).tell("Accepted, not applied")


def test_nothing_is_told_where_nothing_is_contradicted():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Effect((HELD, UNSEEN)).tell("Accepted, not applied", strict=True)


def test_an_effect_shows_itself_in_a_notebook_as_text_and_html():
    shown = Effect((BROKEN,))._repr_mimebundle_()
    assert shown["text/plain"] == "contradicted    /name is 'b': it is still 'a'"
    assert "it is still" in shown["text/html"]


def test_a_failure_that_tells_nothing_is_both_an_answer_and_unknown():
    assert issubclass(UnknownAfterFailure, ResponseError)
    assert issubclass(UnknownAfterFailure, OutcomeUnknown)
