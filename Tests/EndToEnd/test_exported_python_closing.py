"""Exported Python that is closed: whoever reads is told at once, and nothing is asked for again."""

import asyncio
import threading

import pytest

from program import LONGEST
from raw_server import OK, RawServer, head

# Long enough that a test which waits for it stands out.
EVENT = [head("text/event-stream") + b"retry: 60000\ndata: 1\n\n"]
SILENT = [*EVENT, RawServer.CLOSED]
ENDED = [*EVENT, RawServer.FIN]


@pytest.fixture
def told_once_closed(client, caplog):
    """What a reader is told, and the log says, when a client is closed behind an event's back."""

    def blocking(address, given):
        with client.Client(address, http=given) as api:
            events = api.stream_notifications(1)
            assert next(events).data == "1"
            threading.Timer(0.3, api.close).start()
            with pytest.raises(client.ClientError) as caught:
                next(events)
            with pytest.raises(client.ClientError) as late:
                api.read_user(1)
        return caught.value, late.value

    async def asynchronous(address, given):
        async with client.AsyncClient(address, http=given) as api:
            events = api.stream_notifications(1)
            assert (await anext(events)).data == "1"
            asyncio.get_running_loop().call_later(0.3, lambda: asyncio.ensure_future(api.aclose()))
            with pytest.raises(client.ClientError) as caught:
                await anext(events)
            with pytest.raises(client.ClientError) as late:
                await api.read_user(1)
        return caught.value, late.value

    def told(manner, address, given=None):
        errors = (
            blocking(address, given) if manner == "blocking" else asyncio.run(asynchronous(address, given))
        )  # fmt: skip
        return [(error.kind, str(error)) for error in errors], caplog.messages

    return told


CLOSED = [("closed", "the client is closed")] * 2


@pytest.mark.parametrize("manner", ["blocking", "asynchronous"])
def test_python_ends_a_silent_stream_when_the_client_is_closed(told_once_closed, play, manner):
    server = play(SILENT, OK)
    assert told_once_closed(manner, server.address) == (CLOSED, [])
    assert server.closed_by_client.wait(timeout=LONGEST) and len(server.requests) == 1


@pytest.mark.parametrize("manner", ["blocking", "asynchronous"])
def test_python_does_not_connect_again_once_the_client_is_closed(told_once_closed, play, manner):
    server = play(ENDED, OK)
    told, log = told_once_closed(manner, server.address)
    assert told == CLOSED and len(server.requests) == 1
    assert log == ["the server ended the stream; connecting again in 60.0 s"]


@pytest.mark.parametrize("manner", ["blocking", "asynchronous"])
def test_python_leaves_a_given_http_client_open(client, told_once_closed, play, manner):
    httpx = client.httpx
    given = httpx.Client() if manner == "blocking" else httpx.AsyncClient()
    server = play(SILENT, OK)
    assert told_once_closed(manner, server.address, given) == (CLOSED, [])
    assert server.closed_by_client.wait(timeout=LONGEST) and not given.is_closed
