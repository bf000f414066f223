"""The cases of credentials and origins: carriers, changes of origin, ways to be led there."""

from __future__ import annotations

import base64
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from hypernav.http import Auth, BasicAuth, BearerAuth, CallableAuth, CertificateAuth, Client, TokenAuth
from hypernav.options import Options
from tests.security.conftest import Machines
from tests.servers import Received, Server, names

CANARY = "canary-7f3a91c2e5"
FORMS = [
    CANARY.encode(),
    CANARY.upper().encode(),
    CANARY.encode().hex().encode(),
    base64.b64encode(CANARY.encode()).rstrip(b"="),
    base64.b64encode(f"me:{CANARY}".encode()).rstrip(b"="),
    base64.b64encode(f"{CANARY}:me".encode()).rstrip(b"="),
]


@dataclass(frozen=True)
class Carrier:
    """One way in which a request carries a credential."""

    auth: Callable[[Machines], Auth] | None = None
    client: dict[str, Any] = field(default_factory=dict)
    request: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    userinfo: str = ""
    certificate: bool = False


def _signed(method: str, url: str) -> dict[str, str]:
    return {"X-Signature": f"{method} {len(url)} {CANARY}"}


CARRIERS = {
    "Authorization, raw token": Carrier(lambda machines: TokenAuth(CANARY)),
    "Authorization, Bearer": Carrier(lambda machines: BearerAuth(CANARY)),
    "Authorization, Basic": Carrier(lambda machines: BasicAuth("me", CANARY)),
    "Cookie": Carrier(client={"headers": {"Cookie": f"session={CANARY}"}}),
    "Proxy-Authorization": Carrier(client={"headers": {"Proxy-Authorization": f"Bearer {CANARY}"}}),
    "Private-Token": Carrier(lambda machines: TokenAuth(CANARY, header="Private-Token")),
    "Job-Token": Carrier(lambda machines: TokenAuth(CANARY, header="Job-Token")),
    "X-Api-Key": Carrier(lambda machines: CallableAuth(lambda method, url: {"X-Api-Key": CANARY})),
    "Api-Key of one request": Carrier(request={"headers": {"Api-Key": CANARY}}),
    "query access_token": Carrier(query=f"?access_token={CANARY}"),
    "userinfo": Carrier(userinfo=f"me:{CANARY}@"),
    "client certificate": Carrier(lambda machines: CertificateAuth(*machines.client_certificate), certificate=True),
    "HMAC header": Carrier(lambda machines: CallableAuth(_signed)),
    "body": Carrier(request={"body": CANARY.encode()}),
}


@dataclass(frozen=True)
class Change:
    """A URL that is not of the home's origin; ``{s}`` is the scheme of the home, ``{port}`` its port."""

    target: str
    home: str = "{s}://good.test"
    scheme: str = ""
    """The home's scheme, where the change needs that one."""
    arrives: str = "evil.test"
    """The host that is resolved where the request is sent; it leads to the sink."""
    allowable: bool = True


CHANGES = {
    "host": Change("{s}://evil.test"),
    "sub-domain": Change("{s}://sub.good.test", arrives="sub.good.test"),
    "parent domain": Change("{s}://good.test", home="{s}://api.good.test", arrives="good.test"),
    "suffix": Change("{s}://good.test.evil", arrives="good.test.evil"),
    "port": Change("{s}://good.test:8081", arrives="good.test:8081"),
    "https to http": Change("http://good.test", scheme="https", arrives="good.test:80", allowable=False),
    "http to https": Change("https://good.test", scheme="http", arrives="good.test:443"),
    "name of the same machine": Change("{s}://localhost:{port}", home="{s}://127.0.0.1:{port}", arrives="localhost"),
    "userinfo": Change("{s}://good.test@evil.test", allowable=False),
    "trailing dot": Change("{s}://good.test.", arrives="good.test."),
    "punycode look-alike": Change("{s}://g\u043e\u043ed.test", arrives="xn--gd-fmca.test"),
    "backslash": Change("{s}://good.test\\@evil.test", allowable=False),
}

SAME_ORIGIN = {"explicit default port": "{s}://good.test:{default}", "upper-case host": "{s}://GOOD.Test"}

WAYS = ("301", "302", "303", "307", "308", "link", "next")


@dataclass(frozen=True)
class Case:
    """A client at home, and a place that it is led to."""

    machines: Machines
    carrier: Carrier
    scheme: str
    home_url: str
    target: str
    arrives: str = ""

    @property
    def home(self) -> Server:
        return self.machines.home[self.scheme]

    @property
    def sinks(self) -> list[Server]:
        return list(self.machines.sink.values())

    @property
    def sink(self) -> Server:
        return self.machines.sink[self.target.split(":", 1)[0]]

    def client(self) -> Client:
        base = self.home_url.replace("://", f"://{self.carrier.userinfo}")
        auth = self.carrier.auth(self.machines) if self.carrier.auth else None
        options = Options(verify=str(self.machines.authority.path), connect_timeout=2, read_timeout=2)
        return Client(base, auth=auth, options=options, **self.carrier.client)

    def names(self) -> AbstractContextManager[None]:
        """Resolve the home's address to the home and everything else to the sink."""
        host, port = _host_and_port(self.home_url)
        places: dict[str | tuple[str, int], Server | tuple[str, int]] = {(host, port): self.home}
        if self.arrives:
            name, colon, number = self.arrives.partition(":")
            places[(name, int(number)) if colon else name] = self.sink
        return names(places)

    def carries(self, server: Server, request: Received | None = None) -> bool:
        """Say whether a server got the credential, in one request or in any."""
        if self.carrier.certificate:
            return any(server.certificates)
        received = request.raw if request is not None else server.everything
        return any(form in received for form in FORMS)


def case_of(machines: Machines, carrier: Carrier, change: Change) -> Case:
    scheme = change.scheme or ("https" if carrier.certificate else "http")
    values = {"s": scheme, "port": machines.home[scheme].port}
    return Case(machines, carrier, scheme, change.home.format(**values), change.target.format(**values), change.arrives)


def control_of(machines: Machines, carrier: Carrier, target: str) -> Case:
    scheme = "https" if carrier.certificate else "http"
    values = {"s": scheme, "default": {"http": 80, "https": 443}[scheme]}
    return Case(machines, carrier, scheme, f"{scheme}://good.test", target.format(**values))


def _host_and_port(url: str) -> tuple[str, int]:
    scheme, _, rest = url.partition("://")
    host, _, port = rest.partition(":")
    return host, int(port or {"http": 80, "https": 443}[scheme])
