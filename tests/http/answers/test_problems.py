"""Error answers in every envelope."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, strategies

from hypernav.errors import Conflict, Invalid, NotAllowed, NotAuthenticated, NotFound, RateLimited, ResponseError
from hypernav.http import BasicAuth, Response, TokenAuth, problem_from
from hypernav.http.answers.envelopes import read_problem, text_of_page
from hypernav.profile import Credentials, ErrorEnvelope
from hypernav.web.headers import Headers
from tests.servers import reply


def _problem(
    status: int = 400, data: object = None, *, envelope=None, body=b"", media_type="application/json", **headers
):
    content = json.dumps(data).encode() if data is not None else body
    fields = {"Content-Type": media_type, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return problem_from(Response(status, Headers(fields), "https://acme.test/x", content), envelope)


@pytest.mark.parametrize(
    "status, leaf",
    [
        *[(400, Invalid), (413, Invalid), (415, Invalid), (422, Invalid), (401, NotAuthenticated), (403, NotAllowed)],
        *[(405, NotAllowed), (404, NotFound), (410, NotFound), (409, Conflict), (412, Conflict)],
        (429, RateLimited),
        *[(status, ResponseError) for status in (402, 418, 499, 500, 502, 599, 301, 307)],
    ],
)
def test_the_status_alone_decides_the_leaf(status, leaf):
    for data in ({"message": "x", "status": 404}, None):
        error = _problem(status, data)
        assert type(error) is leaf
        assert error.status == status


ENVELOPES = {
    "code, message, id": ({"code": "invalid", "message": "No", "id": "r1"}, "No", "invalid", "r1"),
    "status, message, links": ({"status": "404", "message": "No", "links": [{"rel": "x", "href": "y"}]}, "No", "", ""),
    "nested error": ({"error": {"message": "No", "type": "NoSuchTable", "code": 404}}, "No", "404", ""),
    "OAuth": ({"error": "invalid_grant", "error_description": "No"}, "No", "invalid_grant", ""),
    "error text": ({"error": "No"}, "No", "", ""),
    "detail": ({"detail": "No"}, "No", "", ""),
    "errors of texts": ({"errors": ["No", "Never"]}, "No; Never", "", ""),
    "errors of objects": ({"errors": [{"message": "No"}, {"detail": "Never"}]}, "No; Never", "", ""),
    "camelCase": ({"errorCode": "E1", "errorMessage": "No", "requestId": "r2"}, "No", "E1", "r2"),
    "flag and message": ({"error": True, "message": "No"}, "No", "", ""),
    "array of texts": ({"_api_error": ["No"]}, "No", "", ""),
    "RFC 9457": (
        {"type": "https://acme.test/e", "title": "No", "detail": "Never"},
        "No: Never",
        "https://acme.test/e",
        "",
    ),
    "RFC 9457 without a type": ({"type": "about:blank", "title": "No", "status": 400}, "No", "", ""),
    "an array": ([{"message": "No"}], "No", "", ""),
    "a text": ("No", "No", "", ""),
    "a fault": ({"fault": {"faultstring": "No", "detail": {"errorcode": "E1"}}}, "No", "", ""),
    "numbers": ({"code": 4000, "message": "No", "traceId": 7}, "No", "4000", "7"),
}


@pytest.mark.parametrize("data, message, code, request_id", ENVELOPES.values(), ids=ENVELOPES)
def test_common_envelopes_are_understood(data, message, code, request_id):
    error = _problem(400, data)
    assert (error.message, error.code, error.request_id) == (message, code, request_id)
    assert error.what == f"400 Bad Request: {message}"
    assert error.problem == (data if isinstance(data, dict) else {})


FIELDS = {
    "list of objects": ({"errors": [{"field": "name", "message": "too long"}]}, {"name": "too long"}),
    "map of lists": ({"errors": {"name": ["too long", "odd"]}}, {"name": "too long; odd"}),
    "message as a map": ({"message": {"name": ["too long"]}}, {"name": "too long"}),
    "validation messages": (
        {"message": "No", "validationMessages": [{"field": "name", "message": "too long"}]},
        {"name": "too long"},
    ),
    "FastAPI": (
        {"detail": [{"loc": ["body", "items", 0, "name"], "msg": "too long", "type": "x"}]},
        {"body.items.0.name": "too long"},
    ),
    "JSON:API": (
        {"errors": [{"source": {"pointer": "/data/name"}, "title": "No", "detail": "too long"}]},
        {"/data/name": "too long"},
    ),
    "codes": (
        {"errors": [{"resource": "Issue", "field": "title", "code": "missing_field"}]},
        {"title": "missing_field"},
    ),
    "Django REST framework": (
        {"name": ["too long", "odd"], "non_field_errors": ["clash"]},
        {"name": "too long; odd", "non_field_errors": "clash"},
    ),
    "nested": ({"error": {"details": [{"field": "name", "reason": "too long"}]}}, {"name": "too long"}),
}


@pytest.mark.parametrize("data, fields", FIELDS.values(), ids=FIELDS)
def test_messages_of_single_fields_are_found(data, fields):
    error = _problem(422, data)
    assert error.fields == fields
    assert all(name in str(error) and text in str(error) for name, text in fields.items())


def test_an_api_names_the_members_of_its_own_envelope():
    envelope = ErrorEnvelope(
        code=("fault.number",), message=("fault.says",), request_id=("fault.trace",), fields="fault.parts"
    )
    data = {"message": "wrong one", "fault": {"number": 7, "says": "No", "trace": "t", "parts": {"a": "b"}}}
    error = _problem(400, data, envelope=envelope)
    assert (error.message, error.code, error.request_id, error.fields) == ("No", "7", "t", {"a": "b"})


def test_an_envelope_may_have_names_with_dots_and_arrays():
    envelope = ErrorEnvelope(
        code=("errors.0.code",), message=("@acme.says",), request_id=("@acme.trace",), fields="@acme.parts"
    )
    data = {"@acme.says": "No", "@acme.trace": "t", "@acme.parts": {"a": "b"}, "errors": [{"code": 7}]}
    error = _problem(400, data, envelope=envelope)
    assert (error.message, error.code, error.request_id, error.fields) == ("No", "7", "t", {"a": "b"})


def test_an_error_says_what_where_and_what_next():
    error = _problem(404, {"code": "not_found", "message": "Unknown project"}, X_Request_Id="r-1")
    assert str(error).splitlines() == [
        "404 Not Found: Unknown project",
        "  where      GET https://acme.test/x",
        "  code       not_found",
        "  request    r-1",
        "  next       check the address: .links of the place before lists what is there",
    ]
    assert error.request_id == "r-1"


def test_a_header_named_by_the_profile_holds_the_request_id():
    envelope = ErrorEnvelope(request_id_header="X-Acme-Trace")
    assert _problem(500, {}, envelope=envelope, X_Acme_Trace="t", X_Request_Id="r").request_id == "t"


def test_without_a_credential_the_names_of_the_variables_are_told():
    response = Response(401, Headers(), "https://acme.test/x")
    token = problem_from(response, credentials=Credentials("token", ("ACME_TOKEN",)))
    basic = problem_from(response, credentials=Credentials("basic", ("ACME_USER", "ACME_PASSWORD")))
    assert token.details["next"] == (
        "give a credential that this API takes: connect(…, token=…), or set ACME_TOKEN in the environment"
    )
    assert basic.details["next"] == (
        "give a credential that this API takes: connect(…, auth=(user, password)), "
        "or set ACME_USER and ACME_PASSWORD in the environment"
    )


REFUSED = "the server refuses the request as it is: change what the message names"
FAILED = "the server failed: try again later, and tell its operators the request id if there is one"
MOVED = "the write was not repeated at the new place: send it there if that is what you want"
NEXT = {
    400: "check the parameters and the body against the message",
    401: "give a credential that this API takes: connect(…, token=…) or connect(…, auth=(user, password))",
    403: "the credential may not do this: use one with more rights, or ask for them",
    404: "check the address: .links of the place before lists what is there",
    405: "the place does not take this method: .options() asks which ones it takes",
    409: "it changed since, or its state does not allow this: .refresh() shows what is there now",
    410: "it is gone for good: look at the links of the place before",
    412: "the condition that was sent does not hold: .refresh() shows what is there now",
    413: "send less at once",
    415: "send another media type",
    422: "correct the fields that the message names",
    428: 'the server wants a condition such as If-Match: headers={"If-Match": …} gives it, of the ETag in .headers',
    429: "wait, then go on; Options(max_attempts=…) tries a GET more often by itself",
    501: "the server does not have this, now or later: look for another way at the links of the place before",
    **dict.fromkeys((402, 406, 418, 451, 499), REFUSED),
    **dict.fromkeys((500, 502, 503, 504, 599), FAILED),
    **dict.fromkeys((301, 302, 307, 399), MOVED),
}


@pytest.mark.parametrize("status", NEXT)
def test_every_status_says_what_to_do_next(status):
    assert _problem(status).details["next"] == NEXT[status]


@pytest.mark.parametrize(("status", "told"), [(301, True), (399, True), (400, False), (500, False)])
def test_the_new_place_of_a_redirect_alone_is_told(status, told):
    assert ("location" in _problem(status, Location="/new").details) is told


@pytest.mark.parametrize("name", ["X-Request-Id", "X-Correlation-Id", "Request-Id", "X-Trace-Id"])
def test_each_header_that_names_a_request_is_told(name):
    error = _problem(500, **{name.replace("-", "_"): "r7"})
    assert (error.request_id, error.details["request"]) == ("r7", "r7")


@pytest.mark.parametrize("data", [{"Error": {"Message": "Nobody knows this shape"}}, [[7]], 42])
def test_an_answer_in_no_known_shape_is_shown_as_it_is(data):
    assert _problem(400, data).details["answer"] == json.dumps(data)


def test_a_refusal_for_the_rate_is_told_apart_from_one_for_want_of_rights():
    limited = "the rate limit is used up (X-RateLimit-Remaining: 0): wait, then go on"
    assert _problem(403, X_RateLimit_Remaining="0").details["next"] == limited
    assert "more rights" in _problem(403, X_RateLimit_Remaining="7").details["next"]
    assert _problem(403, Retry_After="60").details["next"] == "wait 60 s, then go on"


def test_a_conflict_of_something_new_is_told_apart_from_one_of_a_change():
    made = Response(409, Headers({}), "https://acme.test/x", b"", method="POST")
    exists = "it exists already, or its state does not allow this: look at what is there, then decide"
    assert problem_from(made).details["next"] == exists
    assert ".refresh()" in _problem(409).details["next"]


def test_a_wait_is_told():
    assert _problem(429, Retry_After="12").details["next"] == "wait 12 s, then go on"


def test_a_method_that_is_not_allowed_lists_the_others():
    assert _problem(405, Allow="GET, HEAD").details["allowed"] == "GET, HEAD"


def test_a_redirected_write_says_where_it_should_have_gone(server, client):
    server.on("/x", reply(302, headers={"Location": "/y?token=abc"}))
    error = problem_from(client.send("POST", "/x", body=b"{}"))
    assert str(error).splitlines() == [
        "302 Found.",
        f"  where      POST {server.url}/x",
        "  location   /y?token=[hidden]",
        "  next       the write was not repeated at the new place: send it there if that is what you want",
    ]


PAGES = {
    "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1><hr>nginx</body></html>": (
        "502 Bad Gateway nginx"
    ),
    "<title>Oops</title><style>p{}</style><script>alert(1)</script><p>It &lt;broke&gt;</p>": "Oops: It <broke>",
    "<p>no title": "no title",
    "<title>only</title>": "only",
    "<title>open": "open",
}


@pytest.mark.parametrize("page, message", PAGES.items())
def test_a_page_is_read_as_text(page, message):
    assert text_of_page(page) == message
    assert _problem(502, body=page.encode(), media_type="text/html").message == text_of_page(page)


def test_plain_text_is_a_message():
    assert _problem(500, body=b"  it\n broke ", media_type="text/plain").message == "it broke"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe\xfd", b"[" * 10_000, b"null", b"1", b"[]", b"{}", b'{"message": {}}']
)
def test_no_body_breaks_an_error(body):
    assert _problem(500, body=body).what.startswith("500 Internal Server Error")


JUNK = strategies.recursive(
    strategies.none() | strategies.booleans() | strategies.integers() | strategies.floats() | strategies.text(),
    lambda children: (
        strategies.lists(children, max_size=4)
        | strategies.dictionaries(
            strategies.sampled_from(
                [
                    "error",
                    "errors",
                    "message",
                    "detail",
                    "code",
                    "field",
                    "fields",
                    "source",
                    "loc",
                    "title",
                    "type",
                    "id",
                ]
            ),
            children,
            max_size=5,
        )
    ),
    max_leaves=15,
)


@given(JUNK)
def test_no_shape_of_an_envelope_breaks_the_reader(data):
    problem = read_problem(data, ErrorEnvelope(fields="fields"))
    assert all(isinstance(part, str) for part in (problem.message, problem.code, problem.request_id))
    assert all(isinstance(text, str) for pair in problem.fields.items() for text in pair)


def test_the_text_of_a_server_does_not_steer_a_terminal():
    error = _problem(400, {"message": "a\x1b[31mred\x07\u202eevil\nnext line", "code": "c\x1b[0m"})
    assert error.what == "400 Bad Request: a [31mred  evil next line"
    assert error.details["code"] == "c [0m"


def test_long_messages_are_cut_visibly():
    error = _problem(400, {"message": "x" * 600})
    assert error.what.endswith(f"{'x' * 10}… (100 characters more)")
    assert len(error.message) == 600
    many = _problem(422, {"errors": {f"field{number}": "bad" for number in range(14)}})
    assert many.details["fields"].splitlines()[-1] == "… 4 more"
    assert len(many.fields) == 14


def test_a_secret_is_not_cut_into_a_part_that_nobody_hides(server, make):
    server.on(
        "/x", reply(400, json={"message": "x" * 494 + "canary-12345", "errors": {"a": "y" * 494 + "canary-12345"}})
    )
    error = problem_from(make(auth=TokenAuth("canary-12345")).send("GET", "/x"))
    assert "canary" not in f"{error} {error.fields}"


@pytest.mark.parametrize("auth", [TokenAuth("canary-12345"), BasicAuth("me", "canary-12345")])
def test_a_secret_that_the_server_repeats_is_hidden(server, make, auth):
    server.on(
        "/x", lambda request: reply(401, json={"message": f"bad: {request.headers['authorization']} canary-12345"})
    )
    error = problem_from(make(auth=auth).send("GET", "/x?q=canary-12345"))
    assert "canary-12345" not in f"{error} {error.message}"
    assert "Y2FuYXJ5" not in f"{error}"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<html><![x<p>Error", "Error"),
        ("<![CDATA[x]]>Error<![", "Error"),
        ("<!-- > --><b>A</b> < B<!-- no end", "A < B"),
        ("<!doctype html><TITLE>502</Title ><SCRIPT>a<b</script><p title='>'>Bad", "502: '>Bad"),
        ("<style>p{}", ""),
        ("<titles>x</titles>", "x"),
        ("&lt;b&gt; &#65; &#x" + "9" * 5000 + "; &#" + "9" * 5000, "<b> A \ufffd \ufffd"),
        ("a<", "a<"),
        ("a<b", "a"),
    ],
)
def test_any_text_is_taken_for_a_page(page, text):
    assert text_of_page(page) == text
