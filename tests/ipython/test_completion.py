"""TAB offers every relation that is known and sends nothing, with and without jedi, with and without the extension."""

from __future__ import annotations

import atexit
import contextlib
import io
import types
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from hypernav.errors import SendingRefused
from hypernav.ipython import extension as ipython
from hypernav.navigator import Navigator, connect
from hypernav.sandbox.server import Server
from tests import kinds
from tests.counting import Site

CHAINS = ("x.", "x.orders.", "x.orders.next.", "x.orders.next.item.", 'x["', "x[0].")
# Jedi takes its time, so it gets the chains only.
DEPTHS = {
    True: CHAINS,
    False: (
        *(*CHAINS, "x.o", 'x["name"].', 'x["nested"]["', 'x.orders["', "x.orders[0].", "x.root.", "x.root.orders."),
        *('x.links["', "x.links.", "x.follow('orders').", "x.data['nested']."),
    ),
}
MODES = [(jedi, extension) for jedi in (True, False) for extension in (True, False)]
IDS = [f"jedi {'on' if jedi else 'off'}, extension {'on' if extension else 'off'}" for jedi, extension in MODES]


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InteractiveShell]:
    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.ipython_dir = str(tmp_path_factory.mktemp("ipython"))
    shell = InteractiveShell(config=settings, user_module=types.ModuleType("completion_test"))
    yield shell
    atexit.unregister(shell.atexit_operations)
    shell.atexit_operations()


@pytest.fixture(scope="module")
def site() -> Site:
    return kinds.site()


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    with Server(site) as server:
        yield server.url


@pytest.fixture
def nav(address: str) -> Iterator[Navigator]:
    with connect(address) as nav:
        yield nav


@contextlib.contextmanager
def set_up(shell: InteractiveShell, *, jedi: bool, extension: bool, policy: str = "limited") -> Iterator[None]:
    before = shell.Completer.use_jedi, shell.Completer.evaluation
    shell.Completer.use_jedi, shell.Completer.evaluation = jedi, policy
    try:
        if extension:
            ipython.load_ipython_extension(shell)
        yield
    finally:
        shell.Completer.use_jedi, shell.Completer.evaluation = before
        if extension:
            ipython.unload_ipython_extension(shell)
        for name in ("x", "report"):
            shell.user_ns.pop(name, None)


def offered(shell: InteractiveShell, text: str) -> set[str]:
    with provisionalcompleter():
        found = {completion.text.lstrip(".") for completion in shell.Completer.completions(text, len(text))}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PendingDeprecationWarning)  # terminals of old still ask this way
        shell.complete(text)
    return found


@pytest.mark.parametrize("jedi, extension", MODES, ids=IDS)
@pytest.mark.parametrize("kind", kinds.KINDS)
def test_tab_sends_nothing_at_any_depth(
    kind: str, jedi: bool, extension: bool, nav: Navigator, site: Site, shell: InteractiveShell
):
    thing = kinds.KINDS[kind](nav)
    before = site.count
    with set_up(shell, jedi=jedi, extension=extension):
        shell.user_ns["x"] = thing
        for text in DEPTHS[jedi]:
            offered(shell, text)
    assert site.requests[before:] == []


@pytest.mark.parametrize("detail", [0, 1], ids=["?", "??"])
@pytest.mark.parametrize("kind", kinds.KINDS)
def test_a_question_mark_sends_nothing(kind: str, detail: int, nav: Navigator, site: Site, shell: InteractiveShell):
    thing = kinds.KINDS[kind](nav)
    before = site.count
    with set_up(shell, jedi=True, extension=True), contextlib.redirect_stdout(io.StringIO()):
        shell.user_ns["x"] = thing
        for text in ("x", "x.orders", "x.orders.next", "x.find"):
            shell.object_inspect(text, detail_level=detail)
        with contextlib.suppress(KeyError):
            shell.object_inspect_mime("x.orders", detail_level=detail)
        shell.run_line_magic("pinfo2" if detail else "pinfo", "x")
    assert site.requests[before:] == []


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_listing_variables_sends_nothing(kind: str, nav: Navigator, site: Site, shell: InteractiveShell):
    thing = kinds.KINDS[kind](nav)
    before = site.count
    printed = io.StringIO()
    with set_up(shell, jedi=True, extension=True), contextlib.redirect_stdout(printed):
        shell.user_ns["x"] = thing
        for magic in ("whos", "who", "who_ls"):
            shell.run_line_magic(magic, "")
    assert "x" in printed.getvalue()
    assert site.requests[before:] == []


# What is offered

RELATIONS = {"orders", "ids", "plain", "text", "broken", "order", "help", "elsewhere", "web_applications", "featured"}


@pytest.mark.parametrize("jedi, extension", MODES, ids=IDS)
@pytest.mark.parametrize("kind", ["navigator, entry read", "entry loaded"])
def test_after_a_look_tab_offers_every_relation(
    kind: str, jedi: bool, extension: bool, nav: Navigator, shell: InteractiveShell
):
    with set_up(shell, jedi=jedi, extension=extension):
        shell.user_ns["x"] = kinds.KINDS[kind](nav)
        assert {*RELATIONS, "load", "find"} <= offered(shell, "x.")


@pytest.mark.parametrize("jedi", [True, False], ids=["jedi on", "jedi off"])
@pytest.mark.parametrize(
    "text, expected",
    [
        ("x.orders.", {"next", "table", "total"}),
        ("x.orders.next.", {"self", "pages"}),
        ("x.root.orders.", {"next", "table"}),
        ("x.featured.", {"next_order", "refresh"}),
    ],
)
def test_with_the_extension_tab_offers_relations_of_relations(
    text: str, expected: set[str], jedi: bool, nav: Navigator, shell: InteractiveShell
):
    list(nav.orders)
    nav.orders.next.load()
    with set_up(shell, jedi=jedi, extension=True):
        shell.user_ns["x"] = nav
        assert expected <= offered(shell, text)


def test_with_the_extension_tab_offers_relations_of_a_member(nav: Navigator, shell: InteractiveShell):
    list(nav.orders)
    with set_up(shell, jedi=False, extension=True):  # jedi reads the annotation of brackets and offers methods only
        shell.user_ns["x"] = nav
        assert {"next_order", "refresh"} <= offered(shell, "x.orders[0].")


@pytest.mark.parametrize("jedi, extension", MODES, ids=IDS)
def test_fields_complete_in_brackets(jedi: bool, extension: bool, nav: Navigator, shell: InteractiveShell):
    nav.load()
    with set_up(shell, jedi=jedi, extension=extension):
        shell.user_ns["x"] = nav
        assert any("nested" in text for text in offered(shell, 'x["'))


@pytest.mark.parametrize("jedi, extension", MODES, ids=IDS)
def test_before_a_look_tab_offers_the_methods(jedi: bool, extension: bool, nav: Navigator, shell: InteractiveShell):
    with set_up(shell, jedi=jedi, extension=extension):
        shell.user_ns["x"] = nav.root
        names = offered(shell, "x.")
        assert {"load", "find", "table", "follow"} <= names
        assert "orders" not in names


# The second wall


class Report:
    """What a user may write: a property that looks."""

    def __init__(self, place: Any) -> None:
        self._place = place
        self.caught: list[BaseException] = []

    @property
    def summary(self):  # without a return annotation, so that jedi evaluates it
        try:
            return self._place.load()
        except SendingRefused as error:
            self.caught.append(error)
            raise


@pytest.mark.parametrize("jedi, policy", [(True, "limited"), (False, "unsafe"), (True, "unsafe")])
def test_a_property_that_looks_is_refused_while_a_completer_evaluates_it(
    jedi: bool, policy: str, nav: Navigator, site: Site, shell: InteractiveShell
):
    report, before = Report(nav.orders), site.count
    with set_up(shell, jedi=jedi, extension=False, policy=policy):
        shell.user_ns["report"] = report
        offered(shell, "report.summary.")
    assert report.caught
    assert site.requests[before:] == []
    assert str(report.caught[0]).startswith("Looking at an expression does not send requests.")


def test_a_property_that_looks_is_refused_while_it_is_inspected(nav: Navigator, site: Site, shell: InteractiveShell):
    report, before = Report(nav.orders), site.count
    with set_up(shell, jedi=False, extension=False), contextlib.redirect_stdout(io.StringIO()):
        shell.user_ns["report"] = report
        shell.run_line_magic("pinfo", "report.summary")
    assert site.requests[before:] == []


def test_the_same_property_looks_when_it_is_evaluated(nav: Navigator, site: Site):
    before = site.count
    assert Report(nav.orders).summary.status == 200
    assert site.requests[before:] == ["GET /", "GET /orders"]


def test_a_cell_that_shows_a_place_looks(nav: Navigator, site: Site, shell: InteractiveShell):
    before = site.count
    with set_up(shell, jedi=True, extension=True):
        data, _ = shell.display_formatter.format(nav.orders)
    assert set(data) == {"text/plain", "text/html"}
    assert site.requests[before:] == ["GET /", "GET /orders"]
