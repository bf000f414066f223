"""The documentation: its examples run, it builds offline, and its pages fetch nothing from elsewhere."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import html5lib
import pytest

from tests.house import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "docs" / "apis").glob("*.md"))]
EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CAPTURED = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "src", "object": "data"}


def examples(page: Path) -> list[str]:
    return EXAMPLE.findall(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", [page for page in PAGES if examples(page)], ids=lambda page: page.name)
def test_the_examples_of_a_page_run_in_order(page: Path):
    names: dict[str, object] = {"__name__": page.stem}
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    report: list[str] = []
    for code in examples(page):
        if ">>>" in code:
            test = doctest.DocTestParser().get_doctest(code, names, page.name, str(page), None)
            runner.run(test, out=report.append, clear_globs=False)
            names = test.globs
        else:
            exec(compile(code, str(page), "exec"), names)  # our own pages
    assert "".join(report) == ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path):
    text = page.read_text(encoding="utf-8")
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    files = [target for target in targets if target and "://" not in target]
    assert [target for target in files if not (page.parent / target).exists()] == []


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-W", "--keep-going", "-q", "--no-color"]
    command += ["-d", str(folder / "trees"), str(ROOT / "docs"), str(folder / "html")]
    return folder / "html", subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_documentation_builds_without_warnings_and_without_a_network(build):
    site, run = build
    assert run.stderr == ""
    assert run.returncode == 0
    assert (site / "index.html").exists()


def test_no_page_fetches_anything_from_elsewhere(build):
    site, _ = build
    fetched = []
    for page in site.rglob("*.html"):
        tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        for element in tree.iter():
            address = element.get(CAPTURED.get(element.tag, ""), "") if isinstance(element.tag, str) else ""
            if re.match(r"(https?:)?//", address):
                fetched.append(f"{page.name}: <{element.tag}> {address}")
    assert fetched == []


def test_no_style_sheet_of_ours_fetches_anything_from_elsewhere():
    styles = [path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "_static").glob("*.css")]
    assert styles
    assert not any(re.search(r"@import|url\(\s*['\"]?(https?:)?//", style) for style in styles)
