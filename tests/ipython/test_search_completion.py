"""TAB inside a search that is being typed: the fields, exactly the operators of one, and not one request."""

from __future__ import annotations

import atexit
import types
from collections.abc import Iterator

import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import hypernav as hn
from hypernav.ipython import completion
from hypernav.ipython import extension as ipython
from hypernav.navigator import Navigator
from hypernav.resource import node_of
from hypernav.search.choosing import dialect_at

CRITICALITY = ["is_", "is_not", "is_greater_than", "is_less_than", "is_applied", "is_not_applied"]


@pytest.fixture(scope="module")
def ivm() -> Iterator[Navigator]:
    with hn.connect("insightvm", sandbox=True) as nav:
        yield nav


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InteractiveShell]:
    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.ipython_dir = str(tmp_path_factory.mktemp("ipython"))
    shell = InteractiveShell(config=settings, user_module=types.ModuleType("search_completion_test"))
    yield shell
    atexit.unregister(shell.atexit_operations)
    shell.atexit_operations()


@pytest.fixture(params=[True, False], ids=["jedi on", "jedi off"])
def typing(request: pytest.FixtureRequest, shell: InteractiveShell, ivm: Navigator) -> Iterator[InteractiveShell]:
    shell.Completer.use_jedi = request.param
    ipython.load_ipython_extension(shell)
    shell.user_ns.update(ivm=ivm, hn=hn, assets=ivm.assets, search=ivm.assets.where("cve").contains("2024"))
    yield shell
    ipython.unload_ipython_extension(shell)


def offered(shell: InteractiveShell, text: str) -> list[str]:
    with provisionalcompleter():
        return [each.text for each in shell.Completer.completions(text, len(text))]


PLACES = ("ivm.assets", "assets", "search", "ivm.root.assets", "ivm . assets", "(ivm\n    .assets\n    ")


@pytest.mark.parametrize("place", PLACES)
def test_all_fields_are_offered_in_where(place: str, typing: InteractiveShell, ivm: Navigator):
    dialect = dialect_at(node_of(ivm.assets))
    assert dialect is not None
    assert sorted(offered(typing, f'{place}.where("')) == sorted(dialect.vocabulary.fields)
    assert len(dialect.vocabulary.fields) == 47
    assert ivm.ledger.count == 0


@pytest.mark.parametrize("quote", ['"', "'"])
def test_fields_that_begin_as_typed_are_offered(quote: str, typing: InteractiveShell, ivm: Navigator):
    assert offered(typing, f"ivm.assets.where({quote}risk") == ["risk-score"]
    assert offered(typing, f"ivm.assets.where({quote}VASSET-c") == ["vAsset-cluster"]
    assert ivm.ledger.count == 0


@pytest.mark.parametrize("place", PLACES)
def test_exactly_the_operators_of_the_field_are_offered(place: str, typing: InteractiveShell, ivm: Navigator):
    assert offered(typing, f'{place}.where("criticality-tag").') == CRITICALITY
    assert offered(typing, f'{place}.where("criticality-tag").is_g') == ["is_greater_than"]
    assert ivm.ledger.count == 0


def test_the_common_operators_are_offered_for_what_is_filtered_here(typing: InteractiveShell, ivm: Navigator):
    found = offered(typing, 'ivm.assets.where("riskScore", locally=True).')
    assert {"is_", "is_greater_than", "is_between", "contains"} <= set(found)
    assert "sort" not in found
    assert offered(typing, 'ivm.assets.where("risk-score", locally=True).is_gr') == ["is_greater_than"]
    assert ivm.ledger.count == 0


def test_a_chain_is_a_search_of_the_place_that_it_began_with(typing: InteractiveShell, ivm: Navigator):
    chain = 'ivm.assets.where("cve").contains("2024").where("'
    assert "risk-score" in offered(typing, chain)
    assert offered(typing, f'{chain}pci-compliance").') == ["is_"]
    assert ivm.ledger.count == 0


@pytest.mark.parametrize("chain", ['ivm.assets.where("cve").contains("2024").', "search.where(x, y).limit(5)."])
def test_what_a_search_can_do_is_offered_behind_it(chain: str, typing: InteractiveShell, ivm: Navigator):
    found = offered(typing, chain)
    assert {"where", "sort", "limit", "page_size", "count", "table", "frame", "request"} <= set(found)
    assert not any(name.startswith("_") for name in found)
    assert offered(typing, f"{chain}so") == ["sort"]
    assert ivm.ledger.count == 0


def test_an_expression_inside_a_search_is_one_of_that_place(typing: InteractiveShell):
    assert "risk-score" in offered(typing, 'ivm.assets.where(hn.where("')
    assert offered(typing, 'ivm.assets.where(hn.where("pci-compliance").') == ["is_"]


def test_every_offered_operator_can_be_typed(ivm: Navigator):
    dialect = dialect_at(node_of(ivm.assets))
    assert dialect is not None
    for field in dialect.vocabulary.fields:
        texts = completion.offer(f'ivm.assets.where("{field}").', {"ivm": ivm})
        assert texts is not None
        assert all(text.isidentifier() for text in texts.texts)


@pytest.mark.parametrize(
    "text",
    [
        'nothing.where("',
        'hn.where("',
        'ivm.ledger.where("',
        'ivm.data.where("',
        'ivm._session.where("',
        'ivm.assets.find(id=1).where("',
        'ivm.assets.where("nothing").',
        'ivm.assets.where("zzz',
        'ivm.assets.where("cve").contains("',
        "ivm.assets.",
        "where(",
    ],
)
def test_nothing_is_offered_where_nothing_is_known(text: str, ivm: Navigator):
    assert completion.offer(text, {"ivm": ivm, "hn": hn}) is None
    assert ivm.ledger.count == 0


def test_a_wrong_relation_of_a_loaded_place_is_no_error():
    with hn.connect("insightvm", sandbox=True) as nav:
        nav.load()
        assert completion.offer('nav.nothing.where("', {"nav": nav}) is None
        assert completion.offer('nav.assets.where("ris', {"nav": nav}) == ("ris", ["risk-score"], "property")
        assert nav.ledger.count == 1


INSTRUCTED = 'flag.instruct(environment="production").'


@pytest.fixture
def flag(shell: InteractiveShell) -> Iterator[Navigator]:
    with hn.connect("launchdarkly", sandbox=True) as nav:
        shell.user_ns.update(ld=nav, flag=nav.go("/api/v2/flags/default/checkout"))
        yield nav


@pytest.mark.parametrize("code", [INSTRUCTED, f"{INSTRUCTED}turn_flag_off().", f"({INSTRUCTED[:-1]}\n  ."])
def test_the_instructions_of_a_place_are_offered(code: str, typing: InteractiveShell, flag: Navigator):
    found = set(offered(typing, code))
    assert {"turn_flag_on", "add_targets", "archive_flag", "comment", "preview", "send", "dry_run"} <= found
    assert "exclude_segment_target" not in found
    assert offered(typing, f"{code}turn_flag_o") == ["turn_flag_off", "turn_flag_on"]
    assert flag.ledger.count == 0


@pytest.mark.parametrize(
    "code", ["flag.instruct.", "ld.instruct().", "nothing.instruct().", "flag.instruct(f(1)).", "flag.instruct().zzz"]
)
def test_no_instructions_are_offered_where_none_are_known(code: str, flag: Navigator, shell: InteractiveShell):
    assert completion.offer(code, shell.user_ns) is None
    assert flag.ledger.count == 0
