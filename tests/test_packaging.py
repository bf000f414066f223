"""The package, its two lists of dependencies, and its version."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
import yaml

import hypernav
from hypernav import _version
from tests import house

CONDA_NAMES = {"brotli": "brotli-python"}
BUNDLES = {"dev"}


@pytest.fixture(scope="module")
def project(root: Path):
    return tomllib.loads((root / "pyproject.toml").read_text())["project"]


@pytest.fixture(scope="module")
def conda(root: Path):
    return yaml.safe_load((root / "environment.yml").read_text())["dependencies"]


def split(requirement: str) -> tuple[str, str]:
    name, bound = re.fullmatch(r"([A-Za-z0-9._-]+)\s*(.*)", requirement).groups()
    return name.lower().replace("_", "-"), bound


def wanted(project) -> dict[str, str]:
    lists = {"": project["dependencies"]} | project["optional-dependencies"]
    requirements = dict(split(line) for extra, lines in lists.items() if extra not in BUNDLES for line in lines)
    return {CONDA_NAMES.get(name, name): bound for name, bound in requirements.items()}


def offered(conda) -> dict[str, str]:
    pip = next(entry["pip"] for entry in conda if isinstance(entry, dict))
    lines = [entry for entry in conda if isinstance(entry, str)] + [line for line in pip if not line.startswith("-")]
    return dict(split(line) for line in lines)


def test_environment_and_project_name_the_same_packages_with_the_same_bounds(project, conda):
    extra = {"python", "pip"}
    assert {name: bound for name, bound in offered(conda).items() if name not in extra} == wanted(project)


def test_every_package_that_is_imported_is_declared(project):
    imported = {each.module.split(".")[0] for source in house.sources("hypernav") for each in house.imports(source)}
    # What loads the extension has IPython; type checkers bring _typeshed.
    foreign = imported - sys.stdlib_module_names - {"hypernav", "IPython", "_typeshed"}
    assert {name.replace("_", "-") for name in foreign} <= wanted(project).keys()


def test_environment_and_project_agree_on_python(project, conda):
    assert offered(conda)["python"] == project["requires-python"] == ">=3.11"


def test_environment_installs_the_package_itself(conda):
    assert "--editable ." in next(entry["pip"] for entry in conda if isinstance(entry, dict))


def test_the_dev_extra_bundles_all_the_others(project):
    extras = project["optional-dependencies"]
    (bundle,) = extras["dev"]
    named = re.fullmatch(r"hypernav\[(.+)\]", bundle).group(1).split(",")
    assert sorted(named) == sorted(set(extras) - BUNDLES)


def test_the_version_stands_in_one_place(root, project):
    assert project["dynamic"] == ["version"]
    assert hypernav.__version__ is _version.__version__
    pattern = re.compile(rf"""["']{re.escape(_version.__version__)}["']""")
    places = [path.name for path in root.glob("hypernav/**/*.py") if pattern.search(path.read_text())]
    assert places == ["_version.py"]


def test_the_installed_package_has_that_version():
    assert metadata.version("hypernav") == _version.__version__


def test_the_changelog_begins_with_that_version(root):
    headings = re.findall(r"^## \[?([^\]\s]+)", (root / "CHANGELOG.md").read_text(), flags=re.MULTILINE)
    assert _version.__version__ in headings[:2]


def test_the_console_script_leads_to_a_callable():
    (script,) = metadata.entry_points(group="console_scripts", name="hypernav")
    assert script.value == "hypernav.cli:main"
    assert callable(script.load())


@pytest.fixture(scope="module")
def built(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", str(folder)], cwd=root, check=True)
    return folder


def test_the_wheel_holds_every_module_and_the_marker_of_types(root, built):
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    assert "hypernav/py.typed" in names
    sources = {path.relative_to(root).as_posix() for path in (root / "hypernav").rglob("*.py")}
    assert sources <= names


def test_the_wheel_holds_nothing_else(built):
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        rest = {name for name in wheel.namelist() if not re.match(r"hypernav(-[\d.]+\.dist-info)?/", name)}
    assert rest == set()


def test_the_source_archive_holds_tests_notebooks_and_docs(built):
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        folders = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    assert {"hypernav", "tests", "docs", "pyproject.toml", "LICENSE", "README.md"} <= folders
