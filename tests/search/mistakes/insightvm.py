"""Mistakes that people make in searches of InsightVM."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from typing import Any

from hypernav.apis.insightvm.search import ASSETS, criteria, discovery, lists
from hypernav.search import Expression, Ordering, Query, where
from tests.search.mistakes.mistake import Mistake


def asked(condition: Expression) -> object:
    """Compile a search of assets by one condition."""
    return ASSETS.compile(Query(conditions=(condition,)))


def listed(dialect: Any, *conditions: Expression, sort: str = "", page_size: int | None = None) -> object:
    """Compile a query of a list."""
    orderings = (Ordering.read(sort),) if sort else ()
    return dialect.compile(Query(conditions=conditions, sort=orderings, page_size=page_size))


NIGHT = datetime(2025, 10, 1, 23, 30, tzinfo=UTC)

MISTAKES: list[Mistake] = [
    # Fields
    Mistake("a letter left out of a field", lambda: asked(where("risk-scor") > 1), "'risk-score'"),
    Mistake("the name that the asset has for it", lambda: asked(where("riskScore") > 1), "'risk-score'"),
    Mistake("the name that the asset has for another", lambda: asked(where("hostName").is_("a")), "'host-name'"),
    Mistake("two letters turned", lambda: asked(where("opne-ports").is_(22)), "'open-ports'"),
    Mistake("a plural that is none", lambda: asked(where("cves").is_("CVE-2021-44228")), "'cve'"),
    Mistake("a capital forgotten", lambda: asked(where("vasset-cluster").is_("x")), "'vAsset-cluster'"),
    Mistake(
        "the name that the vulnerability has for it",
        lambda: asked(where("cvss-v3-privilege-required").is_("N")),
        "'cvss-v3-privileges-required'",
    ),
    Mistake(
        "a field of assets in discovery",
        lambda: discovery("vsphere").criteria(where("hostname").is_("x")),
        "'host-name'",
    ),
    # Operators
    Mistake("at least, where there is only more", lambda: asked(where("risk-score") >= 20_000), ".is_greater_than"),
    Mistake("at most, where there is only less", lambda: asked(where("risk-score") <= 20_000), ".is_less_than"),
    Mistake("later than a day", lambda: asked(where("last-scan-date") > "2025-10-01"), ".is_on_or_after"),
    Mistake("before a day", lambda: asked(where("last-scan-date") < "2025-10-01"), ".is_on_or_before"),
    Mistake("equality where there is only a list", lambda: asked(where("host-type") == "Guest"), ".in_"),
    Mistake("inequality where there is only a list", lambda: asked(where("site-id") != 3), ".not_in"),
    Mistake("equality where there is only a part", lambda: asked(where("software") == "Log4j"), ".contains"),
    Mistake("a letter left out of an operator", lambda: asked(where("host-name").start_with("bos")), ".starts_with"),
    Mistake("part of a name with another word", lambda: asked(where("software").starts_with("Apache")), ".contains"),
    Mistake("words left out", lambda: asked(where("last-scan-date").within_the_last(7)), ".is_within_the_last"),
    Mistake("a list where there is only equality", lambda: asked(where("open-ports").in_(22, 23)), ".is_"),
    Mistake("a list of names", lambda: asked(where("operating-system").in_("Linux", "Windows")), ".contains"),
    Mistake("a list that is excluded", lambda: asked(where("software").not_in("a", "b")), ".does_not_contain"),
    Mistake("one of the kinds of exposure", lambda: asked(where("vulnerability-exposures").contains("x")), ".includes"),
    # Values
    Mistake("a number as text", lambda: asked(where("risk-score") > "20,000"), "20000"),
    Mistake("a port as text", lambda: asked(where("open-ports").is_("443")), "443"),
    Mistake("a port with decimals", lambda: asked(where("open-ports").is_(443.0)), "443"),
    Mistake("a name misspelled", lambda: asked(where("host-type").in_("Hypervizor")), "'Hypervisor'"),
    Mistake("a state misspelled", lambda: asked(where("containers").are("presnt")), "'present'"),
    Mistake("a state in two words", lambda: asked(where("vAsset-power-state").in_("powered off")), "'poweredOff'"),
    Mistake("a severity for a criticality", lambda: asked(where("criticality-tag").is_("VeryHigh")), "'Very High'"),
    Mistake("an older metric", lambda: asked(where("cvss-v3-integrity-impact").is_("Lo")), "'Low'"),
    Mistake("a date with slashes", lambda: asked(where("last-scan-date") >= "2025/10/01"), "'2025-10-01'"),
    Mistake("a date with a time", lambda: asked(where("last-scan-date") >= NIGHT), "'2025-10-01'"),
    Mistake(
        "a date for days",
        lambda: asked(where("last-scan-date").is_within_the_last("2025-10-01")),
        "where('last-scan-date').is_on_or_after('2025-10-01')",
    ),
    Mistake(
        "days for a date",
        lambda: asked(where("vulnerability-assessed") >= 30),
        "where('vulnerability-assessed').is_within_the_last(30)",
    ),
    Mistake("hours for days", lambda: asked(where("last-scan-date").is_earlier_than(timedelta(hours=36))), "1"),
    Mistake("days counted backwards", lambda: asked(where("last-scan-date").is_within_the_last(-7)), "7"),
    Mistake(
        "a network for an address",
        lambda: asked(where("ip-address") == "10.0.0.0/8"),
        "where('ip-address').in_range('10.0.0.0/8')",
    ),
    Mistake(
        "a network that is not the address",
        lambda: asked(where("ip-address") != ip_network("10.0.0.0/8")),
        "where('ip-address').not_in_range('10.0.0.0/8')",
    ),
    Mistake("an address with a port", lambda: asked(where("ip-address").is_("10.0.0.1:22")), "'10.0.0.1'"),
    Mistake("an octet too large", lambda: asked(where("ip-address").is_("10.0.0.256")), "'10.0.0.255'"),
    # Bounds and counts
    Mistake(
        "two addresses joined",
        lambda: asked(where("ip-address").in_range("10.0.0.1-10.0.0.9")),
        "where('ip-address').in_range('10.0.0.1', '10.0.0.9')",
    ),
    Mistake("one bound", lambda: asked(where("risk-score").in_range(5000)), "where('risk-score').in_range(5000, …)"),
    Mistake(
        "bounds turned",
        lambda: asked(where("open-ports").in_range(1024, 1)),
        "where('open-ports').in_range(1, 1024)",
    ),
    Mistake(
        "days turned",
        lambda: asked(where("last-scan-date").is_between("2025-10-31", "2025-10-01")),
        "where('last-scan-date').is_between('2025-10-01', '2025-10-31')",
    ),
    Mistake(
        "a value for an operator that takes none",
        lambda: asked(where("owner-tag").is_applied("Cloud Team")),
        "where('owner-tag').is_applied()",
    ),
    Mistake("no value", lambda: asked(where("host-name").contains()), "where('host-name').contains(…)"),
    # What cannot be said
    Mistake(
        "the opposite of more",
        lambda: asked(~(where("risk-score") > 5)),
        "where('risk-score').is_less_than(5)",
    ),
    Mistake(
        "the opposite of a beginning",
        lambda: asked(~where("host-name").starts_with("lab")),
        "where('host-name').does_not_contain('lab')",
    ),
    Mistake(
        "and inside or",
        lambda: asked(where("cve").is_("a") | (where("cve").is_("b") & where("open-ports").is_(1))),
        "where('cve').is_('a')",
    ),
    # Orderings, pages, lists
    Mistake("sorting by the field", lambda: listed(ASSETS, sort="-risk-score"), "'-riskScore'"),
    Mistake("sorting in the vendor's spelling", lambda: listed(ASSETS, sort="riskScore,DESC"), "'-riskScore'"),
    Mistake("sorting by a count", lambda: listed(ASSETS, sort="critical"), "'vulnerabilities.critical'"),
    Mistake("sorting sites by a word", lambda: listed(lists.SITES, sort="-lastScan"), "'-lastScanTime'"),
    Mistake("a page too large", lambda: listed(ASSETS, page_size=1000), "500"),
    Mistake("a filter misspelled", lambda: listed(lists.TAGS, where("nme").contains("x")), "'name'"),
    Mistake("a whole name", lambda: listed(lists.ASSET_GROUPS, where("name") == "Linux"), ".contains"),
    Mistake("a type misspelled", lambda: listed(lists.ASSET_GROUPS, where("type") == "dynmic"), "'dynamic'"),
    Mistake("a flag as text", lambda: listed(lists.SCANS, where("active") == "yes"), "True"),
    Mistake(
        "a flag that cannot be false",
        lambda: listed(lists.CHECKS, where("potential").is_(False)),
        "where('potential').is_(True)",
    ),
    Mistake("a connection in the vendor's capitals", lambda: criteria(where("vm").is_("x"), "vSphere"), "'vsphere'"),
]
