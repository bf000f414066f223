"""What the console answers, held against the vendor's published description."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

pytestmark = pytest.mark.specs

# What the console does and the description does not say: definition, member, and why.
ADDED = (
    ("Link", "id", "consoles send the id of what a link leads to; the vendor's text: links may contain id and type"),
    ("ServiceLink", "id", "as for other links"),
    ("SearchCriteria", "links", "the vendor's text: hyperlinks are returned in the links of any given resource"),
    (
        "Resources«Solution»",
        "page",
        "the operation is declared with page and size, and with the shape of an unpaged answer",
    ),
)
LOOSENED = (
    (
        "SwaggerSearchCriteriaFilter",
        ("value", "lower", "upper"),
        "declared as objects; strings and numbers by the text",
    ),
    ("SwaggerSearchCriteriaFilter", ("values",), "declared as objects; strings and numbers by the text"),
    ("SwaggerDiscoverySearchCriteriaFilter", ("value", "lower", "upper", "values"), "as above"),
    ("AssetTag", ("riskModifier",), "declared as an object; a number in the definition of Tag and in its example"),
)
# Operations whose answers are declared with less than consoles send.
WIDENED = {"ReferenceWithEndpointIDLink": "Service"}
CASES = (
    ("/api/3", "Links"),
    ("/api/3/administration/info", "Info"),
    ("/api/3/administration/license", "License"),
    ("/api/3/administration/properties", "EnvironmentProperties"),
    ("/api/3/agents", "PageOf«Agent»"),
    ("/api/3/assets?size=40", "PageOf«Asset»"),
    ("/api/3/assets?size=40&page=20", "PageOf«Asset»"),
    ("/api/3/assets?size=40&page=50", "PageOf«Asset»"),
    ("/api/3/assets/300", "Asset"),
    ("/api/3/assets/300/software", "Resources«Software»"),
    ("/api/3/assets/300/files", "Resources«File»"),
    ("/api/3/assets/300/users", "Resources«UserAccount»"),
    ("/api/3/assets/300/user_groups", "Resources«GroupAccount»"),
    ("/api/3/assets/300/databases", "Resources«Database»"),
    ("/api/3/assets/300/tags", "Resources«AssetTag»"),
    ("/api/3/assets/300/services", "ReferencesWith«ReferenceWithEndpointIDLink,ServiceLink»"),
    ("/api/3/assets/300/services/tcp/22", "Service"),
    ("/api/3/assets/300/services/tcp/22/configurations", "Resources«Configuration»"),
    ("/api/3/assets/300/services/tcp/22/vulnerabilities", "PageOf«VulnerabilityFinding»"),
    ("/api/3/assets/300/services/tcp/443/web_applications", "ReferencesWith«WebApplicationID,Link»"),
    ("/api/3/assets/300/services/tcp/443/web_applications/4430300", "WebApplication"),
    ("/api/3/assets/300/vulnerabilities?size=100", "PageOf«VulnerabilityFinding»"),
    ("/api/3/assets/1165/vulnerabilities?size=100", "PageOf«VulnerabilityFinding»"),
    ("/api/3/sites?size=40", "PageOf«Site»"),
    ("/api/3/sites/2", "Site"),
    ("/api/3/sites/2/assets", "PageOf«Asset»"),
    ("/api/3/sites/2/scans", "PageOf«Scan»"),
    ("/api/3/sites/2/scan_engine", "ScanEngine"),
    ("/api/3/sites/2/scan_template", "ScanTemplate"),
    ("/api/3/sites/2/scan_schedules", "Resources«ScanSchedule»"),
    ("/api/3/sites/2/included_targets", "ScanTargetsResource"),
    ("/api/3/sites/2/excluded_targets", "ScanTargetsResource"),
    ("/api/3/sites/2/tags", "Resources«Tag»"),
    ("/api/3/sites/2/users", "Resources«User»"),
    ("/api/3/sites/2/organization", "SiteOrganization"),
    ("/api/3/sites/6/discovery_connection", "SiteDiscoveryConnection"),
    ("/api/3/sites/6/discovery_search_criteria", "DiscoverySearchCriteria"),
    ("/api/3/scans?size=50", "PageOf«GlobalScan»"),
    ("/api/3/scans?active=true", "PageOf«GlobalScan»"),
    ("/api/3/scans/1", "Scan"),
    ("/api/3/tags?size=50", "PageOf«Tag»"),
    ("/api/3/tags/1", "Tag"),
    ("/api/3/tags/34/assets", "TaggedAssetReferences"),
    ("/api/3/tags/34/search_criteria", "SearchCriteria"),
    ("/api/3/tags/1/sites", "ReferencesWith«SiteID,Link»"),
    ("/api/3/tags/33/asset_groups", "ReferencesWith«AssetGroupID,Link»"),
    ("/api/3/asset_groups", "PageOf«AssetGroup»"),
    ("/api/3/asset_groups/1", "AssetGroup"),
    ("/api/3/asset_groups/4/assets", "ReferencesWith«AssetID,Link»"),
    ("/api/3/asset_groups/1/search_criteria", "SearchCriteria"),
    ("/api/3/asset_groups/3/tags", "ReferencesWith«TagID,Link»"),
    ("/api/3/asset_groups/3/users", "ReferencesWith«UserID,Link»"),
    ("/api/3/reports?size=50", "PageOf«Report»"),
    ("/api/3/reports/1", "Report"),
    ("/api/3/reports/1/history", "Resources«ReportInstance»"),
    ("/api/3/reports/1/history/latest", "ReportInstance"),
    ("/api/3/report_formats", "Resources«AvailableReportFormat»"),
    ("/api/3/report_templates", "Resources«ReportTemplate»"),
    ("/api/3/vulnerabilities?size=100", "PageOf«Vulnerability»"),
    ("/api/3/vulnerabilities/apache-httpd-cve-2021-41773", "Vulnerability"),
    ("/api/3/vulnerabilities/telnet-open-port/assets", "ReferencesWith«AssetID,Link»"),
    ("/api/3/vulnerabilities/msft-cve-2017-0144/checks", "ReferencesWith«VulnerabilityCheckID,Link»"),
    ("/api/3/vulnerabilities/msft-cve-2017-0144/exploits", "PageOf«Exploit»"),
    ("/api/3/vulnerabilities/msft-cve-2017-0144/malware_kits", "PageOf«MalwareKit»"),
    ("/api/3/vulnerabilities/msft-cve-2017-0144/references", "PageOf«VulnerabilityReference»"),
    ("/api/3/vulnerabilities/msft-cve-2017-0144/solutions", "ReferencesWith«SolutionNaturalID,Link»"),
    ("/api/3/vulnerability_categories", "PageOf«VulnerabilityCategory»"),
    ("/api/3/vulnerability_categories/1/vulnerabilities", "ReferencesWith«VulnerabilityNaturalID,Link»"),
    ("/api/3/vulnerability_checks", "PageOf«VulnerabilityCheck»"),
    ("/api/3/vulnerability_checks_types", "ReferencesWith«VulnerabilityCheckTypeID,Link»"),
    ("/api/3/vulnerability_exceptions", "PageOf«VulnerabilityException»"),
    ("/api/3/vulnerability_references", "PageOf«VulnerabilityReference»"),
    ("/api/3/exploits?size=100", "PageOf«Exploit»"),
    ("/api/3/malware_kits", "PageOf«MalwareKit»"),
    ("/api/3/solutions?size=100", "Resources«Solution»"),
    ("/api/3/scan_engines", "Resources«ScanEngine»"),
    ("/api/3/scan_engine_pools", "Resources«EnginePool»"),
    ("/api/3/scan_templates", "Resources«ScanTemplate»"),
    ("/api/3/users", "PageOf«User»"),
    ("/api/3/roles", "Resources«Role»"),
    ("/api/3/privileges", "Privileges"),
    ("/api/3/authentication_sources", "Resources«AuthenticationSource»"),
    ("/api/3/operating_systems", "PageOf«OperatingSystem»"),
    ("/api/3/software?size=100", "PageOf«Software»"),
    ("/api/3/assets/99999", "NotFoundError"),
    ("/api/3/assets?page=9999", "NotFoundError"),
    ("/api/3/assets?size=none", "BadRequestError"),
)


@pytest.fixture(scope="module")
def definitions(specs: Path) -> dict[str, Any]:
    """Return the vendor's definitions, closed: a member that they do not name is an error."""
    path = specs / "insightvm" / "console-swagger.json"
    found: dict[str, Any] = copy.deepcopy(json.loads(path.read_text(encoding="utf-8"))["definitions"])
    for name, definition in found.items():
        if definition.get("properties"):
            definition["additionalProperties"] = False
        for added, member, _ in ADDED:
            if added == name:
                definition["properties"][member] = {}
        for loosened, members, _ in LOOSENED:
            if loosened == name:
                definition["properties"].update({member: {} for member in members})
    for declared, sent in WIDENED.items():
        found[declared] = found[sent]
    return found


def complaints(definitions: dict[str, Any], name: str, document: Any) -> list[str]:
    """Return what a definition finds wrong with a document."""
    validator = Draft4Validator({"$ref": f"#/definitions/{name}", "definitions": definitions})
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(document)]


@pytest.mark.parametrize(("path", "name"), CASES)
def test_an_answer_has_the_shape_that_the_description_declares(definitions, reader, path, name):
    document = reader.get(path).json
    assert name in definitions
    assert complaints(definitions, name, document) == []


@pytest.mark.parametrize(
    ("path", "body", "name"),
    [
        (
            "/api/3/assets/search",
            {"filters": [{"field": "open-ports", "operator": "is", "value": 22}]},
            "PageOf«Asset»",
        ),
        ("/api/3/tags", {"name": "Hunted", "type": "custom"}, "ReferenceWith«TagID,Link»"),
        ("/api/3/asset_groups", {"name": "Mine", "type": "static"}, "CreatedReference«AssetGroupID,Link»"),
        ("/api/3/sites", {"name": "Lab"}, "ReferenceWith«SiteID,Link»"),
        ("/api/3/sites/2/scans", {}, "CreatedReference«ScanID,Link»"),
        ("/api/3/reports/1/generate", None, "ReferenceWithReportIDLink"),
        ("/api/3/tags", {"name": "No type"}, "BadRequestError"),
    ],
)
def test_the_answer_to_a_post_has_the_shape_that_the_description_declares(definitions, writer, path, body, name):
    assert complaints(definitions, name, writer.post(path, body).json) == []


def test_a_refusal_of_credentials_has_the_shape_that_the_description_declares(definitions, reader, as_user):
    stranger = as_user(reader.console, "nobody", "nothing")
    assert complaints(definitions, "UnauthorizedError", stranger.get("/api/3").json) == []


def test_every_path_that_the_console_answers_is_one_of_the_description(specs, reader):
    paths = json.loads((specs / "insightvm" / "console-swagger.json").read_text(encoding="utf-8"))["paths"]
    declared = {re.sub(r"\{[^}]*\}", "{}", path) for path in paths}
    routed = {re.sub(r"<[^>]*>", "{}", rule.rule) for rule in reader.console.map.iter_rules()}
    assert sorted(routed - declared) == []


def test_every_method_that_the_console_takes_is_one_of_the_description(specs, reader):
    paths = json.loads((specs / "insightvm" / "console-swagger.json").read_text(encoding="utf-8"))["paths"]
    declared = {
        re.sub(r"\{[^}]*\}", "{}", path): {method.upper() for method in methods} for path, methods in paths.items()
    }
    for rule in reader.console.map.iter_rules():
        path = re.sub(r"<[^>]*>", "{}", rule.rule)
        assert rule.methods - {"HEAD"} <= declared[path], rule.rule
