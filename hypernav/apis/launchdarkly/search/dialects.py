"""The ways of searching that LaunchDarkly has, one for each kind of list.

Three grammars: ``field:value,field:value`` (``FilterDialect``), ``field operator value`` (``ExpressionDialect``),
and the audit log's parameters and statements (``AuditLogDialect``).
"""

from __future__ import annotations

from hypernav.apis.launchdarkly.search import fields, operands
from hypernav.apis.launchdarkly.search.expressions import ExpressionDialect
from hypernav.apis.launchdarkly.search.filters import FilterDialect
from hypernav.apis.launchdarkly.search.lists import Listing
from hypernav.apis.launchdarkly.search.log import AuditLogDialect

FLAGS = FilterDialect(
    fields.FLAGS,
    Listing(
        sorts=("creationDate", "key", "maintainerId", "name", "tags", "targetingModifiedDate", "type"),
        lone_sort="targetingModifiedDate",
        expands=("codeReferences", "evaluation", "migrationSettings"),
        text="query",
    ),
    needs=(("evaluated", "filterEnv"),),
)
PROJECTS = FilterDialect(fields.PROJECTS, Listing(sorts=("name", "createdOn"), expands=("environments",), text="query"))
ENVIRONMENTS = FilterDialect(fields.ENVIRONMENTS, Listing(sorts=("createdOn", "critical", "name"), text="query"))
MEMBERS = FilterDialect(
    fields.MEMBERS,
    Listing(sorts=("displayName", "lastSeen"), expands=("customRoles", "roleAttributes"), text="query"),
)
# Since version 20240415 the list expands neither projects nor roles, although its description still offers them.
TEAMS = FilterDialect(
    fields.TEAMS, Listing(expands=("members", "roleAttributes", "maintainers"), largest_page=100, text="query")
)
EXPERIMENTS = FilterDialect(
    fields.EXPERIMENTS,
    Listing(expands=("previousIterations", "draftIteration", "secondaryMetrics", "treatments", "analysisConfig")),
)
RELEASE_PIPELINES = FilterDialect(fields.PIPELINES, Listing(text="query"))

SEGMENTS = ExpressionDialect(operands.SEGMENTS, Listing(sorts=("creationDate", "name", "lastModified"), text="query"))
APPROVALS = ExpressionDialect(
    operands.APPROVALS, Listing(expands=("flag", "project", "environments"), largest_page=200)
)
VIEWS = ExpressionDialect(
    operands.VIEWS,
    Listing(
        sorts=("key", "name", "updatedAt"),
        one_sort=True,
        expands=("flagsSummary", "segmentsSummary", "resourceSummary"),
    ),
)
METRICS = ExpressionDialect(
    operands.METRICS,
    Listing(sorts=("createdAt", "name"), one_sort=True, expands=("experimentCount",), largest_page=50, text="query"),
)
METRIC_GROUPS = ExpressionDialect(
    operands.METRIC_GROUPS, Listing(sorts=("name", "createdAt", "connectionCount"), largest_page=50, text="query")
)
APPLICATIONS = ExpressionDialect(operands.APPLICATIONS, Listing(sorts=("creationDate", "name"), expands=("flags",)))
APPLICATION_VERSIONS = ExpressionDialect(operands.APPLICATION_VERSIONS, Listing(sorts=("creationDate", "name")))
CONTEXTS = ExpressionDialect(
    operands.CONTEXTS,
    Listing(sorts=("ts",), largest_page=50, text="q"),
    list_fields=operands.LIST_FIELDS,
    body=True,
)
CONTEXT_INSTANCES = ExpressionDialect(
    operands.CONTEXT_INSTANCES, Listing(sorts=("ts",), largest_page=50), list_fields=operands.LIST_FIELDS, body=True
)

AUDIT_LOG = AuditLogDialect()
