"""JSON as it is sent: bytes that every reader understands."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.web.encoding import json_bytes

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda part: st.lists(part) | st.dictionaries(st.text(), part),
)


@given(JSON)
def test_what_is_sent_reads_as_what_was_given(value: Any):
    assert json.loads(json_bytes(value)) == value


def test_half_a_surrogate_pair_is_said_by_an_escape():
    assert json_bytes({"name": "\ud800é"}) == b'{"name":"\\ud800\\u00e9"}'


def test_a_number_that_json_has_not_is_refused():
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_bytes([float("nan")])
