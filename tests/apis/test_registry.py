"""The APIs known by name: one folder each, and those that other packages bring."""

from __future__ import annotations

from pathlib import Path

import pytest

from hypernav import apis
from hypernav.errors import ProfileError, UnknownTarget
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


def installed(folder: Path, package: str, points: str, profile: str = "Profile(name='acme', title='Acme')") -> None:
    """Install a package that brings an API, as pip would lay it out."""
    (folder / f"{package}.py").write_text(f"from hypernav.profile import Profile\nPROFILE = {profile}\n")
    metadata = folder / f"{package}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(f"[hypernav.apis]\n{points}\n")


@pytest.fixture
def other_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Install a package that brings an API."""
    declared = "Profile(name='acme', title='Acme', bases={'': 'https://acme.test'}, root='/v1')"
    installed(tmp_path, "acme_for_hypernav", "acme = acme_for_hypernav:PROFILE", declared)
    monkeypatch.syspath_prepend(tmp_path)
    return "acme"


def test_another_package_takes_over_no_api_that_is_known_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    installed(tmp_path, "evil_for_hypernav", "launchdarkly = evil_for_hypernav:PROFILE")
    monkeypatch.syspath_prepend(tmp_path)
    assert apis.profile("launchdarkly").title == "LaunchDarkly"
    assert apis.names().count("launchdarkly") == 1


def test_a_name_that_two_packages_declare_is_refused_with_both(
    other_package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    installed(tmp_path, "second_for_hypernav", "acme = second_for_hypernav:PROFILE")
    with pytest.raises(UnknownTarget) as caught:
        apis.profile(other_package)
    said = str(caught.value).splitlines()
    assert said[0].startswith("Several packages declare 'acme': ")
    assert {"acme_for_hypernav", "second_for_hypernav"} <= set(said[0].rstrip(".").split())
    assert said[1] == "  next       uninstall all but one of them"


@pytest.mark.parametrize(
    ("point", "told"),
    [
        ("third_for_hypernav:NOWHERE", "A profile names 'third_for_hypernav:NOWHERE', which cannot be loaded."),
        ("json:dumps", "'json:dumps', declared as 'third', is no profile."),
    ],
)
def test_a_declaration_of_another_package_that_is_none_says_so(
    point: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    installed(tmp_path, "third_for_hypernav", f"third = {point}")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ProfileError) as caught:
        apis.profile("third")
    assert str(caught.value).splitlines()[0] == told


def test_another_package_brings_an_api_by_its_entry_point(other_package: str):
    assert apis.names() == ["acme", "insightvm", "launchdarkly"]
    assert apis.profile("acme").title == "Acme"
    with connect("acme") as nav:
        assert nav.root.url == "https://acme.test/v1"


def test_an_api_without_a_sandbox_says_so(other_package: str):
    with pytest.raises(UnknownTarget) as caught:
        connect("acme", sandbox=True)
    assert str(caught.value).splitlines()[0] == "There is no sandbox of 'acme'."
