"""The documentation: its examples run, it builds offline, and its pages fetch nothing from elsewhere."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import html5lib
import pytest

import hypernav
from hypernav import formats
from hypernav.errors import AnswerWarning, OutcomeUnknown, RateLimited
from hypernav.options import Options
from tests import dialects
from tests.house import ROOT
from tests.servers import Server, reply

DOCS = ROOT / "docs"
FOLDERS = (DOCS, DOCS / "guide", DOCS / "apis")
PAGES = [ROOT / "README.md", *(page for folder in FOLDERS for page in sorted(folder.glob("*.md")))]
EXAMPLE = re.compile(r"^( *)```python\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
CAPTURED = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "src", "object": "data"}


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def examples(page: Path) -> list[str]:
    return [textwrap.dedent(code) for _, code in EXAMPLE.findall(page.read_text(encoding="utf-8"))]


@pytest.fixture(autouse=True)
def _example_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the package of the page on extending installed, and put the table of formats back."""
    declared = tomllib.loads((DOCS / "examples" / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = [
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in values.items())
        for group, values in declared["entry-points"].items()
    ]
    installed = tmp_path / f"hypernav_acme-{declared['version']}.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text(f"Name: {declared['name']}\nVersion: {declared['version']}\n", encoding="utf-8")
    (installed / "entry_points.txt").write_text("".join(points), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.syspath_prepend(DOCS / "examples")
    kept = list(formats.FORMATS)
    yield
    formats.FORMATS[:] = kept
    formats._READER.use(formats.FORMATS)
    for name in [name for name in sys.modules if name.partition(".")[0] == "hypernav_acme"]:
        del sys.modules[name]


@pytest.mark.parametrize("page", [page for page in PAGES if examples(page)], ids=name_of)
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
    assert not report, "".join(report)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_pages_lead_somewhere(page: Path):
    text = page.read_text(encoding="utf-8")
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    files = [target for target in targets if target and "://" not in target]
    assert [target for target in files if not (page.parent / target).exists()] == []


def test_the_table_of_limits_has_every_option_with_its_default_and_meaning():
    text = (DOCS / "guide" / "limits.md").read_text(encoding="utf-8")
    shown = [tuple(row) for row in re.findall(r"^\| `(\w+)` \| `([^`]+)` \| (.+) \|$", text, re.MULTILINE)]
    documented = re.findall(r'^    (\w+): [^=\n]+ = (.+)\n    """(.+)"""$', source_of(Options), re.MULTILINE)
    assert shown == documented
    assert [name for name, _, _ in shown] == [field.name for field in fields(Options)]


def test_the_tables_of_fields_and_operators_are_those_of_the_code():
    assert dialects.PAGE.read_text(encoding="utf-8") == dialects.tables()


def test_each_table_of_fields_and_operators_stands_once_with_rows_below_the_name_of_its_api():
    text = dialects.PAGE.read_text(encoding="utf-8")
    apis = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert apis[:5] == ["Any API", "Contentful", "FactPulse", "Getaround", "GitHub"]
    bodies = [body.partition("\n")[2] for body in re.split(r"^### ", text, flags=re.MULTILINE)[1:]]
    rows = [re.findall(r"^\| (?:`|any).+$", body, re.MULTILINE) for body in bodies]
    assert all(rows)
    headings = re.findall(r"^### (.+)$", text, re.MULTILINE)
    assert len(set(headings)) == len(headings)
    assert "InsightVM's asset search" in headings


def source_of(of: type) -> str:
    return Path(sys.modules[of.__module__].__file__ or "").read_text(encoding="utf-8")


def test_the_reference_has_every_public_name():
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    missing = [name for name in hypernav.__all__ if not re.search(rf"\bhypernav\.{name}\b", text)]
    assert missing == []


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


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


SENT = {
    "url": (lambda nav: nav.projects.url, ["GET"]),
    "curl": (lambda nav: nav.projects.curl(), ["GET"]),
    "total": (lambda nav: nav.projects.total, ["GET", "GET"]),
    "in": (lambda nav: "totalCount" in nav.projects, ["GET", "GET"]),
    "find": (lambda nav: nav.projects.find(key="default").flags, ["GET", "GET"]),
    "select": (lambda nav: nav.projects.select("$.items[0].key"), ["GET", "GET"]),
    "options": (lambda nav: nav.projects.options(), ["GET", "OPTIONS"]),
    "head_request": (lambda nav: nav.projects.head_request(), ["GET", "HEAD"]),
    "refresh": (lambda nav: nav.projects.refresh(), ["GET", "GET"]),
    "edit": (lambda nav: nav.projects.find(key="default").flags[0].edit(), ["GET"] * 4),
    "post": (lambda nav: nav.projects.post({"key": "kiosk", "name": "Kiosk"}), ["GET", "POST"]),
    "str": (lambda nav: str(nav.projects), []),
}


@pytest.mark.parametrize(("look", "methods"), SENT.values(), ids=SENT)
def test_a_fresh_place_sends_what_the_table_of_concepts_says(look: Callable[[Any], object], methods: list[str]):
    nav = hypernav.connect("launchdarkly", sandbox=True)
    look(nav)
    assert [entry.method for entry in nav.ledger] == methods


def test_rows_bound_the_page_of_a_place_and_less_a_table_that_was_asked_for():
    nav = hypernav.connect("launchdarkly", sandbox=True, options=Options(rows=3))
    flags = nav.go("/api/v2/flags/default").load()
    page = str(flags)
    assert ("product-page-gallery" in page, "guest-checkout-phone-login" in page) == (True, False)
    assert len(str(flags.table("key")).splitlines()) == 2 + 20 + 1


@pytest.mark.parametrize(
    ("method", "status", "wait", "times"), [("POST", 429, "1", 1), ("GET", 503, "3600", 1), ("GET", 408, "3600", 1)]
)
def test_rate_limited_is_raised_where_the_page_on_writing_says(
    server: Server, method: str, status: int, wait: str, times: int
):
    server.on("/x", reply(status, headers={"Retry-After": wait}))
    place = hypernav.connect(server.url).go("/x")
    with pytest.raises(RateLimited):
        place.post({}) if method == "POST" else place.load()
    assert server.count == times


def test_a_search_of_a_place_behind_an_unknown_link_asks_for_its_address_only(server: Server):
    server.on("/", reply(json={"_links": {"orders": {"href": "/orders"}}}))
    nav = hypernav.connect(server.url)
    nav.orders.where(a="1").request()
    assert [request.target for request in server.requests] == ["/"]


@pytest.mark.parametrize("status", [502, 504])
def test_a_gateway_that_lost_the_answer_to_a_write_leaves_it_unknown(server: Server, status: int):
    server.on("/x", reply(status))
    with pytest.raises(OutcomeUnknown):
        hypernav.connect(server.url).go("/x").post({})


def test_expressions_of_a_page_run_with_the_place_before_and_values_for_what_is_open():
    project = hypernav.connect("launchdarkly", sandbox=True).go("/api/v2/projects/default").load()
    shown = '.follow("segments", environment=…)'
    assert shown in str(project)
    assert eval("project" + shown.replace("…", '"production"')).url.endswith("/segments/default/production")  # ours


def test_a_frame_that_is_a_part_warns_and_says_how_much_it_holds():
    assets = hypernav.connect("insightvm", sandbox=True).assets
    with pytest.warns(AnswerWarning, match="10 of 2,400"):
        frame = assets.frame("hostName", "riskScore")
    assert frame.attrs["hypernav"] == "10 of 2,400 (the server's count), more exist"
