"""Whatever is sent, the simulated LaunchDarkly answers, and never with a 5xx."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.apis.launchdarkly.client import SEMANTIC, Client

CLIENT = Client()
CLIENT.sandbox.counters.limits = []
MEMBER = list(CLIENT.sandbox.store.members)[4]
WEBHOOK = next(iter(CLIENT.sandbox.store.webhooks))
WRITES = [
    ("POST", "/projects"),
    ("PATCH", "/projects/default"),
    ("POST", "/projects/default/environments"),
    ("PATCH", "/projects/default/environments/test"),
    ("POST", "/flags/default"),
    ("PATCH", "/flags/default/checkout"),
    ("POST", "/segments/default/test"),
    ("PATCH", "/segments/default/test/beta-testers"),
    ("POST", "/members"),
    ("PATCH", "/members"),
    ("PATCH", f"/members/{MEMBER}"),
    ("POST", "/teams"),
    ("PATCH", "/teams/growth"),
    ("POST", "/auditlog"),
    ("POST", "/webhooks"),
    ("PATCH", f"/webhooks/{WEBHOOK}"),
]
NAMES = """name key tags variations value defaults onVariation environments production test on rules clauses fallthrough
rollout targets kind values instructions patch merge comment op path from attribute negate color source email role
memberIDs teamKeys url sign customProperties clientSideAvailability isFlagOn initialPrerequisites prerequisites purpose
migrationSettings stageCount resources effect statements roleAttributes customRoleKeys included excluded
includedContexts variation weight approvalSettings requiredApprovalTags""".split()
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 10**6), st.floats(allow_nan=False, allow_infinity=False, width=16),
    st.sampled_from(["", "x", "checkout", "test", "/name", "/tags/-", "/rules/0", "add", "replace", "remove", "user",
                     "turnFlagOn", "addRule", "addTargets", "replaceTargets", "addTags", "updateName", "reader"]),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(NAMES), inner, max_size=6)),
    max_leaves=14,
)


@pytest.mark.parametrize(("method", "path"), WRITES, ids=lambda one: one)
@given(body=VALUES, semantic=st.booleans())
@settings(max_examples=20, deadline=None)
def test_no_body_breaks_a_write(method: str, path: str, body: Any, semantic: bool) -> None:
    headers = {"Content_Type": SEMANTIC if semantic else "application/json"}
    answer = CLIENT.send(method, path, json.dumps(body).encode(), **headers)
    assert answer.status < 500


CREATIONS = [
    ("/projects", {"name": "n"}),
    ("/projects/default/environments", {"name": "n", "color": "00ff00"}),
    ("/flags/default", {"name": "n"}),
    ("/flags/default", {"name": "n", "purpose": "migration", "migrationSettings": {"stageCount": 2}}),
    ("/segments/default/test", {"name": "n"}),
    ("/teams", {"name": "n"}),
    ("/webhooks", {"url": "https://x", "on": True, "sign": True}),
]
NUMBERS = itertools.count()


@pytest.mark.parametrize(("path", "base"), CREATIONS)
@given(more=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4))
@settings(max_examples=25, deadline=None)
def test_no_extra_member_breaks_a_creation(path: str, base: Any, more: Any) -> None:
    answer = CLIENT.send("POST", path, {"key": f"k{next(NUMBERS)}", **more, **base})
    assert answer.status < 500
    if answer.status < 300 and "_links" in answer.json:
        CLIENT.get(answer.json["_links"]["self"]["href"].removeprefix("/api/v2"))


EDITABLE = """name tags description temporary variations customProperties maintainerId archived deprecated defaults
clientSideAvailability included excluded includedContexts rules color approvalSettings role customRoles url on
statements maintainerTeamKey releasePipelineKey includeInSnippet secret
environments/test/on environments/test/rules environments/test/targets environments/test/contextTargets
environments/test/fallthrough environments/test/prerequisites environments/test/offVariation""".split()
CLAUSE = st.fixed_dictionaries(
    {"attribute": st.just("a")}, optional=dict.fromkeys(("op", "values", "negate", "contextKind", "_id"), VALUES)
)
RULE = st.fixed_dictionaries(
    {"variation": st.integers(0, 1)},
    optional={"clauses": st.lists(st.one_of(CLAUSE, VALUES), max_size=2), "rollout": VALUES, "_id": VALUES},
)


@pytest.mark.parametrize(("method", "path"), [one for one in WRITES if one[0] == "PATCH" and one[1] != "/teams/growth"])
@given(name=st.sampled_from(EDITABLE), value=st.one_of(VALUES, st.lists(RULE, max_size=2)), add=st.booleans())
@settings(max_examples=40, deadline=None)
def test_no_value_breaks_a_json_patch(method: str, path: str, name: str, value: Any, add: bool) -> None:
    operation = {"op": "add" if add else "replace", "path": f"/{name}", "value": value}
    answer = CLIENT.send(method, path, [operation])
    assert answer.status < 500
    if answer.status == 200:
        CLIENT.get(path)


KINDS = sorted(
    "addClauses addPrerequisite addRule addTargets addValuesToClause addVariation clearTargets removeClauses "
    "removeRule removeTargets removeVariation reorderRules replacePrerequisites replaceRules replaceTargets "
    "replaceUserTargets "
    "updateClause updateDefaultVariation updateFallthroughVariationOrRollout updateOffVariation updatePrerequisite "
    "updateRuleDescription updateRuleVariationOrRollout updateVariation addCustomProperties updateMaintainerTeam "
    "removeCustomProperties addIncludedTargets updateRuleRolloutAndContextKind addPermissionGrants "
    "updateRoleAttribute replaceMembersRoles replaceRoleAttributes".split()
)
PARAMETERS = """ruleId ruleIds clauses clauseId clauseIds clause values contextKind variationId rolloutWeights rules
targets key prerequisites value name onVariationValue description trackEvents weight memberIDs actionSet actions
beforeRuleId rolloutBucketBy rolloutContextKind""".split()


@pytest.mark.parametrize(
    "path", ["/flags/default/checkout", "/segments/default/test/beta-testers", "/teams/growth", "/members"]
)
@given(
    instructions=st.lists(
        st.builds(
            lambda kind, more: {"kind": kind, **more},
            st.one_of(st.sampled_from(KINDS), VALUES),
            st.dictionaries(st.sampled_from(PARAMETERS), VALUES, max_size=6),
        ),
        min_size=1,
        max_size=3,
    )
)
@settings(max_examples=40, deadline=None)
def test_no_instruction_breaks_a_semantic_patch(path: str, instructions: Any) -> None:
    body = {"instructions": instructions, "environmentKey": "test"}
    answer = CLIENT.send("PATCH", path, json.dumps(body).encode(), Content_Type=SEMANTIC)
    assert answer.status < 500


@pytest.mark.parametrize(
    "path",
    ["/flags/default", "/projects", "/segments/default/test", "/members", "/teams", "/auditlog", "/approval-requests"],
)
@given(
    name=st.sampled_from(
        ["filter", "sort", "expand", "limit", "offset", "env", "spec", "q", "before", "summary", "tag"]
    ),
    value=st.one_of(
        st.text(max_size=30),
        st.text(alphabet='{}[]()"\\,:|+ abtrue0equalsanyOftagsqueryproj/*;', max_size=40),
    ),
)
@settings(max_examples=30, deadline=None)
def test_no_query_breaks_a_list(path: str, name: str, value: str) -> None:
    from urllib.parse import quote

    answer = CLIENT.send("GET", f"{path}?{name}={quote(value, safe='')}")
    assert answer.status < 500


@given(segment=st.text(min_size=1, max_size=20))
@settings(max_examples=40, deadline=None)
def test_no_path_breaks_routing(segment: str) -> None:
    from urllib.parse import quote

    encoded = quote(segment, safe="")
    for path in (f"/flags/{encoded}", f"/flags/default/{encoded}", f"/{encoded}"):
        assert CLIENT.send("GET", path).status in (200, 404)
