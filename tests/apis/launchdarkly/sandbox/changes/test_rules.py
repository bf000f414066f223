"""Rules that hold whichever kind of patch comes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.apis.launchdarkly.client import SEMANTIC, Client


def replace(path: str, value: Any) -> Any:
    return {"op": "replace", "path": path, "value": value}


PREREQUISITE = "/flags/default/checkout"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ([replace("/archived", True)], "application/json"),
        ({"archived": True}, "application/json"),
        ({"instructions": [{"kind": "archiveFlag"}]}, SEMANTIC),
    ],
    ids=["JSON patch", "merge patch", "semantic patch"],
)
def test_a_prerequisite_of_others_cannot_be_archived_by_any_patch(client: Client, body: Any, content_type: str) -> None:
    answer = client.send("PATCH", PREREQUISITE, body, Content_Type=content_type)
    message = "Cannot archive a flag that is a prerequisite of other flags: checkout-one-page, checkout-upsell-panel"
    assert (answer.status, answer.json["message"]) == (400, message)


SEGMENT = "/segments/default/production/beta-testers"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ([replace("/included", ["a"])], "application/json"),
        ({"included": ["a"]}, "application/json"),
        ({"instructions": [{"kind": "addIncludedUsers", "values": ["a"]}]}, SEMANTIC),
    ],
    ids=["JSON patch", "merge patch", "semantic patch"],
)
def test_a_segment_cannot_be_changed_by_any_patch_where_that_needs_approval(
    client: Client, body: Any, content_type: str
) -> None:
    environment, before = "/projects/default/environments/production", client.get(SEGMENT)
    client.send("PATCH", environment, [replace("/approvalSettings/requiredApprovalTags", before["tags"])])
    answer = client.send("PATCH", SEGMENT, body, Content_Type=content_type)
    message = "Approval is required to make this request"
    assert (answer.status, answer.json["code"], answer.json["message"]) == (405, "method_not_allowed", message)
    assert client.get(SEGMENT) == before
