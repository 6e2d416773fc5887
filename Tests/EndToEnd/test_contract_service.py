"""Drives StreamClient as third-party SSE suites do, through examples/sse-contract-service."""

import time

import pytest

from contract_suite import LONGEST, Service, Suite

BOM = "\ufeff"
JSON_BODY = '{"hello": "world"}'
JSON_TYPE = {"content-type": "application/json; charset=utf-8"}


@pytest.fixture(scope="module")
def service():
    service = Service()
    yield service
    service.kill()


@pytest.fixture
def suite(service):
    suite = Suite(service)
    yield suite
    suite.close()


# The protocol itself


def test_the_service_names_its_capabilities(suite):
    status, _, body = suite.service.ask("GET", "/")
    assert status == 200
    assert body.decode() == (
        '{"capabilities":["bom","comments","event-type-listeners","headers","last-event-id","post",'
        '"read-timeout","report","restart","server-directed-shutdown-request"]}'
    )


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {"streamUrl": "http://127.0.0.1:1/"},
        {"streamUrl": "http://127.0.0.1:1/", "callbackUrl": "http://127.0.0.1:1/", "method": 3},
        {"streamUrl": "http://127.0.0.1:1/", "callbackUrl": "http://127.0.0.1:1/", "headers": []},
        {
            "streamUrl": "http://127.0.0.1:1/",
            "callbackUrl": "http://127.0.0.1:1/",
            "readTimeoutMs": "1",
        },
    ],
)
def test_parameters_that_are_none_are_refused(suite, document):
    assert suite.service.ask("POST", "/", document)[0] == 400


def test_an_unknown_command_is_refused(suite):
    suite.start()
    assert suite.command(command="dance") == 400
    assert suite.command(command="listen") == 400


def test_an_unknown_stream_is_not_found(suite):
    assert suite.service.ask("POST", "/streams/none", {"command": "restart"})[0] == 404
    assert suite.service.ask("DELETE", "/streams/none")[0] == 404


def test_a_stream_that_is_deleted_closes_and_says_no_more(suite):
    stream = suite.start()
    stream.send("data: one\n\n")
    suite.events("one")
    location, suite.location = suite.location, None
    assert suite.service.ask("DELETE", location)[0] == 204
    assert stream.is_closed_by_client()
    suite.no_message()
    suite.no_connection()
    assert suite.service.ask("DELETE", location)[0] == 404


def test_the_service_ends_when_told_to():
    service = Service()
    try:
        assert service.ask("DELETE", "/")[0] == 204
        assert service.process.wait(timeout=LONGEST) == 0
    finally:
        service.kill()


def test_callbacks_are_posted_one_after_the_other(suite):
    suite.callback_delay = 0.01
    stream = suite.start()
    stream.send("".join(f"data: message {n}\n\n" for n in range(100)))
    suite.events(*[f"message {n}" for n in range(100)])
    assert suite.most_callbacks_at_once == 1


# Requests


def test_the_default_request(suite):
    request = suite.start().request
    assert request.method == "GET"
    assert request.headers["accept"] == "text/event-stream"
    assert request.headers["cache-control"] == "no-cache"
    assert "last-event-id" not in request.headers


def test_headers_are_added(suite):
    request = suite.start(headers={"header-name-1": "value-1", "header-name-2": "value-2"}).request
    assert request.headers["header-name-1"] == "value-1"
    assert request.headers["header-name-2"] == "value-2"


@pytest.mark.parametrize("method", ["POST", "REPORT"])
def test_a_body_is_sent_and_sent_again(suite, method):
    stream = suite.start(method=method, body=JSON_BODY, headers=JSON_TYPE)
    stream.break_off()
    suite.error()
    for request in (stream.request, suite.connection().request):
        assert request.method == method
        assert request.headers["content-type"] == JSON_TYPE["content-type"]
        assert request.body == JSON_BODY


def test_the_last_event_id_can_be_given(suite):
    stream = suite.start(lastEventId="abc")
    assert stream.request.headers["last-event-id"] == "abc"
    stream.send("data: one\n\n")
    assert suite.event() == ("message", "one", "abc")


# Parsing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("data: Hello\n\n", [("message", "Hello", "")]),
        ("data: Hello\n\ndata: World\n\n", [("message", "Hello", ""), ("message", "World", "")]),
        ("data: Hello\ndata:World\n\n", [("message", "Hello\nWorld", "")]),
        ("data:\n\n", [("message", "", "")]),
        ("data\n\ndata\ndata\n\n", [("message", "", ""), ("message", "\n", "")]),
        ("id: abc\ndata: Hello\n\n", [("message", "Hello", "abc")]),
        ("id: a\0bc\ndata: Hello\n\n", [("message", "Hello", "")]),
        ("id: abc\ndata: 1\n\ndata: 2\n\n", [("message", "1", "abc"), ("message", "2", "abc")]),
        ("id: abc\ndata: 1\n\nid: \ndata: 2\n\n", [("message", "1", "abc"), ("message", "2", "")]),
        ("color: blue\ndata: Hello\n\n", [("message", "Hello", "")]),
        ("data:  two spaces\n\n", [("message", " two spaces", "")]),
        ("data: €豆腐\n\n", [("message", "€豆腐", "")]),
        (f"{BOM}data: Hello\n\n", [("message", "Hello", "")]),
        (f"{BOM}data: {BOM}Hello\n\n", [("message", f"{BOM}Hello", "")]),
        (f"data: 1\n\ndata: {BOM}2\n\n", [("message", "1", ""), ("message", f"{BOM}2", "")]),
        (f"{BOM}data:\n\n", [("message", "", "")]),
    ],
)
@pytest.mark.parametrize("size", [None, 1, 2])
def test_events_are_read_whatever_the_cuts(suite, text, expected, size):
    suite.start().send(text, size)
    assert [suite.event() for _ in expected] == expected


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"], ids=["LF", "CR", "CRLF"])
@pytest.mark.parametrize("size", [None, 1, 2])
def test_lines_end_in_any_way_whatever_the_cuts(suite, end, size):
    lines = [
        *("data: one line", ""),
        *("data: two", "data: lines", ""),
        *("data:", "data: begins empty", "", "", ""),
        *("data: empty", "data:", "data: between", ""),
    ]
    suite.start().send("".join(line + end for line in lines), size)
    suite.events("one line", "two\nlines", "\nbegins empty", "empty\n\nbetween")


def test_a_line_feed_after_a_cut_belongs_to_the_carriage_return_before_it(suite):
    stream = suite.start()
    for part in ("data: Hello\r", "\ndata: World\r", "\n\r\ndata: OK\r", "\n", "\r", "\n"):
        stream.send(part)
        time.sleep(0.01)
    suite.events("Hello\nWorld", "OK")


def test_an_event_of_a_type_is_posted_once_it_is_listened_for(suite):
    stream = suite.start()
    stream.send("event: greeting\ndata: unheard\n\ndata: plain\n\n")
    suite.events("plain")
    assert suite.command(command="listen", listen={"type": "greeting"}) == 202
    assert suite.command(command="listen", listen={"type": " spaced"}) == 202
    stream.send("data: Hello\nid: abc\nevent: greeting\n\nevent:  spaced\ndata: two\n\n")
    assert suite.event() == ("greeting", "Hello", "abc")
    assert suite.event() == (" spaced", "two", "abc")


def test_comments_are_posted(suite):
    stream = suite.start()
    # No blank line has to follow.
    stream.send(f"{BOM}:Hello\n")
    assert suite.comment() == "Hello"
    stream.send(": World\n:\ndata: one\n: last\n\n")
    assert suite.comment() == " World"
    assert suite.comment() == ""
    assert suite.comment() == " last"
    suite.events("one")


@pytest.mark.parametrize("size", [1023, 1024, 1025, 4096, 8192, 65536, 1 << 20, 5_000_000])
def test_large_events_come_whole(suite, size):
    data = "0123456789" * (size // 10) + "x" * (size % 10)
    suite.start().send(f"id: 1\ndata: {data}\n\ndata: after\n\n")
    assert suite.event() == ("message", data, "1")
    suite.events("after")


# Reconnecting


@pytest.mark.parametrize("how", ["break_off", "end"])
def test_the_last_event_id_is_sent_after_a_reconnect(suite, how):
    stream = suite.start()
    stream.send("id: abc\ndata: Hello\n\ndata: World\n\n")
    suite.events("Hello", "World")
    getattr(stream, how)()
    suite.error()
    stream = suite.connection().open()
    assert stream.request.headers["last-event-id"] == "abc"
    # It lives on until another one comes.
    stream.send("data: again\n\nid: def\ndata: new\n\n")
    assert suite.event() == ("message", "again", "abc")
    assert suite.event() == ("message", "new", "def")
    getattr(stream, how)()
    suite.error()
    assert suite.connection().request.headers["last-event-id"] == "def"


def test_an_empty_id_sends_none_after_a_reconnect(suite):
    stream = suite.start()
    stream.send("id: abc\ndata: Hello\n\nid:\ndata: World\n\n")
    suite.events("Hello", "World")
    stream.break_off()
    assert "last-event-id" not in suite.connection().request.headers


def test_a_partial_event_is_discarded(suite):
    stream = suite.start()
    stream.send("id: abc\ndata: Hello\n\nid: def\ndata: Goodbye\n")
    suite.events("Hello")
    stream.break_off()
    suite.error()
    stream = suite.connection().open()
    assert stream.request.headers["last-event-id"] == "abc"
    stream.send("data: We meet again\n\n")
    assert suite.event() == ("message", "We meet again", "abc")


def test_the_servers_retry_replaces_the_delay(suite):
    stream = suite.start(initialDelayMs=600_000)
    stream.send("retry: 1\ndata: one\n\n")
    suite.events("one")
    stream.break_off()
    suite.connection()


def test_silence_beyond_the_read_timeout_is_an_error_and_a_reconnect(suite):
    stream = suite.start(readTimeoutMs=3000)
    stream.send("data: Hello\n\n:\n")
    suite.events("Hello")
    assert suite.comment() == ""
    assert "3 s" in suite.error()
    assert stream.is_closed_by_client()
    stream = suite.connection().open()
    stream.send("data: back\n\n")
    suite.events("back")


def test_the_caller_can_restart_a_stream(suite):
    stream = suite.start(initialDelayMs=600_000)
    stream.send("id: abc\ndata: Hello\n\n")
    suite.events("Hello")
    assert suite.command(command="restart") == 202
    assert stream.is_closed_by_client()
    stream = suite.connection().open()
    assert stream.request.headers["last-event-id"] == "abc"
    stream.send("data: Thanks\n\n")
    suite.events("Thanks")


def test_a_restart_loses_nothing_that_has_come(suite):
    suite.callback_delay = 0.02
    stream = suite.start()
    stream.send("".join(f"id: {n}\ndata: {n}\n\n" for n in range(20)))
    suite.events("0")
    assert suite.command(command="restart") == 202
    suite.events(*[str(n) for n in range(1, 20)])
    assert suite.connection().request.headers["last-event-id"] == "19"


# What the server says with its status


@pytest.mark.parametrize("status", [301, 307])
def test_a_redirect_is_followed(suite, status):
    body = JSON_BODY if status == 307 else None
    suite.create(streamUrl=f"{suite.address}/old", method="POST" if body else "GET", body=body)
    head = f"HTTP/1.1 {status} Moved\r\nLocation: /new\r\nContent-Length: 0\r\n"
    suite.connection().answer(f"{head}Connection: close\r\n\r\n".encode())
    stream = suite.connection().open()
    assert stream.request.path == "/new"
    assert stream.request.body == (body or "")
    stream.send("data: hello\n\n")
    suite.events("hello")


@pytest.mark.parametrize("status", [301, 307])
@pytest.mark.parametrize("location", ["", "Location:\r\n"], ids=["missing", "empty"])
def test_a_redirect_without_location_is_an_error(suite, status, location):
    suite.create()
    head = f"HTTP/1.1 {status} Moved\r\n{location}Content-Length: 0\r\n\r\n"
    suite.connection().answer(head.encode())
    suite.error()
    suite.no_connection()


def test_204_ends_a_stream_that_has_not_begun(suite):
    suite.create()
    suite.connection().answer(b"HTTP/1.1 204 No Content\r\n\r\n")
    suite.error()
    suite.no_connection()


def test_204_ends_a_stream_at_a_reconnect(suite):
    stream = suite.start()
    stream.send("data: one\n\n")
    suite.events("one")
    stream.break_off()
    suite.error()
    suite.connection().answer(b"HTTP/1.1 204 No Content\r\n\r\n")
    suite.no_message()
    suite.no_connection()
