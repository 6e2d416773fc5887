"""What exported Python sends and takes: cookies, headers, redirects, answers without a body, time-outs."""

import asyncio

import pytest

import exporting
from raw_server import OK, RawServer, answer, head, lines


@pytest.fixture
def looks(fluidtop, tmp_path):
    return exporting.load(exporting.write(fluidtop, tmp_path, exporting.LOOK, "api.py"))


@pytest.fixture
def both(looks):
    """Makes one call of the blocking client, and the same of the asynchronous one."""

    def call(address, name, *, headers={}, auth=None, **arguments):
        async def later():
            async with looks.AsyncClient(address, headers=headers, auth=auth) as api:
                return await getattr(api, name)(**arguments)

        with looks.Client(address, headers=headers, auth=auth) as api:
            return getattr(api, name)(**arguments), asyncio.run(later())

    return call


def test_python_takes_no_body_for_none(both, play):
    labelled = ["Content-Type: application/json"]
    empty = answer("204 No Content", *labelled)
    assert both(play(empty, empty).address, "delete_look") == (None, None)
    head_alone = answer("200 OK", *labelled, "Content-Length: 4")
    assert both(play(head_alone, head_alone).address, "head_look") == (None, None)


def test_python_sends_cookies_as_they_are_and_a_line_for_each_value(both):
    server = RawServer(OK, OK)
    both(server.address, "get_look", sid='a+/= "é', X_Tag=["a, b", "c"], ids=["1,2", "3"],
         auth=lambda: {"Session": "x%41=="})  # fmt: skip
    server.close()
    for request in server.requests:
        assert request.startswith("GET /look?ids=1%2C2,3 HTTP/1.1")
        assert "cookie: sid=a+/=%20%22%c3%a9; session=x%41==" in lines(request)
        assert [line for line in lines(request) if line.startswith("x-tag")] == ["x-tag: a, b", "x-tag: c"]


def secret(request):
    return [line for line in lines(request) if line.endswith("hunter2")]


def test_python_keeps_its_secrets_within_their_origin_when_it_is_redirected(both):
    other = RawServer(OK, OK)
    away = answer("307 Temporary Redirect", f"Location: {other.address}/there")
    slash = answer("307 Temporary Redirect", "Location: /look/")
    server = RawServer(slash, away, slash, away)
    both(
        server.address, "get_look", headers={"Authorization": "hunter2", "X-Own": "hunter2"},
        auth=lambda: {"Session": "hunter2", "Key": "hunter2"}, X_Tag=["hunter2"],
    )  # fmt: skip
    server.close()
    other.close()
    assert [request.split()[1] for request in server.requests] == ["/look", "/look/"] * 2
    for request in server.requests:
        assert sorted(secret(request)) == [
            "authorization: hunter2", "cookie: session=hunter2", "x-key: hunter2", "x-own: hunter2", "x-tag: hunter2",
        ]  # fmt: skip
    for request in other.requests:
        assert request.startswith("GET /there ") and "hunter2" not in request


def test_python_takes_along_to_another_origin_what_tells_nothing_of_who_asks(both):
    other = RawServer(OK, OK)
    away = answer("307 Temporary Redirect", f"Location: {other.address}/there")
    server = RawServer(away, away)
    both(server.address, "get_look", headers=exporting.OPEN_HEADERS)
    server.close()
    other.close()
    sent = {f"{name.lower()}: {value.lower()}" for name, value in exporting.OPEN_HEADERS.items()}
    for request in server.requests + other.requests:
        assert sent <= set(lines(request))


def test_python_does_not_follow_redirects_without_end(both, looks, play):
    with pytest.raises(looks.ClientError) as caught:
        both(play(*[answer("302 Found", "Location: /look")] * 21).address, "get_look")
    assert (caught.value.kind, str(caught.value)) == ("redirect", "the server redirects more than 20 times")


def test_python_waits_for_an_answer_as_long_as_it_is_told(looks, play, monkeypatch):
    waits = []
    send = looks.httpx.Client.send

    def noting(self, request, **options):
        waits.append(request.extensions["timeout"]["read"])
        return send(self, request, **options)

    monkeypatch.setattr(looks.httpx.Client, "send", noting)
    address = play(OK, OK, OK).address
    own = looks.httpx.Client(timeout=9)
    for settings in ({}, {"timeout": 7}, {"http": own}):
        with looks.Client(address, **settings) as api:
            api.get_look()
    assert waits == [60, 7, 9]


@pytest.mark.parametrize("path", ["", "..", "../../tree", "a/..", "a/./b", "a/../b"])
def test_python_refuses_a_path_that_steps_up_to_another_endpoint(fluidtop, play, tmp_path, path):
    files = exporting.load(exporting.write(fluidtop, tmp_path, exporting.RAW_FILE, "api.py"))
    server = play(OK)
    with files.Client(server.address) as api:
        with pytest.raises(files.ClientError) as caught:
            api.raw_file(path)
        assert caught.value.kind == "connect"
        assert str(caught.value) == f"the request cannot be sent: no path can hold '{path}' as path"
        api.raw_file("a..b/.c/d.")
    assert [request.split()[1] for request in server.requests] == ["/files/a..b/.c/d./raw"]


def test_python_sends_null_for_a_body_that_must_be_there(fluidtop, play, tmp_path):
    notes = exporting.load(exporting.write(fluidtop, tmp_path, exporting.MAYBE, "api.py"))
    server = play(OK, OK)
    with notes.Client(server.address) as api:
        api.put_note(None)
        api.put_note({"text": "hi"})
    assert [request.partition("\r\n\r\n")[2] for request in server.requests] == ["null", '{"text":"hi"}']
    assert "content-type: application/json" in lines(server.requests[0])


REFUSALS = [
    ('{"detail": "There is no user 99"}', ": There is no user 99"),
    ('{"detail": [{"loc": ["body", "n", 0], "msg": "Not a number", "input": "hunter2"}, {"loc": 1, "msg": "Bad"}]}',
     ": body.n.0: Not a number; Bad"),
    (r'{"detail": "a\u001b[2Jb"}', ": a\ufffd[2Jb"),
    ('{"detail": {"code": 7}}', ""), ("[1]", ""), ("<html>", ""),
]  # fmt: skip


@pytest.mark.parametrize("body, said", REFUSALS)
def test_python_says_what_the_server_says_is_wrong(looks, play, body, said):
    refusal = [head("application/json", "422 Unprocessable Entity") + body.encode(), RawServer.FIN]
    with looks.Client(play(refusal).address) as api, pytest.raises(looks.HttpError) as caught:
        api.get_look()
    assert str(caught.value) == "the server answered with status 422" + said
