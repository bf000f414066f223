"""A real JupyterLab on loopback, and notebooks open in it, driven as a person does: with keys, menus and eyes."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0
"""Seconds to wait for what a slow machine takes its time for; a test that passes never waits so long."""

LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"

_CELL = ".jp-Notebook .jp-Cell"
_ALL_RAN = """() => [...document.querySelectorAll('.jp-Notebook .jp-CodeCell')].every(cell =>
    /\\[\\d+\\]/.test(cell.querySelector('.jp-InputPrompt').textContent) ||
    !cell.querySelector('.cm-content').textContent.trim())"""
# The list is filled in slices, between which the page does other things.
_OFFERED = """async () => {
  const offered = () => [...document.querySelectorAll('.jp-Completer-item')].map(item => item.dataset.value);
  for (let before = [], now = offered(); ; before = now, now = offered()) {
    if (now.length && now.length === before.length) return now;
    await new Promise(done => setTimeout(done, 250));
  }
}"""
_LOCAL = frozenset({"", "127.0.0.1", "localhost"})
_SETTINGS = {
    # By default JupyterLab drops what a kernel offers after a second, which a busy machine may need.
    "completer-extension/manager": {"providerTimeout": PATIENCE * 1000},
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True},
}


def notebook(cells: Sequence[str | tuple[str, Sequence[dict[str, Any]]]]) -> dict[str, Any]:
    """Return a notebook of code cells; a cell that comes with outputs looks as if it had been run and saved."""
    pairs = [(cell, ()) if isinstance(cell, str) else cell for cell in cells]
    return {
        "cells": [
            {
                "cell_type": "code",
                "execution_count": place if outputs else None,
                "id": f"cell-{place}",
                "metadata": {},
                "outputs": list(outputs),
                "source": source,
            }
            for place, (source, outputs) in enumerate(pairs, 1)
        ],
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def saved(mimebundle: dict[str, str]) -> dict[str, Any]:
    """Return a display as a notebook keeps it."""
    return {"output_type": "display_data", "data": mimebundle, "metadata": {}}


class Lab:
    """A JupyterLab server with folders, settings and a token of its own."""

    def __init__(self, folder: Path) -> None:
        self.notebooks = folder / "notebooks"
        self._settings = folder / "settings" / "@jupyterlab"
        self._token = secrets.token_hex(16)
        self._log = folder / "server.log"
        self.notebooks.mkdir(parents=True)
        for name, values in _SETTINGS.items():
            self._set(name, values)
        self._start(folder)

    def _start(self, folder: Path) -> None:
        environment = {
            **os.environ,
            "IPYTHONDIR": str(folder / "ipython"),
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "JUPYTER_DATA_DIR": str(folder / "data"),
            "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
            "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
            # The kernel is this Python with this working tree, whatever else the machine has.
            "JUPYTER_PREFER_ENV_PATH": "1",
            "JUPYTER_TOKEN": self._token,
            "PYTHONPATH": os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), str(ROOT)])),
        }
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0"]
        command += [f"--ServerApp.root_dir={self.notebooks}", "--LabApp.news_url=", "--log-level=WARN"]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        try:
            self.url = self._wait_for_url(folder / "runtime").rstrip("/")
        except BaseException:
            self.close()
            raise

    def _wait_for_url(self, runtime: Path) -> str:
        for _ in self._patiently("JupyterLab did not start"):
            if self._process.poll() is not None:
                break
            for file in runtime.glob("jpserver-*.json"):
                try:
                    url = str(json.loads(file.read_text(encoding="utf-8"))["url"])
                    urllib.request.urlopen(f"{url}api", timeout=PATIENCE).close()
                except (ValueError, urllib.error.URLError):
                    continue
                return url
        raise AssertionError(f"JupyterLab ended at once:\n{self._log.read_text(encoding='utf-8', errors='replace')}")

    @staticmethod
    def _patiently(complaint: str) -> Iterator[None]:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            yield
            time.sleep(0.1)
        raise AssertionError(complaint)

    def _set(self, name: str, values: dict[str, Any]) -> None:
        file = self._settings / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values), encoding="utf-8")

    def close(self) -> None:
        """End the server, which ends its kernels."""
        self._process.terminate()
        try:
            self._process.wait(PATIENCE / 4)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    @contextmanager
    def opened(self, context: Any, content: dict[str, Any]) -> Iterator[Notebook]:
        """Open a notebook in a page of its own; close the page and end its kernel afterwards."""
        name = f"{secrets.token_hex(4)}.ipynb"
        (self.notebooks / name).write_text(json.dumps(content), encoding="utf-8")
        earlier = self._sessions()
        page = context.new_page()
        try:
            seen = Notebook(page)
            page.goto(f"{self.url}/lab/tree/{name}?reset&token={self._token}", wait_until="commit")
            seen.wait_until_open()
            yield seen
        finally:
            page.close()
            for session in self._sessions() - earlier:
                self._ask("DELETE", f"/api/sessions/{session}")

    def _sessions(self) -> set[str]:
        return {str(session["id"]) for session in json.loads(self._ask("GET", "/api/sessions"))}

    def _ask(self, method: str, path: str) -> bytes:
        request = urllib.request.Request(
            self.url + path, method=method, headers={"Authorization": f"token {self._token}"}
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            return bytes(response.read())


@dataclass
class Notebook:
    """A notebook open in a page, and what the page did."""

    page: Any
    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        page = self.page
        page.set_default_timeout(PATIENCE * 1000)
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))

    @property
    def strangers(self) -> list[str]:
        """Return the addresses asked that are not on this machine."""
        return [url for url in self.requests if urlsplit(url).hostname not in {*_LOCAL, None}]

    def wait_until_open(self) -> None:
        """Wait for the notebook and its kernel; whatever runs before asks which kernel to take."""
        self.page.wait_for_selector(".jp-Notebook .jp-Cell")
        self.page.locator(".jp-StatusBar-Widget").get_by_text("(ipykernel) | Idle").wait_for()

    def choose(self, *path: str) -> None:
        """Choose from the menu bar, such as ``"Run", "Run All Cells"``."""
        self.page.locator(".lm-MenuBar-item").get_by_text(path[0], exact=True).click()
        for entry in path[1:]:
            self.page.locator(".lm-Menu-itemLabel").get_by_text(entry, exact=True).last.click()

    def show_in(self, theme: str) -> None:
        """Change the theme and wait until it is drawn."""
        self.choose("Settings", "Theme", theme)
        self.page.wait_for_selector(f'body[data-jp-theme-name="{theme}"]', state="attached")

    def run_all(self) -> None:
        """Run all cells and wait for the last of them."""
        self.choose("Run", "Run All Cells")
        self.page.wait_for_function(_ALL_RAN)

    def run(self, code: str) -> Any:
        """Type code into the last cell, which is empty, and run it; return its outputs."""
        place = self.page.locator(_CELL).count() - 1
        self.type(code)
        self.page.keyboard.press("Shift+Enter")
        self.page.wait_for_function(f"() => document.querySelectorAll({_CELL!r}).length > {place + 1}")
        self.page.wait_for_function(_ALL_RAN)
        return self.outputs(place)

    def type(self, code: str) -> None:
        """Replace what is in the last cell."""
        self.page.locator(f"{_CELL} .cm-content").last.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(code)

    def complete(self, code: str) -> list[str]:
        """Type code, press TAB and return the names that are offered, without a leading dot."""
        self.type(code)
        self.page.keyboard.press("Tab")
        self.page.locator(".jp-Completer:visible .jp-Completer-item").first.wait_for()
        offered = self.page.evaluate(_OFFERED)
        self.page.keyboard.press("Escape")
        self.page.locator(".jp-Completer").wait_for(state="hidden")
        self.type("")
        return [str(name).lstrip(".") for name in offered]

    def tip(self, code: str) -> str:
        """Type code, press Shift-TAB and return what the tooltip says."""
        self.type(code)
        self.page.keyboard.press("Shift+Tab")
        shown = self.page.locator(".jp-Tooltip")
        text = str(shown.inner_text())
        self.page.keyboard.press("Escape")
        shown.wait_for(state="detached")
        self.type("")
        return text

    def cell(self, place: int) -> Any:
        """Return a cell, counted from 0."""
        return self.page.locator(_CELL).nth(place)

    def outputs(self, place: int) -> Any:
        """Return the outputs of a cell."""
        return self.cell(place).locator(".jp-OutputArea-output")
