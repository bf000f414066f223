"""LaunchDarkly's addresses, credentials, units and places."""

from __future__ import annotations

from hypernav.apis.launchdarkly import edits as editing
from hypernav.profile import Credentials, ErrorEnvelope, Place, Profile, RateLimit

_PROJECT = {
    "flags": "/api/v2/flags/{project}",
    "environments": "/api/v2/projects/{project}/environments",
    "segments": "/api/v2/segments/{project}/{environment}",
    "flag_statuses": "/api/v2/flag-statuses/{project}/{environment}",
    "auditlog": "/api/v2/auditlog?spec=proj%2F{project}%3Aenv%2F%2A%3Aflag%2F%2A",
}
_ENVIRONMENT = {
    "project": "/api/v2/projects/{project}",
    "flags": "/api/v2/flags/{project}?env={environment}",
    "flag_statuses": "/api/v2/flag-statuses/{project}/{environment}",
    "segments": "/api/v2/segments/{project}/{environment}",
}
_FLAG = {
    "project": "/api/v2/projects/{project}",
    "statuses": "/api/v2/flag-status/{project}/{flag}",
    "auditlog": "/api/v2/auditlog?spec=proj%2F{project}%3Aenv%2F%2A%3Aflag%2F{flag}",
}
_SEARCH = "hypernav.apis.launchdarkly.search"
_KINDS = "hypernav.apis.launchdarkly.instructions.tables"
_IN_ENVIRONMENT = {
    "project": "/api/v2/projects/{project}",
    "environment": "/api/v2/projects/{project}/environments/{environment}",
}
_SEARCHED = (
    ("/api/v2/metrics/{project}", "Metrics", "METRICS"),
    ("/api/v2/projects/{project}/metric-groups", "Metric groups", "METRIC_GROUPS"),
    ("/api/v2/projects/{project}/environments/{environment}/experiments", "Experiments", "EXPERIMENTS"),
    ("/api/v2/projects/{project}/release-pipelines", "Release pipelines", "RELEASE_PIPELINES"),
    ("/api/v2/applications", "Applications (beta)", "APPLICATIONS"),
    ("/api/v2/applications/{application}/versions", "Application versions (beta)", "APPLICATION_VERSIONS"),
)
"""Lists of which only the way of searching is declared; the simulated account has none of them."""

PLACES = (
    Place("/api/v2", title="Account"),
    Place(
        "/api/v2/projects",
        writes=("post",),
        columns=("key", "name", "tags"),
        title="Projects",
        search=f"{_SEARCH}:PROJECTS",
    ),
    Place(
        "/api/v2/projects/{project}",
        writes=("patch", "delete"),
        derived=_PROJECT,
        title="Project",
        editing=editing.PROJECT,
    ),
    Place(
        "/api/v2/projects/{project}/environments",
        writes=("post",),
        columns=("key", "name", "critical", "tags"),
        derived={"project": "/api/v2/projects/{project}"},
        title="Environments",
        search=f"{_SEARCH}:ENVIRONMENTS",
    ),
    Place(
        "/api/v2/projects/{project}/environments/{environment}",
        writes=("patch", "delete"),
        derived=_ENVIRONMENT,
        title="Environment",
        editing=editing.ENVIRONMENT,
    ),
    Place(
        "/api/v2/projects/{project}/environments/{environment}/contexts/search",
        writes=("post",),
        columns=("context.kind", "context.key", "context.name", "applicationId", "lastSeen"),
        title="Context search",
        reads_by_post=True,
        search=f"{_SEARCH}:CONTEXTS",
    ),
    Place(
        "/api/v2/projects/{project}/environments/{environment}/context-instances/search",
        writes=("post",),
        columns=("id", "context.kind", "applicationId", "lastSeen"),
        title="Context instance search",
        reads_by_post=True,
        search=f"{_SEARCH}:CONTEXT_INSTANCES",
    ),
    Place(
        "/api/v2/projects/{project}/views",
        columns=("key", "name", "updatedAt"),
        derived={"project": "/api/v2/projects/{project}"},
        title="Views",
        search=f"{_SEARCH}:VIEWS",
    ),
    Place(
        "/api/v2/flags/{project}",
        writes=("post",),
        columns=("key", "kind", "name", "temporary", "creationDate"),
        derived={
            "project": "/api/v2/projects/{project}",
            "environments": "/api/v2/projects/{project}/environments",
        },
        title="Flags",
        search=f"{_SEARCH}:FLAGS",
    ),
    Place(
        "/api/v2/flags/{project}/{flag}",
        writes=("patch", "delete"),
        derived=_FLAG,
        title="Flag",
        instructions=f"{_KINDS}:FLAG",
        editing=editing.FLAG,
    ),
    Place(
        "/api/v2/flag-statuses/{project}/{environment}",
        columns=("name", "lastRequested", "default"),
        derived=_IN_ENVIRONMENT,
        title="Flag statuses",
    ),
    Place(
        "/api/v2/flag-statuses/{project}/{environment}/{flag}",
        derived={**_IN_ENVIRONMENT, "flag": "/api/v2/flags/{project}/{flag}"},
        title="Flag status",
    ),
    Place(
        "/api/v2/flag-status/{project}/{flag}",
        derived={"flag": "/api/v2/flags/{project}/{flag}"},
        title="Flag status across environments",
    ),
    Place(
        "/api/v2/segments/{project}/{environment}",
        writes=("post",),
        columns=("key", "name", "unbounded", "version", "lastModifiedDate"),
        derived=_IN_ENVIRONMENT,
        title="Segments",
        search=f"{_SEARCH}:SEGMENTS",
    ),
    Place(
        "/api/v2/segments/{project}/{environment}/{segment}",
        writes=("patch", "delete"),
        derived=_IN_ENVIRONMENT,
        title="Segment",
        instructions=f"{_KINDS}:SEGMENT",
        editing=editing.SEGMENT,
    ),
    Place(
        "/api/v2/members",
        writes=("post", "patch"),
        columns=("email", "firstName", "lastName", "role", "_lastSeen"),
        derived={"me": "/api/v2/members/me"},
        title="Members",
        search=f"{_SEARCH}:MEMBERS",
        instructions=f"{_KINDS}:MEMBERS",
    ),
    Place("/api/v2/members/{member}", writes=("patch", "delete"), title="Member", editing=editing.MEMBER),
    Place(
        "/api/v2/teams",
        writes=("post", "patch"),
        columns=("key", "name", "description"),
        title="Teams",
        search=f"{_SEARCH}:TEAMS",
        instructions=f"{_KINDS}:TEAMS",
    ),
    Place(
        "/api/v2/teams/{team}",
        writes=("patch", "delete"),
        derived={"maintainers": "/api/v2/teams/{team}/maintainers"},
        title="Team",
        instructions=f"{_KINDS}:TEAM",
    ),
    Place(
        "/api/v2/auditlog",
        writes=("post",),
        columns=("date", "kind", "name", "titleVerb", "comment"),
        title="Audit log",
        reads_by_post=True,
        search=f"{_SEARCH}:AUDIT_LOG",
    ),
    Place("/api/v2/auditlog/{entry}", title="Audit log entry"),
    Place("/api/v2/webhooks", writes=("post",), columns=("name", "url", "on", "tags"), title="Webhooks"),
    Place("/api/v2/webhooks/{webhook}", writes=("patch", "delete"), title="Webhook", editing=editing.WEBHOOK),
    Place(
        "/api/v2/tokens",
        writes=("post",),
        columns=("name", "role", "token", "lastUsed", "serviceToken"),
        title="Access tokens",
    ),
    Place(
        "/api/v2/approval-requests",
        columns=("description", "status", "reviewStatus", "creationDate"),
        title="Approval requests",
        search=f"{_SEARCH}:APPROVALS",
    ),
    *(Place(path, title=title, search=f"{_SEARCH}:{name}") for path, title, name in _SEARCHED),
)

PROFILE = Profile(
    name="launchdarkly",
    title="LaunchDarkly",
    bases={
        "": "https://app.launchdarkly.com",
        "federal": "https://app.launchdarkly.us",
        "eu": "https://app.eu.launchdarkly.com",
    },
    base_variable="LAUNCHDARKLY_BASE_URL",
    root="/api/v2",
    credentials=Credentials("token", ("LAUNCHDARKLY_ACCESS_TOKEN",)),
    headers={"LD-API-Version": "20240415"},
    method_override_header="X-HTTP-Method-Override",
    rate_limit=RateLimit(
        remaining=("X-Ratelimit-Global-Remaining", "X-Ratelimit-Route-Remaining"),
        reset="X-Ratelimit-Reset",
        reset_unit="epoch milliseconds",
    ),
    errors=ErrorEnvelope(code=("code",), message=("message",), request_id=("id",)),
    places=PLACES,
    epoch_milliseconds=frozenset(
        {
            "creationDate",
            "_creationDate",
            "archivedDate",
            "deprecatedDate",
            "lastModified",
            "_lastModified",
            "lastModifiedDate",
            "_lastSeen",
            "lastUsed",
            "date",
            "appliedDate",
            "executionDate",
            "appliedOn",
            "startDate",
            "stopDate",
            "createdAt",
            "updatedAt",
            "archivedAt",
        }
    ),
    sandbox="hypernav.apis.launchdarkly.sandbox:create",
    documentation="https://launchdarkly.com/docs/api",
)
