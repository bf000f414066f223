"""Which names are names of secrets, and where."""

from __future__ import annotations

import pytest

from hypernav.web.secret_names import Door, is_secret

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


# Each word of the table

SECRET = """token secret password passwd passphrase
access_key api_key encryption_key master_key mobile_key private_key secret_key
auth_key authorization jwt pwd sdk_key""".split()
SECRET_BUT_IN_DATA = """credential credentials signature auth authentication app_key hapi_key user_key account_key
application_key consumer_key functions_key license_key shared_key subscription_key""".split()
VERIFIERS = "code_verifier oauth_verifier".split()
PROOFS = "hmac otp sig".split()
ASSERTIONS = "assertion saml_response".split()
SESSION_MARKS = "cookie jsession_id phpsess_id session_id".split()
CODES = "code key pass sas sid".split()
PAGING = """page_token paging_token pagination_token continuation_token cursor_token
next_token prev_token previous_token forward_token backward_token
start_token starting_token resume_token resumption_token scroll_token
change_token delta_token skip_token sync_token""".split()
GLUED = """token secret password passwd passphrase accesskey apikey encryptionkey masterkey mobilekey privatekey
secretkey codeverifier oauthverifier""".split()
GLUED_BUT_IN_DATA = """credential credentials signature accountkey applicationkey consumerkey functionskey licensekey
sharedkey subscriptionkey""".split()
NOT_GLUED = """authkey authorization jwt pwd sdkkey auth authentication appkey userkey hmac otp sig assertion
samlresponse cookie jsessionid phpsessid sessionid session code key pass sas sid private""".split()

ALONE, LAST, FIRST = "{}", "my_{}", "{}_of"
DOORS: tuple[Door, ...] = ("url", "header", "data")


def secret_doors(name: str) -> str:
    return " ".join(door for door in DOORS if is_secret(name, door))


def shown(words: list[str], alone: str, last: str, first: str) -> list[tuple[str, str]]:
    forms = ((ALONE, alone), (LAST, last), (FIRST, first))
    return [(form.format(word), doors) for word in words for form, doors in forms]


@pytest.mark.parametrize(
    ("name", "doors"),
    [
        *shown(SECRET, "url header data", "url header data", "url header"),
        *shown(SECRET_BUT_IN_DATA, "url header", "url header", "url header"),
        *shown(VERIFIERS, "url header data", "url header data", ""),
        *shown(PROOFS, "url header", "url header", ""),
        *shown(ASSERTIONS, "url", "url", ""),
        *shown(SESSION_MARKS, "url header", "url header", "header"),
        *shown(["session"], "url header", "header", "header"),
        *shown(CODES, "url header", "", ""),
        *shown(["private"], "header", "header", "header"),
        *shown(PAGING, "", "", ""),
    ],
)
def test_each_name_is_a_secret_where_the_table_says_so(name: str, doors: str):
    assert secret_doors(name) == doors
    assert secret_doors(name.replace("_", "-").upper()) == doors


@pytest.mark.parametrize(
    ("name", "doors"),
    [
        *((f"zz{word}", "url header data") for word in GLUED),
        *((f"zz{word}", "url header") for word in GLUED_BUT_IN_DATA),
        *((f"zz{word}", "") for word in NOT_GLUED),
    ],
)
def test_few_words_make_a_secret_of_a_longer_word_that_ends_so(name: str, doors: str):
    assert secret_doors(name) == doors


@pytest.mark.parametrize("name", [name.replace("_", "") for name in PAGING])
def test_a_name_of_paging_that_ends_a_longer_word_is_none(name: str):
    assert secret_doors(f"zz{name}") == secret_doors(name) == ""
