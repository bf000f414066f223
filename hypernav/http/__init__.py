"""The only package that speaks HTTP: origins, credentials, limits, retries, the ledger and redaction."""

from __future__ import annotations

from hypernav.http.answers.problems import problem_from
from hypernav.http.answers.response import Response
from hypernav.http.auth.schemes import Auth, BasicAuth, BearerAuth, CallableAuth, CertificateAuth, TokenAuth
from hypernav.http.auth.sources import auth_from
from hypernav.http.client import Client
from hypernav.http.clock import Clock, SystemClock
from hypernav.http.ledger import Entry, Ledger
from hypernav.http.origins import Origin, origin_of
from hypernav.http.probes import refuse_while_probed
from hypernav.http.transport import NotSent, RawResponse, Transport
from hypernav.web.headers import Headers
from hypernav.web.secret import Secret

__all__ = [
    "Auth",
    "BasicAuth",
    "BearerAuth",
    "CallableAuth",
    "CertificateAuth",
    "Client",
    "Clock",
    "Entry",
    "Headers",
    "Ledger",
    "NotSent",
    "Origin",
    "RawResponse",
    "Response",
    "Secret",
    "SystemClock",
    "TokenAuth",
    "Transport",
    "auth_from",
    "origin_of",
    "problem_from",
    "refuse_while_probed",
]
