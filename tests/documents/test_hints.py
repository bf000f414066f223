import dataclasses

import pytest

from hypernav.documents.hints import PagingHints


def test_hints_without_facts_are_false():
    assert not PagingHints()


def test_a_null_fact_is_a_fact():
    hints = PagingHints(found={"next_url": "next"})
    assert hints
    assert hints.next_url is None


def test_hints_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        PagingHints().total = 5
