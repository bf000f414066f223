"""How the tests talk to the simulated LaunchDarkly: in the process, with and without its token."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from hypernav.apis.launchdarkly.sandbox import create
from hypernav.apis.launchdarkly.sandbox.application import LaunchDarkly
from hypernav.sandbox import InProcessTransport

SEMANTIC = "application/json; domain-model=launchdarkly.semanticpatch"


@dataclass
class Answer:
    """An answer with its JSON decoded."""

    status: int
    headers: dict[str, str]
    json: Any


@dataclass
class Client:
    """Send requests to one sandbox with the token of its user."""

    sandbox: LaunchDarkly = field(default_factory=create)

    def send(self, method: str, path: str, body: Any = None, *, token: str | None = None, **headers: str) -> Answer:
        """Send one request; header names are written with underscores."""
        fields = [(name.replace("_", "-"), value) for name, value in headers.items()]
        token = self.sandbox.credentials["token"] if token is None else token
        if token:
            fields.append(("Authorization", token))
        raw = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        if raw is not None and "Content_Type" not in headers:
            fields.append(("Content-Type", "application/json"))
        url = f"{self.sandbox.origin}/api/v2{path}"
        answer = InProcessTransport(self.sandbox).exchange(method, url, fields, raw)
        content = b"".join(answer.body)
        return Answer(answer.status, dict(answer.headers), json.loads(content) if content else None)

    def get(self, path: str, **headers: str) -> Any:
        """Return the JSON of a GET that must succeed."""
        answer = self.send("GET", path, **headers)
        assert answer.status == 200, answer.json
        return answer.json

    def refused(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, str]:
        """Return status and code of a request that must be refused in the vendor's envelope."""
        answer = self.send(method, path, body, **headers)
        assert answer.status >= 400, answer.json
        assert set(answer.json) == {"code", "message", "id"}
        return answer.status, answer.json["code"]

    def keys(self, path: str) -> list[str]:
        """Return the keys of the members of one page."""
        return [item["key"] for item in self.get(path)["items"]]

    def instruct(self, path: str, *instructions: Any, environment: str = "", comment: str = "") -> Answer:
        """Send a semantic patch."""
        body: dict[str, Any] = {"instructions": list(instructions)}
        if environment:
            body["environmentKey"] = environment
        if comment:
            body["comment"] = comment
        return self.send("PATCH", path, body, Content_Type=SEMANTIC)
