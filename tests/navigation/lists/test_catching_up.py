"""A loop that writes to the members of the list that it goes through meets each of them once, however pages move."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

import pytest
from werkzeug.wrappers import Request

import hypernav as hn
from hypernav.errors import Invalid, PagesMoved, ResponseError
from hypernav.navigation.lists.catching_up import identities_of, identity_of, is_positional
from hypernav.navigation.node import NOWHERE, Node
from hypernav.navigator import Navigator
from hypernav.paging import Step
from hypernav.resource import Resource
from tests.counting import Answer, Site, visiting
from tests.engine import node

SIZE, COUNT = 4, 18


class Tasks:
    """A list of tasks, newest first, those that are archived left out, paged in one of five ways."""

    def __init__(self, paging: str, *, named: bool = True) -> None:
        self.paging = paging
        self.named = named
        self.tasks = [{"id": number, "archived": False} for number in range(COUNT)]
        self.lists = 0

    def __call__(self, request: Request) -> Any:
        _, _, identifier = request.path.removeprefix("/tasks").partition("/")
        if request.path == "/":
            return {"_links": {"self": {"href": "/"}, "tasks": {"href": "/tasks"}}}
        if request.method == "GET":
            return self.page(request)
        if request.method == "POST":
            made = {"id": len(self.tasks) + 100, "archived": False}
            self.tasks.insert(0, made)
            return Answer(made, 201, {"Location": f"/tasks/{made['id']}"})
        task = next(each for each in self.tasks if each["id"] == int(identifier))
        if request.method == "DELETE":
            self.tasks.remove(task)
            return Answer(None, 204)
        task.update(request.get_json())
        if "touched" in task:
            self.tasks.remove(task)
            self.tasks.insert(0 if task["touched"] == "first" else len(self.tasks), task)
        return task

    def page(self, request: Request) -> Any:
        self.lists += 1
        rows = [each for each in self.tasks if not each["archived"]]
        given = request.args
        start = {
            "page": lambda: (int(given.get("page", 1)) - 1) * SIZE,
            "token": lambda: int(base64.b64decode(given.get("cursor", "MA==")) or 0),
        }.get(self.paging, lambda: int(given.get("offset", 0)))()
        shown = rows[start : start + SIZE]
        following, more = start + SIZE, start + SIZE < len(rows)
        body: dict[str, Any] = {"items": [self.shown(each) for each in shown]}
        if self.paging == "page":
            return {**body, "page": start // SIZE + 1, "total_pages": -(-len(rows) // SIZE)}
        if self.paging == "offset":
            return {**body, "offset": start, "limit": SIZE, "total": len(rows)}
        if self.paging == "token":
            cursor = base64.b64encode(str(following).encode()).decode()
            return {**body, **({"next_cursor": cursor} if more else {"next_cursor": None})}
        if self.paging == "header":
            link = {"Link": f'</tasks?offset={following}>; rel="next"'} if more else {}
            return Answer(body["items"], 200, link)
        return {**body, "_links": {"next": {"href": f"/tasks?offset={following}"}} if more else {}}

    def shown(self, task: dict[str, Any]) -> dict[str, Any]:
        return (
            {**task, "_links": {"self": {"href": f"/tasks/{task['id']}"}}}
            if self.named
            else {"text": f"task {task['id']}"}
        )


def delete(task: Resource, tasks: Resource) -> None:
    task.delete()


def archive(task: Resource, tasks: Resource) -> None:
    task.patch({"archived": True})


def put_first(task: Resource, tasks: Resource) -> None:
    task.patch({"touched": "first"})


def put_last(task: Resource, tasks: Resource) -> None:
    task.patch({"touched": "last"})


def insert(task: Resource, tasks: Resource) -> None:
    tasks.post({})


def delete_some(task: Resource, tasks: Resource) -> None:
    if task["id"] % 3 == 0:
        task.delete()


WAYS = ("page", "offset", "token", "header", "link")
LOOPS = (delete, archive, put_first, put_last, insert, delete_some)


@pytest.mark.parametrize("paging", WAYS)
@pytest.mark.parametrize("change", LOOPS)
def test_a_loop_that_writes_meets_each_member_once(paging: str, change: Callable[[Resource, Resource], None]):
    with visiting(Site({}, Tasks(paging))) as nav:
        tasks = nav.go("/tasks")
        met = []
        for task in tasks:
            met.append(task["id"])
            change(task, tasks)
    assert sorted(met) == list(range(COUNT))


@pytest.mark.parametrize("paging", WAYS)
def test_a_search_that_is_written_to_meets_each_member_once(paging: str):
    with visiting(Site({}, Tasks(paging))) as nav:
        met = []
        for task in nav.go("/tasks").where():
            met.append(task["id"])
            task.patch({"archived": True})
    assert sorted(met) == list(range(COUNT))


def test_a_loop_that_does_not_write_reads_each_page_once():
    tasks = Tasks("offset")
    with visiting(Site({}, tasks)) as nav:
        assert len(list(nav.go("/tasks"))) == COUNT
    assert tasks.lists == -(-COUNT // SIZE)


def test_pages_that_a_write_did_not_move_are_looked_at_once_more_and_all_of_them_at_the_end():
    tasks = Tasks("offset")
    with visiting(Site({}, tasks)) as nav:
        met = []
        for task in nav.go("/tasks"):
            met.append(task["id"])
            task.patch({"note": "x"})
    assert met == list(range(COUNT))
    pages = -(-COUNT // SIZE)
    assert tasks.lists == pages + (pages - 1) + pages


def written_to(nav: Navigator) -> Iterator[Resource]:
    for task in nav.go("/tasks"):
        yield task
        nav.go("/tasks/3").patch({"note": "x"})


@pytest.mark.parametrize("paging", ["page", "offset", "header", "link"])
def test_members_that_cannot_be_told_apart_raise_before_a_page_is_skipped(paging: str):
    with visiting(Site({}, Tasks(paging, named=False))) as nav:
        met: list[Resource] = []
        with pytest.raises(PagesMoved) as raised:
            met.extend(written_to(nav))
        assert len(met) == SIZE
        assert str(raised.value).splitlines()[0] == (
            "A write may have moved the pages of this list, and its members have nothing to tell them apart by."
        )
        assert "take all members first, as in list(…), and write to them then" in str(raised.value)


def test_what_was_posted_before_the_loop_is_met_in_it_too():
    with visiting(Site({}, Tasks("offset"))) as nav:
        made = nav.go("/tasks").post({})["id"]
        nav.go(f"/tasks/{made}").patch({"touched": "last"})
        met = []
        for task in nav.go("/tasks"):
            met.append(task["id"])
            task.delete()
    assert sorted(met) == [*range(COUNT), made]


def test_a_look_at_the_last_page_that_failed_is_made_again():
    tasks = Tasks("offset")
    failing = iter([False, True])
    site = Site({}, lambda request: Answer({}, 500) if is_page(request) and next(failing, False) else tasks(request))
    with visiting(site) as nav:
        found = nav.go("/tasks")
        met = [task["id"] for task in islice(found, SIZE)]
        nav.go("/tasks/0").delete()
        with pytest.raises(ResponseError, match=r"^500"):
            found[SIZE]
        assert found[SIZE]["id"] == SIZE
    assert met == list(range(SIZE))


def is_page(request: Request) -> bool:
    return request.method == "GET" and request.path == "/tasks"


def test_cursors_of_members_that_cannot_be_told_apart_are_trusted():
    with visiting(Site({}, Tasks("token", named=False))) as nav:
        assert len(list(written_to(nav))) == COUNT


SHOWING = (lambda tasks: tasks.refresh(), list, lambda tasks: tasks.table(), lambda tasks: tasks.load())


@pytest.mark.parametrize("showing", SHOWING)
def test_a_list_that_is_held_keeps_its_positions_until_it_is_shown_anew(showing: Callable[[Resource], Any]):
    with visiting(Site({}, Tasks("offset"))) as nav:
        tasks = nav.go("/tasks")
        second = tasks[1]["id"]
        tasks[0].delete()
        assert [tasks[1]["id"], *(task["id"] for task in tasks[1:2])] == [second, second]
        assert tasks[6]["id"] == 6
        showing(tasks)
        assert tasks[1]["id"] == second + 1


def test_a_list_that_nobody_holds_is_read_again_after_a_write():
    with visiting(Site({}, Tasks("offset"))) as nav:
        second = nav.go("/tasks")[1]["id"]
        nav.go("/tasks")[0].delete()
        assert nav.go("/tasks")[1]["id"] == second + 1


def test_a_search_keeps_its_positions_until_it_is_shown_anew():
    with visiting(Site({}, Tasks("link"))) as nav:
        search = nav.go("/tasks").where()
        second = search[1]["id"]
        search[0].delete()
        assert [search[1]["id"], *(task["id"] for task in search[1:2])] == [second, second]
        assert [task["id"] for task in search][:2] == [second, second + 1]
        assert search[1]["id"] == second + 1


def test_flags_of_the_simulated_launchdarkly_are_archived_each_once():
    ld = hn.connect("launchdarkly", sandbox=True)
    flags = ld.projects.find(key="default").flags
    count = flags.total
    met, archived = [], 0
    for flag in flags.where().page_size(10):
        met.append(flag["key"])
        with suppress(Invalid):  # prerequisites of other flags stay
            flag.instruct().archive_flag().send()
            archived += 1
    assert len(met) == len(set(met)) == count
    assert archived > 40
    assert flags.refresh().total == count - archived


def test_tags_of_the_simulated_insightvm_are_deleted_each_once():
    ivm = hn.connect("insightvm", sandbox=True)
    before = {tag["id"] for tag in ivm.tags.where("type").is_("custom")}
    met = []
    for tag in ivm.tags.where("type").is_("custom").page_size(3):
        met.append(tag["id"])
        tag.delete()
    assert sorted(met) == sorted(before)
    assert len(met) > 3


# What tells members apart


@pytest.fixture
def nav() -> Iterator[Navigator]:
    with visiting(Site({"/": {}})) as nav:
        yield nav


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ({"id": 1, "_links": {"self": {"href": "/t/1"}}}, "/t/1"),
        ({"id": 1}, ("id", 1)),
        ({"key": "a", "name": "A"}, ("key", "a")),
        ({"name": "A"}, None),
        ({"id": {"x": 1}}, None),
        ("text", ("value", "text")),
        (None, None),
    ],
)
def test_a_member_is_told_by_its_address_else_by_an_identifier(nav: Navigator, member: Any, expected: Any):
    session = node(nav.root).session
    page = session.read(nav.root.url).document
    found = identity_of(Node(session, NOWHERE, None, page, member))
    root = nav.root.url.rstrip("/")
    assert found == (("address", root + expected) if isinstance(expected, str) else expected)


def test_members_of_which_two_are_alike_are_not_told_apart(nav: Navigator):
    session = node(nav.root).session
    page = session.read(nav.root.url).document
    alike = [Node(session, NOWHERE, None, page, {"id": number}) for number in (1, 2, 1)]
    assert identities_of(alike) is None
    assert identities_of(alike[:2]) == [("id", 1), ("id", 2)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [("?page=2", True), ("?$skip=20", True), ("?cursor=20", False), ("?page=abc", False), ("", False)],
)
def test_numbers_and_offsets_are_positions(query: str, expected: bool):
    assert is_positional(Step(f"https://acme.test/x{query}")) is expected
