"""Which names are names of secrets, and where."""

from __future__ import annotations

import pytest

from hypernav.web.secret_names import is_secret

EVERYWHERE = """token access_token accessToken accesstoken ACCESS_TOKEN refresh-token private_token personal_token
personal_access_token page_access_token secret client_secret clientSecret clientsecret password new_password password2
passwd pwd passphrase api_key apiKey apikey API_KEY APIKey rapidapi.apiKey privateKey mobileKey sdkKey secret_key
awsSecretAccessKey jwt authorization oauth_verifier code_verifier""".split()
IN_URLS_AND_HEADERS = """signature X-Amz-Signature X-Hub-Signature-256 credential X-Amz-Credential auth X-Auth-User
subscription-key Ocp-Apim-Subscription-Key DD-APPLICATION-KEY consumer_key sig hmac otp X-OTP sessionid session_id
PHPSESSID session code key sid sas""".split()
IN_URLS = "assertion client_assertion SAMLResponse oAuthVerifier".split()
IN_HEADERS = "X-Session Set-Cookie Private X-Private-Data".split()
NOWHERE = """author author_id authority authorities authored keyboard keyword tokenizer tokens max_tokens monkey
primary_key sort_key public_key Idempotency-Key country_code error.code zip codec secretary passwordless possession
compass bypass sidebar design insight oauth_nonce pageToken nextPageToken next_page_token nextpagetoken nextToken
pagination_token continuationToken $skiptoken sync_token page name id""".split()


@pytest.mark.parametrize("door", ["url", "header", "data"])
@pytest.mark.parametrize("name", EVERYWHERE)
def test_a_name_of_a_secret_is_one_wherever_it_stands(name, door):
    assert is_secret(name, door)


@pytest.mark.parametrize("name", IN_URLS_AND_HEADERS)
def test_what_signs_a_request_in_a_url_or_header_may_be_anything_in_data(name):
    assert (is_secret(name, "url"), is_secret(name, "header"), is_secret(name, "data")) == (True, True, False)


@pytest.mark.parametrize("name", IN_URLS)
def test_some_names_are_secrets_in_urls(name):
    assert is_secret(name, "url")


@pytest.mark.parametrize("name", IN_HEADERS)
def test_some_names_are_secrets_in_headers(name):
    assert is_secret(name, "header")
    assert not is_secret(name, "data")


@pytest.mark.parametrize("door", ["url", "header", "data"])
@pytest.mark.parametrize("name", NOWHERE)
def test_names_that_only_resemble_them_are_shown(name, door):
    assert not is_secret(name, door)


@pytest.mark.parametrize("name", ["token_count", "password_changed", "secretName", "accessTokenUrl", "signature"])
def test_in_data_the_last_words_count(name):
    assert not is_secret(name, "data")
    assert is_secret(name, "url")


def test_a_name_of_any_length_is_judged():
    assert is_secret("x" * 100_000 + "_access_token", "url")
    assert not is_secret("token_" + "x" * 100_000, "data")
    assert not is_secret("", "url")
    assert not is_secret("é_ß", "header")
