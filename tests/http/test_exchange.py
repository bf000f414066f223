"""What is written down of an exchange, and said where it fails."""

from __future__ import annotations

import base64
import io
import logging
import traceback

import pytest
import rich.console
import rich.traceback
from IPython.core.ultratb import VerboseTB

from hypernav.errors import HypernavError
from hypernav.http import BasicAuth, BearerAuth, CallableAuth, TokenAuth
from hypernav.options import Options
from tests.servers import drop, redirect, reply

CANARY = "canary-0a1b2c3d4e5f"
KINDS = [
    TokenAuth(CANARY),
    BearerAuth(CANARY),
    BasicAuth("me", CANARY, second_factor=CANARY),
    CallableAuth(lambda method, url: {"X-Key": CANARY}, secrets=(CANARY,)),
]
FORMS = [CANARY, CANARY.encode().hex(), base64.b64encode(CANARY.encode()).decode().rstrip("="), "bWU6Y2FuYXJ5LT"]


@pytest.mark.parametrize("auth", KINDS)
def test_no_log_line_and_no_ledger_holds_a_secret(server, make, auth, caplog):
    caplog.set_level(logging.DEBUG)
    client = make(auth=auth)
    server.on("/x", redirect(f"/y?q={CANARY}&token=other"))
    server.on("/y", reply(503), drop(), reply(json={"echo": CANARY}))
    client.send("GET", f"/x?access_token=unregistered&echo={CANARY}")
    shown = caplog.text + repr(client.ledger) + repr(list(client.ledger)) + repr(client)
    assert server.url.partition("//")[2] in shown
    assert [form for form in [*FORMS, "unregistered", "other"] if form in shown] == []
    assert any(record.name == "hypernav.http" for record in caplog.records)


@pytest.mark.parametrize("auth", KINDS)
@pytest.mark.parametrize("path", ["/cut", "/broken", "/loop", "/away", "/limited"])
def test_no_error_holds_a_secret(server, make, auth, path):
    query = f"?q={CANARY}"
    server.on("/cut", reply(body=b"x", length=5) + b"")
    server.on("/broken", b"HTTP/9 " + CANARY.encode() + b"\r\n\r\n")
    server.on("/loop", redirect(f"/loop{query}"))
    server.on("/away", redirect(f"http://evil.test/{query}"))
    server.on("/limited", reply(429, headers={"Retry-After": "99999"}))
    client = make(auth=auth, options=Options(read_timeout=0.2))
    with pytest.raises(HypernavError) as caught:
        client.send("POST" if path in ("/cut", "/broken") else "GET", path + query, body=b"{}", asked_by=f"x {CANARY}")
    error: BaseException | None = caught.value
    while error is not None:
        shown = f"{error} {error!r} {error.args} {vars(error)}"
        assert [form for form in FORMS if form in shown] == []
        error = error.__cause__ or error.__context__


VALUE = "s3cret-" + "0123456789abcdef" * 8


@pytest.mark.parametrize("fault", ["refused", "header", "deadline"])
@pytest.mark.parametrize("kind", [TokenAuth, BearerAuth, lambda token: BasicAuth("me", token)])
def test_tracebacks_with_all_local_names_show_no_secret(server, make, kind, fault):
    client = make(auth=kind(VALUE)) if fault != "refused" else make("http://127.0.0.1:9", auth=kind(VALUE))
    server.on("/x", b"nonsense\r\n\r\n")
    try:
        client.send("POST", "/x", headers={"X-Bad": "a\nb"} if fault == "header" else {}, body=b"{}")
    except (ValueError, OSError, Exception) as error:
        frames = traceback.TracebackException.from_exception(error, capture_locals=True)
        plain = "".join(frames.format())
        verbose = VerboseTB(theme_name="nocolor").text(type(error), error, error.__traceback__)
        output = io.StringIO()
        console = rich.console.Console(file=output, width=200)
        console.print(
            rich.traceback.Traceback.from_exception(type(error), error, error.__traceback__, show_locals=True)
        )
    for text in (plain, verbose, output.getvalue()):
        assert "send" in text
        assert "s3cret-0123" not in text
        assert "czNjcmV0LT" not in text
        assert "0123456789abcdef01" not in text
