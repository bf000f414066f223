"""The rules of the house that a machine can check."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import hypernav
from hypernav import apis
from tests import house
from tests.house import PACKAGE, ROOT, ROW, Source

TOP_LEVEL = {
    *("pyproject.toml", "hypernav", "notebooks", "tests", "docs", "environment.yml", "README.md", "LICENSE"),
    *("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "Makefile", "benchmarks", ".ci", ".gitignore"),
}
MAX_LINES = 400
MAX_FUNCTION_LINES = 40
MAX_FILES = 20
MAX_ROOMS = 28
# What people hold in their hands shows itself on a sandbox, in the examples of its docstrings.
FACE_NAMES = ("__init__", "navigator", "resource", "cli/main", "display/tables", "ipython/completion")
FACE_NAMES += ("ipython/extension", "navigation/pages", "search/search")
FACE_NAMES += ("edits/bound_patch", "edits/draft", "edits/preview", "edits/result")
FACE = {f"hypernav/{name}.py" for name in FACE_NAMES}
VENDORS = {"rapid7", "nexpose"}
# What a sandbox may take from outside its folder and the machinery of sandboxes: the errors, and what they need.
GROUND = house.needed_by(["hypernav.errors", "hypernav.names"])
HEAVY = set("requests pandas numpy ipywidgets IPython werkzeug jsonschema tabulate jsonpath_ng keyring".split())

package_files = pytest.mark.parametrize("source", house.sources("hypernav"), ids=lambda source: source.name)
all_files = pytest.mark.parametrize(
    "source", house.sources("hypernav", "tests", "benchmarks", "notebooks", "docs"), ids=lambda source: source.name
)


def test_the_top_level_holds_what_was_agreed_and_nothing_else():
    assert {path.relative_to(ROOT).parts[0] for path in house.tracked()} == TOP_LEVEL


# One direction of imports


@package_files
def test_a_file_imports_only_from_its_own_room_and_from_rows_below(source: Source):
    assert source.room in ROW, f"say in tests/house.py on which row {source.room} is"
    upward = [
        f"line {each.line}: {each.module} is on row {ROW.get(room_of(each.module))}"
        for each in house.imports(source)
        if is_ours(each.module)
        and room_of(each.module) != source.room
        and ROW.get(room_of(each.module), 99) >= ROW[source.room]
    ]
    assert upward == []


def is_ours(module: str) -> bool:
    return module == "hypernav" or module.startswith("hypernav.")


def room_of(module: str) -> str:
    return [*module.split("."), ""][1]


def test_no_files_need_each_other_in_any_way_of_importing():
    graph = {
        source.module: {each.module for each in house.imports(source) if is_ours(each.module)} - {source.module}
        for source in house.sources("hypernav")
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]), pytrace=False)


@package_files
def test_an_import_inside_of_a_function_says_why_it_is_there(source: Source):
    lines = source.text.splitlines()
    silent, reasoned = [], 0
    for each in house.imports(source):
        if each.inside:
            # One reason may stand before several lines.
            told = (
                "#" in lines[each.line - 1] or lines[each.line - 2].strip().startswith("#") or reasoned == each.line - 1
            )
            reasoned = each.line if told else reasoned
            silent += [] if told else [each.line]
    assert silent == []


@package_files
def test_no_file_reads_the_private_names_of_another_one(source: Source):
    assert [f"line {line}: {name}" for line, name in house.foreign_private_names(source)] == []


@package_files
def test_a_sandbox_shares_nothing_with_what_it_judges(source: Source):
    if "sandbox" not in source.module.split("."):
        return
    own = ".".join(source.module.split(".")[:3])
    known = ("hypernav.sandbox", "hypernav.errors", "hypernav.missing", f"{own}.sandbox", f"{own}.operations")
    if source.room == "sandbox":
        known = known[:3]
    judged = [
        f"line {each.line}: {each.module}"
        for each in house.imports(source)
        if is_ours(each.module) and not any(each.module == name or each.module.startswith(f"{name}.") for name in known)
    ]
    assert judged == []


def test_the_package_has_at_most_28_entries():
    entries = {path.relative_to(PACKAGE).parts[0] for path in house.tracked() if path.is_relative_to(PACKAGE)}
    assert len(entries - {"py.typed"}) <= MAX_ROOMS


def test_a_folder_has_at_most_20_files():
    folders = Counter(path.parent for path in house.tracked() if path.suffix == ".py" and path.name != "__init__.py")
    for path in {path.parent for path in house.tracked() if path.suffix == ".py"}:
        folders[path.parent] += 1  # a folder is an entry of the one around it
    crowded = {
        folder.relative_to(ROOT).as_posix(): count
        for folder, count in folders.items()
        if count > MAX_FILES and folder.is_relative_to(PACKAGE) and folder.name not in {"data", "routes", "hypernav"}
    }
    assert crowded == {}


@package_files
def test_only_the_http_room_knows_requests(source: Source):
    foreign = {each.module for each in house.imports(source) if each.module.split(".")[0] in {"requests", "urllib3"}}
    assert source.room == "http" or foreign == set()


def test_one_file_knows_how_a_reference_is_resolved():
    importing = {
        source.name
        for source in house.sources("hypernav")
        for node in ast.walk(source.tree)
        if (isinstance(node, ast.ImportFrom) and any(alias.name == "urljoin" for alias in node.names))
        or (isinstance(node, ast.Attribute) and node.attr == "urljoin")
    }
    assert importing == set()
    assert [source.name for source in house.sources("hypernav") if defines_resolve(source)] == ["hypernav/web/urls.py"]


def defines_resolve(source: Source) -> bool:
    named = (each for each in house.functions(source) if each.name == "resolve")
    return any("base" in {argument.arg for argument in (*each.args.args, *each.args.kwonlyargs)} for each in named)


@pytest.mark.parametrize("room", ["web", "documents", "formats", "paging", "patches", "display", "sandbox", "apis"])
def test_a_room_that_sends_nothing_says_so_once_and_knows_nobody_who_does(room: str):
    door = house.source(PACKAGE / room / "__init__.py")
    assert "Nothing in here sends." in (ast.get_docstring(door.tree) or "")
    known = {each.module for source in house.sources(f"hypernav/{room}") for each in house.imports(source)}
    senders = {"hypernav.http", "hypernav.navigation.session", "hypernav.navigator", "requests", "urllib3", "socket"}
    of_http = {module for module in known if module.startswith("hypernav.http.")} - {"hypernav.http.ledger"}
    assert (known & senders) - ({"socket"} if room == "sandbox" else set()) == set()
    assert of_http == set()


@package_files
def test_no_api_knows_another_one(source: Source):
    if source.room != "apis" or source.path.parent == PACKAGE / "apis":
        return
    own = ".".join(source.module.split(".")[:3])
    others = {each.module for each in house.imports(source) if re.match(r"hypernav\.apis\.\w+", each.module)}
    assert {module for module in others if module != own and not module.startswith(f"{own}.")} & api_modules() == set()


def api_modules() -> set[str]:
    return {module for module in house.modules() if module.startswith("hypernav.apis.")}


def api_names() -> list[str]:
    folders = [path.name for path in (PACKAGE / "apis").iterdir() if (path / "__init__.py").exists()]
    return sorted({*folders, *VENDORS} - {"__pycache__"})


def with_sandbox() -> dict[str, str]:
    """Return the module that makes the sandbox of each API that has one."""
    declared = {name: apis.profile(name).sandbox for name in apis.names()}
    return {
        name: made.partition(":")[0] for name, made in declared.items() if made.startswith(f"hypernav.apis.{name}.")
    }


@pytest.mark.parametrize(("name", "module"), with_sandbox().items())
def test_a_sandbox_judges_clients_without_the_code_of_clients(name: str, module: str):
    needed = house.needed_by([module])
    folder = f"hypernav.apis.{name}"
    assert {each for each in needed if not each.startswith((folder, "hypernav.sandbox"))} <= GROUND
    clients = house.needed_by({f"{folder}.profile", *house.named_in(apis.profile(name), f"{folder}.")} - {module})
    assert {each for each in needed & clients if each.startswith(f"{folder}.")} == set()


def test_what_sandboxes_share_needs_nothing_of_the_product_but_its_errors():
    shared = [source.module for source in house.sources("hypernav/sandbox")]
    assert {each for each in house.needed_by(shared) if not each.startswith("hypernav.sandbox")} <= GROUND


@package_files
def test_names_of_apis_stay_in_their_folders(source: Source):
    if source.room == "apis":
        return
    text = house.without_docstrings(source) if source.name in FACE else source.text
    pattern = re.compile("|".join(name.replace("_", "[ _-]?") for name in api_names()), re.IGNORECASE)
    named = [
        f"line {number}: {line.strip()}" for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)
    ]
    assert named == []


def test_loading_hypernav_loads_nothing_heavy():
    code = f"import sys, hypernav; print(*sorted(set(sys.modules) & {HEAVY!r}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.split() == []


# What an object has: a type of ours says so, so asking for an attribute that may lack is for the objects of others

FOREIGN = {
    "getattr(value, 'nanosecond', 0)": "pandas' times",
    "getattr(value, 'tolist', None)": "numpy's and pandas' numbers and columns",
    "hasattr(value, 'dtype')": "an element of numpy's arrays",
    "hasattr(value, 'item')": "an element of numpy's arrays",
    "getattr(value, 'dtype', '')": "what numpy and pandas hold",
    "getattr(value, 'shape', None)": "an element of numpy's arrays",
    "getattr(value, 'ndim', 1)": "numpy's arrays, which iterate by row",
    "getattr(value, 'instructions', value)": "whatever a user gives for instructions",
    "getattr(given, '__name__', given)": "a function that a user gives for instructions",
    "getattr(type(value), 'data', None)": "whatever a user gives for JSON",
    "getattr(type(value), method, None)": "whatever a user gives for JSON",
    "getattr(type(value), '__iter__', None)": "whatever a user gives for JSON",
    "hasattr(module.ZstdDecompressor().decompressobj(), 'eof')": "versions of zstandard",
    "getattr(raw.body, 'close', None)": "an iterator of somebody's transport",
    "getattr(answer, 'close', None)": "the answer of a WSGI application (PEP 3333)",
    "hasattr(os, 'register_at_fork')": "an operating system without fork",
    "getattr(self, 'proxy', None)": "a pool of urllib3",
    "getattr(pool, 'proxy', None)": "a pool of urllib3",
    "getattr(pool, 'proxy_headers', None)": "a pool of urllib3",
    "getattr(each, '__module__', '')": "a matcher that somebody gave to IPython",
}


def may_lack(node: ast.AST) -> bool:
    named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and (node.func.id, len(node.args))
    return named in {("hasattr", 2), ("getattr", 3)}


def test_only_objects_of_others_are_asked_for_attributes_that_they_may_lack():
    asked = {
        ast.unparse(node): f"{source.name}:{node.lineno}"
        for source in house.sources("hypernav")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and may_lack(node)
    }
    assert {text: line for text, line in asked.items() if text not in FOREIGN} == {}
    assert FOREIGN.keys() - asked.keys() == set()


# Sizes


@all_files
def test_a_file_has_at_most_400_lines(source: Source):
    assert len(source.text.splitlines()) <= MAX_LINES


@all_files
def test_a_function_has_at_most_40_lines(source: Source):
    long = {
        each.name: house.length(each) for each in house.functions(source) if house.length(each) > MAX_FUNCTION_LINES
    }
    assert long == {}


# Words


@package_files
def test_a_module_says_what_it_is_for(source: Source):
    assert ast.get_docstring(source.tree)


@package_files
def test_everything_public_has_a_docstring(source: Source):
    silent = [f"line {each.lineno}: {each.name}" for each in house.public_definitions(source) if not is_explained(each)]
    assert silent == []


def is_explained(node: ast.ClassDef | house.Function) -> bool:
    decorators = {ast.unparse(each).split(".")[-1] for each in getattr(node, "decorator_list", [])}
    return bool(ast.get_docstring(node)) or bool(decorators & {"overload", "setter", "override"})


@package_files
def test_an_ignored_type_error_has_a_code_and_a_reason(source: Source):
    marks = re.findall(r"#\s*type:\s*ignore.*", source.text)
    assert [mark for mark in marks if not re.match(r"# type: ignore\[[\w, -]+\]\s+# \S", mark)] == []


@package_files
def test_no_exception_is_passed_over_in_silence(source: Source):
    silent = [
        node.lineno
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
        and all(isinstance(statement, ast.Pass) for statement in node.body)
    ]
    assert silent == []


def test_the_reference_documents_exactly_what_is_public():
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    documented = re.findall(
        r"^\.\. auto(?:class|function|exception|data|module):: hypernav\.(\w+)(?:\(\))?$", text, re.MULTILINE
    )
    assert len(documented) == len(set(documented))
    assert set(documented) == set(hypernav.__all__) - {"__version__"}


def test_all_that_is_listed_as_public_is_there():
    assert [name for name in hypernav.__all__ if not hasattr(hypernav, name)] == []


# Places: written in halves, so that this file does not name them itself

PLACES = ["/wo" + "rk/", "/wo" + "rk ", ".lib" + "rary", "/tmp/" + "plan", "py" + "env", "/opt/" + "py"]
PLACES += ["pypi" + ".org", "python" + "hosted"]
PLACES += [str(place) for place in (ROOT, Path.home()) if len(place.parts) > 2]


@pytest.mark.parametrize("path", house.tracked(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_file_names_a_place_of_one_machine(path: Path):
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    assert [place for place in PLACES if place in text] == []
