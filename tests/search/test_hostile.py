"""The hostile texts themselves: many, each once, and all of them texts that a URL can carry."""

from __future__ import annotations

from tests.search.hostile import GROUPS, LITERALS


def test_there_are_at_least_300_texts_each_once():
    assert len(set(LITERALS)) == len(LITERALS) >= 300


def test_every_reason_has_texts():
    assert [reason for reason, texts in GROUPS.items() if len(texts) < 10] == []


def test_all_can_be_sent_as_utf_8():
    assert [text.encode("utf-8").decode("utf-8") for text in LITERALS] == list(LITERALS)


STUMBLING = (*"'\"\\%+&#,([{\x00\u202e\U0001f600", " or ", "OR is:open", "1 eq 1", "{{", "\r\n")


def test_what_every_grammar_stumbles_over_is_among_them():
    assert [part for part in STUMBLING if not any(part in text for text in LITERALS)] == []
    assert max(map(len, LITERALS)) == 10_000
