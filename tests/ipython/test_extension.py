"""The IPython extension: the completer's policy and one matcher, nothing else, and all of it taken back."""

from __future__ import annotations

import atexit
import subprocess
import sys
import types
from collections.abc import Iterator

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import hypernav
from hypernav.ipython.extension import load_ipython_extension, unload_ipython_extension

CHANGED = ("policy_overrides", "custom_matchers")


@pytest.fixture
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InteractiveShell]:
    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.ipython_dir = str(tmp_path_factory.mktemp("ipython"))
    shell = InteractiveShell(config=settings, user_module=types.ModuleType("extension_test"))
    yield shell
    atexit.unregister(shell.atexit_operations)
    shell.atexit_operations()


def test_the_package_itself_is_the_extension(shell: InteractiveShell):
    assert shell.extension_manager.load_extension("hypernav") is None
    assert hypernav.load_ipython_extension is load_ipython_extension
    assert "hypernav" in shell.Completer.policy_overrides["allowed_getattr_external"]
    assert "hypernav" in shell.Completer.policy_overrides["allowed_getitem_external"]
    assert shell.extension_manager.unload_extension("hypernav") is None
    assert shell.Completer.policy_overrides == {}


def test_loading_changes_nothing_but_the_policy_and_the_matchers(shell: InteractiveShell):
    before = {name: value for name, value in vars(shell).items() if name != "_trait_values"}
    settings = {name: value for name, value in shell.Completer.trait_values().items() if name not in CHANGED}
    names = set(shell.user_ns)
    load_ipython_extension(shell)
    assert {name: value for name, value in vars(shell).items() if name != "_trait_values"} == before
    after = {name: value for name, value in shell.Completer.trait_values().items() if name not in CHANGED}
    assert after == settings
    assert set(shell.user_ns) == names


def test_what_others_allowed_stays_allowed(shell: InteractiveShell):
    others = {"allowed_getattr_external": {"acme"}, "allowed_getitem_external": {"acme"}}
    shell.Completer.policy_overrides = others
    load_ipython_extension(shell)
    assert shell.Completer.policy_overrides["allowed_getattr_external"] == {"acme", "hypernav"}
    unload_ipython_extension(shell)
    assert shell.Completer.policy_overrides == others


def test_loading_twice_is_loading_once(shell: InteractiveShell):
    load_ipython_extension(shell)
    once = dict(shell.Completer.policy_overrides)
    load_ipython_extension(shell)
    assert shell.Completer.policy_overrides == once
    assert len(shell.Completer.custom_matchers) == 1
    unload_ipython_extension(shell)
    assert shell.Completer.policy_overrides == {}
    assert shell.Completer.custom_matchers == []


def test_matchers_of_others_stay(shell: InteractiveShell):
    shell.Completer.custom_matchers.append(repr)
    load_ipython_extension(shell)
    unload_ipython_extension(shell)
    assert shell.Completer.custom_matchers == [repr]


def test_unloading_what_was_never_loaded_changes_nothing(shell: InteractiveShell):
    unload_ipython_extension(shell)
    assert shell.Completer.policy_overrides == {}


def test_importing_hypernav_does_not_import_ipython():
    code = "import sys, hypernav, hypernav.ipython.extension; print('IPython' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
