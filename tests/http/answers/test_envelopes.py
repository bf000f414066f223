"""Each name under which an error body says something, written out."""

from __future__ import annotations

import pytest

from hypernav.http.answers.envelopes import read_problem
from hypernav.profile import ErrorEnvelope

NONE = ErrorEnvelope(code=(), message=(), request_id=())
MESSAGES = "message errorMessage error_description detail title description reason msg faultstring".split()
CODES = "code errorCode error_code type".split()
REQUEST_IDS = "requestId request_id traceId trace_id correlationId".split()
DOCUMENTATION = "documentation_url documentation moreInfo help".split()
INNER = "error errors fault problem _api_error".split()
LISTS_OF_FIELDS = "errors validationMessages detail details violations invalid-params invalidParams".split()
FIELD_NAMES = "field name path property parameter item".split()


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_read_under_each_name(name: str):
    assert read_problem({name: "No"}, NONE).message == "No"
    assert read_problem({"errors": [{"field": "a", name: "No"}]}, NONE).fields == {"a": "No"}


@pytest.mark.parametrize("name", CODES)
def test_a_code_is_read_under_each_name(name: str):
    assert read_problem({name: "E1", "message": "No"}, NONE).code == "E1"
    assert read_problem({"error": {name: "E1", "message": "No"}}, NONE).code == "E1"


@pytest.mark.parametrize("name", REQUEST_IDS)
def test_a_request_id_is_read_under_each_name(name: str):
    assert read_problem({name: "r1"}, NONE).request_id == "r1"
    assert read_problem({"error": {name: "r1"}}, NONE).request_id == "r1"


@pytest.mark.parametrize("name", DOCUMENTATION)
def test_documentation_is_read_under_each_name(name: str):
    assert read_problem({name: "https://acme.test/e"}, NONE).documentation == "https://acme.test/e"


@pytest.mark.parametrize("name", INNER)
def test_an_envelope_inside_is_read_under_each_name(name: str):
    assert read_problem({name: {"message": "No", "code": "E1"}}, NONE)[:2] == ("No", "E1")
    assert read_problem({name: ["No"]}, NONE).message == "No"


@pytest.mark.parametrize("name", LISTS_OF_FIELDS)
def test_messages_of_fields_are_read_under_each_name(name: str):
    assert read_problem({name: [{"field": "a", "message": "No"}]}, NONE).fields == {"a": "No"}


@pytest.mark.parametrize("name", FIELD_NAMES)
def test_a_field_is_named_under_each_name(name: str):
    assert read_problem({"errors": [{name: "a", "message": "No"}]}, NONE).fields == {"a": "No"}


@pytest.mark.parametrize("name", [*MESSAGES, *INNER, *LISTS_OF_FIELDS])
def test_no_name_of_an_envelope_is_taken_for_a_field(name: str):
    assert "a" not in read_problem({"a": ["x"], name: ["No"]}, NONE).fields
