"""Secrets that an API sends stay in the data and out of displays."""

from __future__ import annotations

import pytest

import hypernav as hn
from hypernav.display.conceal import concealed, is_secret
from hypernav.tables import table_of

USUAL = ["password", "client_secret", "access_token", "refresh-token", "privateKey", "apiKey", "API_KEY", "mobileKey"]
HARMLESS = ["key", "name", "token_count", "secretary", "keyboard", "passwordless", "public_key"]


@pytest.mark.parametrize("name", USUAL)
def test_usual_names_of_secrets_are_known(name: str):
    assert is_secret(name)


@pytest.mark.parametrize("name", HARMLESS)
def test_names_that_only_resemble_them_are_shown(name: str):
    assert not is_secret(name)


def test_a_declared_name_is_a_secret():
    assert is_secret("triggerURL", {"triggerURL"})


def test_a_path_is_judged_by_its_last_step():
    assert is_secret("environments.production.apiKey")


def test_the_note_tells_the_length_of_what_is_hidden():
    assert concealed({"password": "hunter2"}) == {"password": "hidden: 7 characters"}


def test_secrets_in_lists_and_objects_are_hidden():
    data = {"environments": [{"name": "a", "apiKey": "sdk-1"}], "password": ["one", "two"]}
    shown = concealed(data)
    assert shown["environments"] == [{"name": "a", "apiKey": "hidden: 5 characters"}]
    assert shown["password"] == ["hidden: 3 characters", "hidden: 3 characters"]


def test_an_empty_secret_and_a_null_are_shown_as_they_are():
    assert concealed({"password": "", "secret": None}) == {"password": "", "secret": None}


def test_the_data_itself_stay_as_they_are():
    data = {"nested": {"password": "hunter2"}}
    concealed(data)
    assert data == {"nested": {"password": "hunter2"}}


def test_a_table_hides_a_secret_and_its_rows_have_it():
    table = table_of([{"name": "a", "apiKey": "sdk-1"}], ["name", "apiKey"])
    assert "sdk-1" not in str(table) + table._repr_mimebundle_()["text/html"]
    assert table.rows == (("a", "sdk-1"),)


def test_no_page_of_an_environment_shows_its_keys():
    ld = hn.connect("launchdarkly", sandbox=True)
    environments = ld.projects.find(key="default").environments
    production = environments.find(key="production")
    pages = [*production._repr_mimebundle_().values(), *environments._repr_mimebundle_().values()]
    pages += [str(environments.table("key", "apiKey", "mobileKey"))]
    assert not any(production["apiKey"] in page or production["mobileKey"] in page for page in pages)
