"""What each kind of list can be sorted by: the plain properties of its members, as the API description has them."""

from __future__ import annotations

_COUNTS = "vulnerabilities.total vulnerabilities.critical vulnerabilities.severe vulnerabilities.moderate"


def _words(*texts: str) -> tuple[str, ...]:
    return tuple(word for text in texts for word in text.split())


ASSET = _words(
    "id ip hostName mac os type riskScore rawRiskScore assessedForVulnerabilities assessedForPolicies",
    f"{_COUNTS} vulnerabilities.exploits vulnerabilities.malwareKits",
    "osFingerprint.vendor osFingerprint.family osFingerprint.product osFingerprint.version",
)
AGENT = (*ASSET, "agentId", "lastAssessedForVulnerabilities")
SITE = _words(
    "id name type importance riskScore assets lastScanTime scanEngine scanTemplate connectionType description", _COUNTS
)
SCAN = _words("id scanName scanType status startTime endTime duration assets engineId engineName startedBy", _COUNTS)
GLOBAL_SCAN = (*SCAN, "siteId", "siteName")
VULNERABILITY = _words(
    "id title severity severityScore riskScore published added modified exploits malwareKits denialOfService",
    "cvss.v2.score cvss.v3.score pci.status pci.fail",
)
FINDING = _words("id instances since status")
EXPLOIT = _words("id title skillLevel source.name source.key")
MALWARE_KIT = _words("id name popularity")
CATEGORY = _words("id name")
REFERENCE = _words("id source reference")
CHECK = _words("id vulnerability plugin safe potential unique requiresCredentials service")
SOLUTION = _words("id type appliesTo estimate")
EXCEPTION = _words(
    "id state expires scope.type scope.vulnerability scope.id submit.date submit.name submit.reason review.date"
)
TAG = _words("id name type source color created riskModifier")
ASSET_GROUP = _words("id name type assets riskScore description", _COUNTS)
REPORT = _words("id name format template frequency.type owner language timezone")
USER = _words("id login name email enabled locked role.id role.name")
SOFTWARE = _words("id vendor product version family type description")
OPERATING_SYSTEM = _words("id description vendor family product version architecture systemName type")
DISCOVERY_CONNECTION = _words("id name connectionType status address port region")
ASSET_POLICY = _words("id policyName title status scope category isCustom ruleCompliance unscoredRules")
POLICY_ASSET = _words("id hostname ip status os.description")
POLICY_RULE = _words("id name title status scope role isCustom assets.total assets.totalFailed assets.totalPassed")
POLICY_GROUP = _words("id title status scope assets.total assets.totalFailed assets.totalPassed")
POLICY_CONTROL = _words("id controlName cceItemId ccePlatform publishedDate")
POLICY_OVERRIDE = _words("id state expires")
