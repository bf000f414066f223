"""The APIs known by name: one folder each, and those that other packages bring."""

from __future__ import annotations

from pathlib import Path

import pytest

from hypernav import apis
from hypernav.errors import UnknownTarget
from hypernav.navigator import connect
from hypernav.profile import Profile


def test_the_names_are_those_of_the_folders():
    assert apis.names() == ["insightvm", "launchdarkly"]


@pytest.mark.parametrize("name", apis.names())
def test_every_api_has_a_profile_of_its_name(name: str):
    profile = apis.profile(name)
    assert isinstance(profile, Profile)
    assert profile.name == name
    assert profile.title
    assert profile.sandbox


@pytest.mark.parametrize("name", ["", "nothing", "launchdarkly.sandbox", "../launchdarkly", "__init__", "LaunchDarkly"])
def test_an_unknown_name_is_refused_and_nothing_is_imported(name: str):
    with pytest.raises(UnknownTarget):
        apis.profile(name)


def test_the_refusal_tells_the_nearest_name():
    with pytest.raises(UnknownTarget) as caught:
        apis.profile("insight")
    assert str(caught.value).splitlines() == [
        "'insight' is neither a URL nor the name of an API that is known here.",
        "  nearest    'insightvm'",
        "  known      insightvm, launchdarkly",
        '  any other  hypernav.connect("https://…") takes the address of any API',
    ]


@pytest.fixture
def other_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Install a package that brings an API, as pip would lay it out."""
    (tmp_path / "acme_for_hypernav.py").write_text(
        "from hypernav.profile import Profile\n"
        "PROFILE = Profile(name='acme', title='Acme', bases={'': 'https://acme.test'}, root='/v1')\n"
    )
    metadata = tmp_path / "acme_for_hypernav-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-for-hypernav\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[hypernav.apis]\nacme = acme_for_hypernav:PROFILE\n")
    monkeypatch.syspath_prepend(tmp_path)
    return "acme"


def test_another_package_brings_an_api_by_its_entry_point(other_package: str):
    assert apis.names() == ["acme", "insightvm", "launchdarkly"]
    assert apis.profile("acme").title == "Acme"
    with connect("acme") as nav:
        assert nav.root.url == "https://acme.test/v1"


def test_an_api_without_a_sandbox_says_so(other_package: str):
    with pytest.raises(UnknownTarget) as caught:
        connect("acme", sandbox=True)
    assert str(caught.value).splitlines()[0] == "There is no sandbox of 'acme'."
