"""What LaunchDarkly does not link, and its profile knows."""

from __future__ import annotations

import pytest

import hypernav as hn
from hypernav.errors import TemplateError


@pytest.fixture
def project() -> hn.Resource:
    return hn.connect("launchdarkly", sandbox=True).projects.find(key="default")


def test_a_project_leads_to_its_flags(project: hn.Resource):
    assert project.flags.total == 57


def test_segments_need_an_environment_and_say_so(project: hn.Resource):
    with pytest.raises(TemplateError) as caught:
        project.segments.load()
    assert ".at(environment=…)" in str(caught.value)


def test_segments_of_an_environment_are_reached_by_at(project: hn.Resource):
    assert project.segments.at("production").url.endswith("/segments/default/production")


def test_an_environment_leads_to_its_flag_statuses(project: hn.Resource):
    production = project.environments.find(key="production")
    statuses = production.flag_statuses
    assert {status.links["parent"][0].href.split("/")[4] for status in statuses} == {"default"}
    assert len(list(statuses)) == 57


def test_derived_relations_are_shown_as_such(project: hn.Resource):
    assert project.links["flags"][0].evidence == "derived"
    assert project.links["environments"][0].evidence == "in-band"


def test_derived_relations_complete_like_others(project: hn.Resource):
    assert {"flags", "segments", "environments"} <= set(dir(project))
