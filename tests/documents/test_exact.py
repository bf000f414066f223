from hypernav.documents.exact import exactly, repeated_names
from hypernav.formats import read


def document(body: bytes, data: object):
    made = read("https://acme.test/", 200, {}, data)
    made.keep_body(body)
    return made


def test_the_spelling_comes_from_the_body():
    assert exactly(document(b'{"a": 1e2}', {"a": 100.0})).data["a"].literal == "1e2"


def test_a_body_that_says_something_else_than_what_was_read_is_not_taken():
    assert exactly(document(b'{"a": 2}', {"a": 1})).data == {"a": 1}


def test_a_body_that_cannot_be_read_leaves_what_was_read():
    for body in (b"", b"{", b"[" * 100_000, b"\xff\xfe"):
        assert exactly(document(body, {"a": 1})) == ({"a": 1}, ())
        assert repeated_names(document(body, {"a": 1})) == ()


def test_a_member_that_stands_twice_is_said_on_the_page():
    notices = document(b'{"a": 1, "a": 2}', {"a": 2}).notices
    assert notices == ("Stands twice in one object, so that the last one was read: 'a'.",)


def test_a_document_that_lets_go_of_its_members_lets_go_of_its_body():
    made = document(b'{"items": []}', {"items": []})
    made.release()
    assert made.body == b""
