"""A flag whose targeting the tests change, in one environment that starts empty."""

from __future__ import annotations

from typing import Any

from tests.apis.launchdarkly.client import Client

BOOLEAN = "/flags/default/checkout"
SEVERAL = "/flags/default/image-quality"
PLACE = "staging"


class Flag:
    """A flag under change, in one environment that starts empty."""

    def __init__(self, client: Client, path: str = BOOLEAN) -> None:
        self.client, self.path = client, path
        self.do({"kind": "replaceRules", "rules": []}, {"kind": "replaceTargets", "targets": []})
        self.ids = [variation["_id"] for variation in self.data["variations"]]

    @property
    def data(self) -> Any:
        return self.client.get(self.path)

    @property
    def there(self) -> Any:
        return self.data["environments"][PLACE]

    def do(self, *instructions: Any) -> Any:
        answer = self.client.instruct(self.path, *instructions, environment=PLACE)
        assert answer.status == 200, answer.json
        return answer.json["environments"][PLACE]

    def fails(self, *instructions: Any, environment: str = PLACE) -> str:
        before = self.data
        answer = self.client.instruct(self.path, *instructions, environment=environment)
        assert (answer.status, answer.json["code"]) == (400, "invalid_request"), answer.json
        assert self.data == before
        return str(answer.json["message"])

    def add_rule(self, country: str) -> Any:
        clause = {"attribute": "country", "op": "in", "values": [country], "contextKind": "user", "negate": False}
        return self.do({"kind": "addRule", "variationId": self.ids[0], "clauses": [clause]})["rules"][-1]
