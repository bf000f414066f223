"""Waiting is visible, bounded and interruptible, and loses nothing."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.errors import DeadlineExceeded, RateLimited, RelationNotFound
from hypernav.navigator import Navigator
from hypernav.options import Options
from hypernav.profile import Place, Profile, Work
from hypernav.sandbox import Reply, Routes, Sandbox
from tests import counting
from tests.counting import Answer, Site
from tests.shop import visit

ROUTES = Routes()
PROFILE = Profile(
    name="works",
    title="Works",
    places=(
        Place("/jobs/{job}", work=Work(busy=("running",), failed=("broken",))),
        Place("/orders", work=Work(at="/jobs/{number}")),
        Place("/lost", work=Work(at="/jobs/{other}")),
    ),
)


class Works(Sandbox):
    """A server with one job that gets on with each look."""

    def __init__(self, *steps: Any) -> None:
        super().__init__(name="works", title="Works", origin="https://works.test", routes=ROUTES, credentials={})
        self.steps = list(steps or ["running", "running", "running", "finished"])
        self.answer: Any = Reply({"number": 7}, 202, {"Location": "/jobs/7"})
        self.looks = 0


@ROUTES.get("/jobs/<job>")
def get_job(works: Works, request: Any, job: str) -> Any:
    works.looks += 1
    step = works.steps.pop(0) if len(works.steps) > 1 else works.steps[0]
    return {"id": job, "status": step, "message": "out of oak"} if isinstance(step, str) else step


@ROUTES.get("/monitor")
def get_monitor(works: Works, request: Any) -> Any:
    return get_job(works, request, "7")


@ROUTES.get("/result")
def get_result(works: Works, request: Any) -> Any:
    return {"result": 42}


@ROUTES.post("/orders")
@ROUTES.post("/lost")
def post_order(works: Works, request: Any) -> Any:
    return works.answer


@pytest.fixture
def said() -> list[str]:
    return []


def visiting(
    works: Works, said: list[str] | None = None, profile: Profile | None = PROFILE, **options: Any
) -> Navigator:
    return visit(works, profile, announce=(said if said is not None else []).append, options=Options(**options))


def test_it_looks_until_it_is_finished_and_says_why_it_waits(said: list[str]):
    works = Works()
    job = visiting(works, said).go("/jobs/7")
    assert job.wait() is job
    assert (job["status"], works.looks) == ("finished", 4)
    assert said == [
        "GET /jobs/7 is running: waiting 1.5 s, then looking again",
        "GET /jobs/7 is running: waiting 2.25 s, then looking again",
    ]
    assert works.clock.monotonic() == 1.0 + 1.5 + 2.25


def test_waits_grow_up_to_a_bound(said: list[str]):
    works = Works(*["running"] * 20, "finished")
    visiting(works, said).go("/jobs/7").wait()
    assert said[-1] == "GET /jobs/7 is running: waiting 30 s, then looking again"


def test_what_is_known_to_be_finished_sends_nothing():
    works = Works("finished")
    job = visiting(works).go("/jobs/7").load()
    job.wait()
    assert works.looks == 1


def test_what_went_on_when_it_was_read_is_looked_at_at_once():
    works = Works("running", "finished")
    job = visiting(works).go("/jobs/7").load()
    job.wait()
    assert (works.looks, works.clock.monotonic()) == (2, 0.0)


def test_what_is_no_job_is_read_once():
    works = Works()
    assert visiting(works).go("/result").wait()["result"] == 42


def test_usual_words_do_without_a_profile():
    works = Works("QUEUED", "in progress", "done")
    assert visiting(works, profile=None).go("/jobs/7").wait()["status"] == "done"


# Bounds


def test_a_timeout_says_that_it_goes_on_and_how():
    works = Works("running")
    job = visiting(works).go("/jobs/7")
    with pytest.raises(DeadlineExceeded) as caught:
        job.wait(timeout=3)
    assert str(caught.value) == (
        "It is not finished after 3 s: running.\n"
        "  where      GET /jobs/7\n"
        "  outcome    it goes on at the server; nothing was stopped\n"
        "  next       .wait() goes on waiting; .refresh() looks once"
    )
    assert works.clock.monotonic() <= 3
    works.steps = ["finished"]
    assert job.wait()["status"] == "finished"


def test_the_last_look_is_at_the_end_of_the_timeout():
    works = Works("running", "running", "running", "running", "finished")
    assert visiting(works).go("/jobs/7").wait(timeout=5)["status"] == "finished"
    assert works.clock.monotonic() == 5


def test_no_time_at_all_is_one_look():
    works = Works("running")
    with pytest.raises(DeadlineExceeded):
        visiting(works).go("/jobs/7").wait(timeout=0)
    assert works.looks == 1


def asking(seconds: int) -> Reply:
    return Reply({"status": "running"}, 200, {"Retry-After": str(seconds)})


def test_the_time_that_the_server_asks_for_is_kept(said: list[str]):
    works = Works(asking(20), "finished")
    visiting(works, said).go("/jobs/7").wait()
    assert said == ["GET /jobs/7 is running: waiting 20 s, then looking again"]


def test_longer_than_the_longest_wait_is_refused_with_the_time_to_go_on():
    works = Works(asking(3600))
    with pytest.raises(RateLimited) as caught:
        visiting(works, max_wait=60).go("/jobs/7").wait()
    assert caught.value.what == "The server asks to wait 60 min, longer than max_wait (60 s)."
    assert caught.value.resume_at == works.clock.now() + 3600


def test_a_timeout_allows_longer_waits():
    works = Works(asking(3600), "finished")
    assert visiting(works, max_wait=60).go("/jobs/7").wait(timeout=7200)["status"] == "finished"


def test_a_timeout_shorter_than_what_the_server_asks_for_does_not_wait():
    works = Works(asking(3600))
    with pytest.raises(DeadlineExceeded):
        visiting(works).go("/jobs/7").wait(timeout=60)
    assert works.clock.monotonic() == 0.0


def test_an_interrupt_gives_the_prompt_back_and_loses_nothing(monkeypatch: pytest.MonkeyPatch):
    works = Works("running", "running", "finished")
    job = visiting(works).go("/jobs/7")

    def interrupted(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(works.clock, "sleep", interrupted)
    with pytest.raises(KeyboardInterrupt):
        job.wait()
    monkeypatch.undo()
    assert (job.loaded, job["status"]) == (True, "running")
    assert job.wait()["status"] == "finished"


# Failed


def test_failed_work_is_returned_and_its_page_says_why():
    works = Works("running", "broken")
    job = visiting(works).go("/jobs/7").wait()
    assert job["status"] == "broken"
    assert "Notes      it failed (broken): out of oak" in str(job)
    assert "it failed" not in str(visiting(Works("finished")).go("/jobs/7").wait())


# Answers to writes


@pytest.mark.parametrize(
    "answer",
    [
        Reply({"number": 7}, 202, {"Location": "/jobs/7"}),
        Reply({"number": 7}, 202, {"Operation-Location": "https://works.test/monitor"}),
        Reply({"number": 7, "_links": {"monitor": {"href": "/monitor"}}}, 202),
        Reply({"number": 7, "_links": {"status": {"href": "/jobs/7"}}}, 201),
        Reply({"number": 7}, 200),
    ],
    ids=["location", "operation location", "monitor link", "status link", "declared"],
)
def test_an_answer_to_a_write_leads_to_what_it_began(answer: Reply):
    works = Works()
    works.answer = answer
    done = visiting(works).go("/orders").post({}).wait()
    assert (done["status"], done["id"], works.looks) == ("finished", "7", 4)


def test_a_monitor_that_redirects_leads_to_the_result():
    works = Works(Reply({}, 202), Reply(None, 303, {"Location": "/result"}))
    works.answer = Reply(None, 202, {"Location": "/monitor"})
    assert visiting(works, profile=None).go("/orders").post({}).wait()["result"] == 42


def test_an_answer_that_leads_nowhere_is_looked_up_at_its_own_address():
    works = Works()
    works.answer = Reply({"number": 7, "_links": {"self": {"href": "/result"}}}, 200)
    assert visiting(works).go("/lost").post({}).wait()["result"] == 42


def test_work_that_goes_on_at_a_place_that_nobody_names_is_not_taken_for_finished():
    site = Site({"GET /books": [{"id": 1}], "POST /books": Answer({"status": "pending"}, 202)})
    with counting.visiting(site) as nav, pytest.raises(RelationNotFound, match="names no place to ask about it"):
        nav.go("/books").post({"title": "x"}).wait(timeout=1)
    assert site.requests == ["POST /books"]
