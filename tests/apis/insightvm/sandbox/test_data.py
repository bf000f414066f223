"""The console's data: as much as was promised, and consistent from whichever side it is looked at."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import datetime
from ipaddress import ip_address, ip_network

import pytest

from hypernav.apis.insightvm.sandbox import create
from hypernav.apis.insightvm.sandbox.criteria.evaluation import evaluate
from hypernav.apis.insightvm.sandbox.data.exposure import exposures, flaws, product
from hypernav.apis.insightvm.sandbox.data.instants import NOW
from hypernav.apis.insightvm.sandbox.data.schedule import finished_scans, past_scans
from hypernav.apis.insightvm.sandbox.data.sites import SITE_PLANS
from hypernav.apis.insightvm.sandbox.data.solutions import solutions, solutions_of
from hypernav.apis.insightvm.sandbox.data.vulnerabilities import catalogue
from hypernav.apis.insightvm.sandbox.data.world import World

SOME_ASSETS = [1, 61, 215, 300, 372, 480, 620, 905, 1040, 1165, 1350, 1501, 1820, 2005, 2110, 2222, 2301, 2400]


@pytest.fixture(scope="module")
def world(reader):
    return reader.console.world


@pytest.mark.parametrize(
    ("path", "count"), [("assets", 2400), ("sites", 40), ("vulnerabilities", 1500), ("tags", 39), ("asset_groups", 10)]
)
def test_there_is_as_much_of_each_thing_as_was_promised(reader, path, count):
    assert reader.get(f"/api/3/{path}?size=1").json["page"]["totalResources"] == count


@pytest.mark.parametrize("asset", SOME_ASSETS)
def test_the_counts_of_an_asset_are_those_of_its_findings(reader, asset):
    counts = reader.get(f"/api/3/assets/{asset}").json["vulnerabilities"]
    findings = reader.everything(f"/api/3/assets/{asset}/vulnerabilities?size=500")
    vulnerable = [catalogue()[each["id"]] for each in findings if each["status"] == "vulnerable"]
    severities = Counter(each.severity for each in vulnerable)
    assert counts["total"] == len(vulnerable)
    assert [counts[name] for name in ("critical", "severe", "moderate")] == [
        severities[name] for name in ("Critical", "Severe", "Moderate")
    ]
    assert counts["exploits"] == sum(len(each.exploits) for each in vulnerable)
    assert counts["malwareKits"] == sum(len(each.malware_kits) for each in vulnerable)


@pytest.mark.parametrize("asset", SOME_ASSETS)
def test_the_risk_of_an_asset_adds_up_from_its_findings(reader, asset):
    document = reader.get(f"/api/3/assets/{asset}").json
    findings = reader.everything(f"/api/3/assets/{asset}/vulnerabilities?size=500")
    risk = sum(catalogue()[each["id"]].risk_score for each in findings if each["status"] == "vulnerable")
    tags = reader.get(f"/api/3/assets/{asset}/tags").json["resources"]
    factor = max((tag["riskModifier"] for tag in tags if tag["type"] == "criticality"), default=1)
    assert document["rawRiskScore"] == pytest.approx(risk, abs=0.01)
    assert document["riskScore"] == pytest.approx(risk * factor, abs=0.02)


@pytest.mark.parametrize("site", [1, 3, 14, 33, 39, 40])
def test_the_counts_of_a_site_are_those_of_its_assets(reader, site):
    document = reader.get(f"/api/3/sites/{site}").json
    assets = reader.everything(f"/api/3/sites/{site}/assets?size=500")
    assert document["assets"] == len(assets)
    assert document["riskScore"] == pytest.approx(sum(each["riskScore"] for each in assets), abs=1)
    distinct = {each.vulnerability.id for asset in assets for each in reader.console.world.active(asset["id"])}
    assert document["vulnerabilities"]["total"] == len(distinct)


@pytest.mark.parametrize("group", range(1, 11))
def test_the_count_of_a_group_is_that_of_its_assets(reader, group):
    ids = reader.get(f"/api/3/asset_groups/{group}/assets").json["resources"]
    assert reader.get(f"/api/3/asset_groups/{group}").json["assets"] == len(ids) > 0


@pytest.mark.parametrize("vulnerability", ["telnet-open-port", "apache-httpd-cve-2021-41773", "windows-7-obsolete"])
def test_the_assets_of_a_vulnerability_are_those_that_have_it(reader, vulnerability):
    ids = reader.get(f"/api/3/vulnerabilities/{vulnerability}/assets").json["resources"]
    assert ids
    for asset in ids[:5]:
        assert reader.get(f"/api/3/assets/{asset}/vulnerabilities/{vulnerability}").json["instances"] > 0


def test_every_exception_is_about_a_finding_in_its_scope(world):
    for entry in world.exclusions.values():
        having = {number for number in world.assets if entry.vulnerability in world.exposures(number)}
        scopes = {
            "Global": having,
            "Asset": {entry.target},
            "Site": set(world.members.get(entry.target, ())),
            "Asset Group": set(world.group_assets(world.groups[entry.target]))
            if entry.scope == "Asset Group"
            else set(),
        }
        assert having & scopes[entry.scope], entry.id


def test_every_validation_is_about_a_finding(world):
    assert all(entry.vulnerability in world.exposures(entry.asset) for entry in world.validations.values())


def test_what_a_team_is_on_call_for_stands_where_the_team_is(world):
    assert {world.assets[number].plan.location for number in world.group_assets(world.groups[4])} == {"FRA"}


def test_each_asset_is_in_one_site_at_first(world):
    members = [asset for site in world.members.values() for asset in site]
    assert sorted(members) == sorted(world.assets)


def test_addresses_are_unique_and_of_the_subnet_of_the_site(world):
    taken: Counter[str] = Counter()
    for asset in world.assets.values():
        taken.update({address for address, _ in asset.addresses})
        fourth = next(address for address, _ in asset.addresses if "." in address)
        assert ip_address(fourth) in ip_network(asset.plan.subnet)
    assert [address for address, count in taken.items() if count > 1] == []


def test_host_names_are_unique(world):
    names = Counter(entry.name for asset in world.assets.values() for entry in asset.host_names)
    assert [name for name, count in names.items() if count > 1] == []


def test_every_asset_runs_something_that_there_is(world):
    for asset in world.assets.values():
        for key, release in asset.machine.software.items():
            assert 0 <= release < len(product(key).releases)


def test_an_asset_has_exactly_the_flaws_of_the_releases_on_it(world):
    asset = world.assets[300]
    installed = {*asset.machine.software.items(), (asset.machine.system.key, asset.machine.patched)}
    installed |= {(service.kind.product, service.release) for service in asset.machine.services}
    expected = {entry.id for place in installed for entry in flaws().get(place, ())}
    assert {each.vulnerability.id for each in exposures(asset).values() if each.vulnerability.products} == expected


def test_path_traversal_of_apache_is_found_on_its_one_release_only(world):
    for number in world.affected("apache-httpd-cve-2021-41773"):
        versions = {
            product(service.kind.product).releases[service.release].version
            for service in world.assets[number].machine.services
            if service.kind.product == "apache-httpd"
        }
        assert versions == {"2.4.49"}


def test_an_asset_that_was_not_assessed_shows_no_findings(world):
    unassessed = [asset for asset in world.assets.values() if not asset.assessed]
    assert len(unassessed) > 20
    assert all(world.totals(asset.id).total == 0 for asset in unassessed)


def test_ids_and_names_of_vulnerabilities_are_those_that_analysts_know():
    for identifier in (
        "ssh-weak-kex-algorithms",
        "apache-httpd-cve-2021-41773",
        "msft-cve-2017-0144",
        "tls-server-cert-expired",
    ):
        assert catalogue()[identifier].id == identifier
    assert catalogue()["msft-cve-2019-0708"].cvss_v3.base == 9.8


def test_no_vulnerability_is_from_the_future():
    assert all(entry.published <= entry.modified <= NOW.date() for entry in catalogue().values())


def test_cve_numbers_are_of_the_year_of_publication_or_before():
    # Flaws of configuration were known long before anybody numbered them.
    for entry in [entry for entry in catalogue().values() if entry.products]:
        for cve in entry.cves:
            assert int(cve.split("-")[1]) <= entry.published.year


def test_titles_of_vulnerabilities_are_unique():
    titles = Counter(entry.title for entry in catalogue().values())
    assert [title for title, count in titles.items() if count > 1] == []


def test_severity_follows_from_the_score():
    for entry in catalogue().values():
        low, high = {"Moderate": (0, 3.5), "Severe": (3.5, 7.5), "Critical": (7.5, 10)}[entry.severity]
        assert low <= entry.cvss_v2.base <= high


def test_risk_scores_stay_within_their_scale():
    assert all(0 < entry.risk_score <= 1000 for entry in catalogue().values())


def test_every_vulnerability_has_a_solution_with_steps():
    for identifier in catalogue():
        assert solutions_of(identifier)
    assert all(solution.steps and solution.summary for solution in solutions().values())


def test_a_solution_is_superseded_by_one_that_there_is():
    assert all(not solution.rollup or solution.rollup in solutions() for solution in solutions().values())


def test_scans_are_numbered_in_the_order_of_time():
    starts = [scan.start for scan in past_scans()]
    assert starts == sorted(starts)
    assert [scan.id for scan in past_scans()] == list(range(1, len(starts) + 1))


def test_the_last_scan_of_a_site_is_the_newest_of_its_finished_ones(reader):
    for site in SITE_PLANS:
        scans = finished_scans(site)
        document = reader.get(f"/api/3/sites/{site}").json
        if scans:
            assert datetime.fromisoformat(document["lastScanTime"]) == scans[-1].end
        else:
            assert "lastScanTime" not in document


def test_an_asset_says_that_it_was_in_the_scans_that_counted_it(reader, world):
    scan = finished_scans(3)[-1]
    inside = [each for each in world.members[3] if scan in world.assets[each].seen_in]
    assert reader.get(f"/api/3/scans/{scan.id}").json["assets"] == len(inside)
    assert scan.id in {each["scanId"] for each in reader.get(f"/api/3/assets/{inside[0]}").json["history"]}


def test_findings_are_not_older_than_the_asset(world):
    from hypernav.apis.insightvm.sandbox.routes.findings import since

    for number in SOME_ASSETS:
        asset = world.assets[number]
        assert all(asset.first_seen <= since(asset, each) <= NOW for each in exposures(asset).values())


def test_two_consoles_have_equal_data_that_is_not_shared():
    one, other = World(evaluate), World(evaluate)
    assert one.sites == other.sites
    one.remove_asset(1)
    assert 1 in other.assets


def test_two_consoles_share_what_was_worked_out_until_one_changes():
    one, other = create().world, create().world
    found = one.affected("msft-cve-2024-38063")
    assert other.affected("msft-cve-2024-38063") is found
    one.changed()
    assert one.affected("msft-cve-2024-38063") is not found
    assert other.affected("msft-cve-2024-38063") is found


def test_what_is_done_to_a_console_is_not_seen_in_another_one():
    changed, other = create().world, create().world
    before, risk = list(other.members[other.assets[1].site]), other.risk(1)
    changed.tags.clear()
    changed.remove_asset(1)
    assert 1 in other.assets
    assert other.tags
    assert (other.members[other.assets[1].site], other.risk(1)) == (before, risk)


def test_data_does_not_depend_on_the_hash_seed():
    code = (
        "from hypernav.apis.insightvm.sandbox.data.asset import planned_assets as p;"
        "from hypernav.apis.insightvm.sandbox.data.exposure import exposures as e;"
        "print([sorted(e(a)) for a in list(p().values())[::100]])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_making_a_console_makes_no_data_yet():
    assert "world" not in vars(create())
