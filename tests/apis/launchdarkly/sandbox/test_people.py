"""Members and teams."""

from __future__ import annotations

from typing import Any

import pytest

from tests.apis.launchdarkly.client import SEMANTIC, Client


def member_id(client: Client, email: str) -> str:
    """Return the id of a member."""
    return str(client.get(f"/members?filter=email:{email}")["items"][0]["_id"])


def test_me_is_the_member_of_the_token(client: Client) -> None:
    me = client.get("/members/me")
    assert (me["email"], me["role"]) == ("mateo.alvarez@acme.test", "admin")
    assert client.get(f"/members/{me['_id']}") == me


def test_a_member_shows_its_teams_with_links(client: Client) -> None:
    team = client.sandbox.store.teams["checkout"]
    member = client.get(f"/members/{team['memberIDs'][0]}")
    found = next(one for one in member["teams"] if one["key"] == "checkout")
    assert client.get(found["_links"]["self"]["href"].removeprefix("/api/v2"))["name"] == "Checkout"
    assert member["permissionGrants"][0]["resource"].startswith("team/")


def test_members_are_sorted(client: Client) -> None:
    seen = [member["_lastSeen"] for member in client.get("/members?limit=50&sort=-lastSeen")["items"]]
    assert seen == sorted(seen, reverse=True)
    first = client.get("/members?limit=1&sort=displayName")["items"][0]
    assert first["firstName"] == "Amara"
    assert client.refused("GET", "/members?sort=email") == (400, "invalid_request")


def test_role_attributes_are_shown_when_asked_for(client: Client) -> None:
    assert "roleAttributes" not in client.get("/members/me")
    assert client.get("/members/me?expand=roleAttributes")["roleAttributes"] == {}


def test_inviting_members(client: Client) -> None:
    body = [{"email": "a@acme.test", "role": "writer", "teamKeys": ["growth"]}, {"email": "b@acme.test"}]
    answer = client.send("POST", "/members", body)
    assert (answer.status, [one["role"] for one in answer.json["items"]]) == (201, ["writer", "reader"])
    invited = answer.json["items"][0]
    assert (invited["_pendingInvite"], invited["teams"][0]["key"]) == (True, "growth")
    assert client.refused("POST", "/members", [{"email": "A@acme.test"}]) == (409, "conflict")


@pytest.mark.parametrize(
    "body",
    [[], {}, [{}], [1], [{"email": 1}], [{"email": "nobody"}], [{"email": "a@b", "role": "king"}],
     [{"email": "a@b", "teamKeys": ["none"]}], [{"email": "a@b", "firstName": 1}]],
    ids=str,
)  # fmt: skip
def test_who_cannot_be_invited_is_a_400(client: Client, body: Any) -> None:
    assert client.refused("POST", "/members", body) == (400, "invalid_request")
    assert client.get("/members")["totalCount"] == 26


def test_a_role_is_changed_by_json_patch(client: Client) -> None:
    path = f"/members/{member_id(client, 'priya.raman@acme.test')}"
    patch = [
        {"op": "replace", "path": "/role", "value": "reader"},
        {"op": "add", "path": "/customRoles/0", "value": "r"},
    ]
    after = client.send("PATCH", path, patch).json
    assert (after["role"], after["customRoles"], after["version"]) == ("reader", ["r"], 2)


@pytest.mark.parametrize("path", ["/email", "/firstName", "/_lastSeen", "/_id"])
def test_only_roles_of_a_member_can_be_changed(client: Client, path: str) -> None:
    member = member_id(client, "priya.raman@acme.test")
    patch = [{"op": "replace", "path": path, "value": "x"}]
    assert client.refused("PATCH", f"/members/{member}", patch) == (400, "invalid_request")


def test_an_unknown_role_is_a_400(client: Client) -> None:
    member = member_id(client, "priya.raman@acme.test")
    patch = [{"op": "replace", "path": "/role", "value": "owner"}]
    assert client.refused("PATCH", f"/members/{member}", patch) == (400, "invalid_request")


def test_nobody_changes_their_own_role_or_removes_the_owner(client: Client) -> None:
    me, owner = client.get("/members/me")["_id"], member_id(client, "grace.okafor@acme.test")
    patch = [{"op": "replace", "path": "/role", "value": "reader"}]
    assert client.refused("PATCH", f"/members/{me}", patch) == (403, "forbidden")
    assert client.refused("DELETE", f"/members/{me}") == (403, "forbidden")
    assert client.refused("DELETE", f"/members/{owner}") == (403, "forbidden")


def test_a_removed_member_leaves_teams_and_flags(client: Client) -> None:
    store = client.sandbox.store
    member = next(flag["maintainerId"] for flag in store.flags["default"].values() if "maintainerId" in flag)
    assert client.send("DELETE", f"/members/{member}").status == 204
    assert not any(member in team["memberIDs"] for team in store.teams.values())
    assert client.get(f"/flags/default?filter=maintainerId:{member}")["totalCount"] == 0


def test_several_members_are_changed_at_once(client: Client) -> None:
    me, other = client.get("/members/me")["_id"], member_id(client, "wei.zhang@acme.test")
    instructions = [
        {"kind": "replaceMembersRoles", "value": "reader", "memberIDs": [me, other]},
        {"kind": "replaceMembersCustomRoles", "values": ["r1"], "memberIDs": [other]},
        {"kind": "replaceMembersRoleAttributes", "value": {"k": ["v"]}, "memberIDs": [other]},
    ]
    answer = client.instruct("/members", *instructions)
    assert answer.json == {"members": [other], "errors": [{me: "you cannot modify your own role"}]}
    after = client.get(f"/members/{other}?expand=roleAttributes")
    assert (after["role"], after["customRoles"], after["roleAttributes"]) == ("reader", ["r1"], {"k": ["v"]})


@pytest.mark.parametrize(
    "instruction",
    [
        "x",
        {"kind": "none"},
        {"kind": "replaceMembersRoles", "value": "reader"},
        {"kind": "replaceMembersRoles", "value": "reader", "memberIDs": ["none"]},
        {"kind": "replaceMembersRoles", "value": "king", "memberIDs": ["{member}"]},
        {"kind": "replaceMembersRoleAttributes", "value": 5, "memberIDs": ["{member}"]},
    ],
    ids=str,
)
def test_a_bulk_change_that_does_not_fit_is_a_400(client: Client, instruction: Any) -> None:
    member = member_id(client, "wei.zhang@acme.test")
    if isinstance(instruction, dict) and instruction.get("memberIDs") == ["{member}"]:
        instruction = {**instruction, "memberIDs": [member]}
    assert client.instruct("/members", instruction).status == 400


def ids(client: Client, condition: str = "") -> set[str]:
    return {one["_id"] for one in client.get(f"/members?limit=100&filter={condition}")["items"]}


@pytest.mark.parametrize(
    ("left_out", "who"),
    [
        ({"filterQuery": "WEI"}, "query:wei"),
        ({"filterRoles": "admin|writer"}, "role:admin|writer"),
        ({"filterTeamKey": "checkout"}, "team:checkout"),
        ({"filterLastSeen": {"never": True}}, 'lastSeen:{"never":true}'),
    ],
    ids=str,
)
def test_all_members_are_changed_but_those_that_a_filter_finds(client: Client, left_out: Any, who: str) -> None:
    kept, me = ids(client, who), client.get("/members/me")["_id"]
    answer = client.instruct("/members", {"kind": "replaceAllMembersRoles", "value": "no_access", **left_out})
    assert kept
    assert set(answer.json["members"]) == ids(client) - kept - {me}
    assert {client.get(f"/members/{one}")["role"] for one in answer.json["members"]} == {"no_access"}


def test_all_members_get_custom_roles_but_those_who_are_ignored(client: Client) -> None:
    other = member_id(client, "wei.zhang@acme.test")
    instruction = {"kind": "replaceAllMembersCustomRoles", "values": ["r1"], "ignoredMemberIDs": [other]}
    assert other not in client.instruct("/members", instruction).json["members"]
    without = {one["_id"] for one in client.get("/members?limit=100")["items"] if one["customRoles"] != ["r1"]}
    assert without == {other, client.get("/members/me")["_id"]}


def test_members_are_added_to_several_teams(client: Client) -> None:
    other = member_id(client, "wei.zhang@acme.test")
    version = client.get("/teams/growth")["_version"]
    instruction = {"kind": "addMembersToTeams", "memberIDs": [other], "teamKeys": ["growth", "data-science", "none"]}
    answer = client.instruct("/teams", instruction)
    errors = [{"none": "team not found"}]
    assert answer.json == {"memberIDs": [other], "teamKeys": ["growth", "data-science"], "errors": errors}
    assert all(other in client.sandbox.store.teams[key]["memberIDs"] for key in ("growth", "data-science"))
    client.instruct("/teams", instruction)
    assert client.get("/teams/growth")["_version"] == version + 1


def test_all_members_are_added_to_a_team(client: Client) -> None:
    answer = client.instruct("/teams", {"kind": "addAllMembersToTeams", "teamKeys": ["growth"], "filterQuery": "wei"})
    assert set(answer.json["memberIDs"]) == ids(client) - ids(client, "query:wei")
    assert client.get("/auditlog?limit=1")["items"][0]["titleVerb"] == "updated the members of the team"


@pytest.mark.parametrize(
    "instruction",
    [
        "x",
        {"kind": "addMembers", "values": ["a"]},
        {"kind": "addMembersToTeams", "memberIDs": ["nobody"], "teamKeys": ["growth"]},
        {"kind": "addAllMembersToTeams", "teamKeys": ["growth"], "filterLastSeen": {"before": "x"}},
        {"kind": "addAllMembersToTeams"},
    ],
    ids=str,
)
def test_a_change_of_several_teams_that_does_not_fit_is_a_400(client: Client, instruction: Any) -> None:
    assert client.instruct("/teams", instruction).status == 400


def test_a_listed_team_expands_members_and_maintainers_but_not_projects_and_roles(client: Client) -> None:
    team = client.get("/teams?expand=members,maintainers,projects,roles")["items"][0]
    assert team["members"]["totalCount"] > 0
    assert team["maintainers"]["items"][0]["_links"]["self"]
    assert not {"projects", "roles"} & set(team)


def test_a_single_team_expands_everything(client: Client) -> None:
    team = client.get("/teams/identity?expand=members,roles,projects,maintainers,roleAttributes")
    assert [project["key"] for project in team["projects"]["items"]] == ["platform", "default"]
    assert team["roles"] == {
        "totalCount": 0,
        "items": [],
        "_links": {"self": {"href": "/api/v2/teams/identity/roles?limit=25", "type": "application/json"}},
    }
    for name in ("roles", "maintainers"):
        client.get(team[name]["_links"]["self"]["href"].removeprefix("/api/v2"))


def test_a_created_team(client: Client) -> None:
    me = client.get("/members/me")["_id"]
    answer = client.send("POST", "/teams?expand=members", {"name": "New", "key": "new", "memberIDs": [me]})
    assert (answer.status, answer.json["members"]) == (201, {"totalCount": 1})
    assert client.refused("POST", "/teams", {"name": "New", "key": "new"}) == (400, "invalid_request")
    assert client.refused("POST", "/teams", {"name": "N", "key": "n", "memberIDs": ["x"]}) == (400, "invalid_request")


def test_every_kind_of_instruction_for_teams(client: Client) -> None:
    me, other = client.get("/members/me")["_id"], member_id(client, "wei.zhang@acme.test")
    path = "/teams/data-science"
    for instruction in (
        {"kind": "addMembers", "values": [me, other]},
        {"kind": "removeMembers", "values": [me]},
        {"kind": "addCustomRoles", "values": ["r1", "r2"]},
        {"kind": "removeCustomRoles", "values": ["r1"]},
        {"kind": "addRoleAttribute", "key": "a", "values": ["1"]},
        {"kind": "updateRoleAttribute", "key": "a", "values": ["2"]},
        {"kind": "addRoleAttribute", "key": "b", "values": ["1"]},
        {"kind": "removeRoleAttribute", "key": "b"},
        {"kind": "addPermissionGrants", "actionSet": "maintainTeam", "memberIDs": [me, other]},
        {"kind": "removePermissionGrants", "actionSet": "maintainTeam", "memberIDs": [me]},
        {"kind": "updateName", "value": "Data"},
        {"kind": "updateDescription", "value": "numbers"},
    ):
        assert client.instruct(path, instruction).status == 200, instruction
    team = client.get(f"{path}?expand=members,roles,roleAttributes,maintainers")
    assert (team["name"], team["description"], team["members"]["totalCount"]) == ("Data", "numbers", 1)
    assert [role["key"] for role in team["roles"]["items"]] == ["r2"]
    assert team["roleAttributes"] == {"a": ["2"]}
    assert [one["_id"] for one in team["maintainers"]["items"]] == [other]
    client.instruct(path, {"kind": "replaceMembers", "values": [me]}, {"kind": "replaceRoleAttributes", "value": {}})
    assert client.sandbox.store.teams["data-science"]["memberIDs"] == [me]


@pytest.mark.parametrize(
    "instruction",
    [
        {"kind": "addMembers", "values": ["nobody"]},
        {"kind": "addPermissionGrants", "memberIDs": ["nobody"]},
        {"kind": "removePermissionGrants", "actions": ["a"], "actionSet": "b", "memberIDs": ["x"]},
        {"kind": "replaceRoleAttributes", "value": []},
        {"kind": "replaceRoleAttributes", "value": {"a": 1}},
        {"kind": "turnFlagOn"},
    ],
    ids=str,
)
def test_an_instruction_that_does_not_fit_a_team_is_a_400(client: Client, instruction: Any) -> None:
    before = client.get("/teams/growth")
    assert client.instruct("/teams/growth", {"kind": "updateName", "value": "x"}, instruction).status == 400
    assert client.get("/teams/growth") == before


def test_a_team_takes_no_json_patch(client: Client) -> None:
    assert client.refused("PATCH", "/teams/growth", {"name": "x"}) == (400, "invalid_request")
    assert client.send("PATCH", "/teams/growth", {"instructions": []}, Content_Type=SEMANTIC).status == 400


def test_a_team_and_members_take_a_semantic_patch_as_plain_json(client: Client) -> None:
    patch = {"comment": "Terraform", "instructions": [{"kind": "updateName", "value": "Grown"}]}
    assert client.send("PATCH", "/teams/growth", patch).json["name"] == "Grown"
    member = next(one["_id"] for one in client.get("/members")["items"] if one["role"] == "reader")
    many = {"instructions": [{"kind": "replaceMembersRoles", "memberIDs": [member], "value": "writer"}]}
    assert client.send("PATCH", "/members", many).json == {"members": [member], "errors": []}


def test_only_a_team_without_members_can_be_deleted_and_leaves_its_flags_without_maintainer(client: Client) -> None:
    assert client.get("/flags/platform?filter=maintainerTeamKey:billing")["totalCount"] > 0
    answer = client.send("DELETE", "/teams/billing")
    assert (answer.status, answer.json["message"]) == (409, "Cannot delete a team that has members")
    client.sandbox.store.teams["billing"]["memberIDs"] = []
    assert client.send("DELETE", "/teams/billing").status == 204
    assert client.get("/flags/platform?filter=maintainerTeamKey:billing")["totalCount"] == 0
