"""Exported Python: it passes the strictest check, it names anything, it reads every kind of stream."""

import asyncio
import json
import subprocess
import textwrap

import pytest

import exporting
from program import LONGEST, PYTHON
from raw_server import RawServer, head


def test_python_passes_mypy_strictly(exported, tmp_path):
    calls = exported("python", "api.py").with_name("calls.py")
    calls.write_text(
        """
from api import AsyncClient, Client, HttpError


def run() -> None:
    with Client(headers={"X-Trace": "1"}) as client:
        for event in client.stream_orders(limit=3):
            print(event.json()["article"].upper())
        for record in client.stream_analytics_data():
            print(record)
        for text in client.stream_logs(lines=2):
            print(text.upper())
        print(client.download_file("report", to="report.pdf").name)
        try:
            print(client.read_user(1)["name"].upper())
        except HttpError as error:
            print(error.status, error.detail)


async def run_too() -> None:
    async with AsyncClient() as client:
        async for event in client.stream_chat({"message": "hi"}):
            print(event.data)
        print((await client.read_user(1))["id"] + 1)
"""
    )
    assert exporting.typed(calls, exported("python", "api.py"), folder=calls.parent).startswith("Success")


@pytest.mark.parametrize("name", ["classic.py", "nasty.py"])
def test_python_names_anything(name, tmp_path):
    assert exporting.typed(exporting.FIXTURES / name, folder=tmp_path).startswith("Success")
    run = subprocess.run([PYTHON, "-B", exporting.FIXTURES / name], capture_output=True, text=True, timeout=LONGEST)
    assert (run.returncode, run.stderr) == (0, "")


def test_python_reads_each_kind(client, backend, tmp_path):
    with client.Client(backend) as api:
        orders = api.stream_orders(limit=2, reconnect="never")
        assert [event.json()["number"] for event in orders] == [1, 2]
        rows = list(api.stream_analytics_data())
        assert len(rows) == 2000 and rows[1] == {"name": "page-1", "value": 3.7}
        assert "".join(api.stream_logs(lines=2)).splitlines()[1] == "INFO worker-1 job 1 done ✓ 完了"
        steps = []
        path = api.download_file("report", to=tmp_path / "r.pdf", progress=lambda *step: steps.append(step))
        assert path.stat().st_size == 48 * 1024 == steps[-1][0]
        assert [file.name for file in tmp_path.iterdir()] == ["r.pdf"]
        assert api.read_user(3) == {"id": 3, "name": "Γιώργος"}


def test_python_reads_each_kind_asynchronously(client, backend, tmp_path):
    async def run():
        async with client.AsyncClient(backend) as api:
            orders = [event async for event in api.stream_orders(limit=2, reconnect="never")]
            rows = [row async for row in api.stream_analytics_data()]
            text = "".join([text async for text in api.stream_logs(lines=2)])
            path = await api.download_file("report", to=tmp_path / "r.pdf")
            user = await api.read_user(1)
            return [order.json()["number"] for order in orders], len(rows), text, path, user

    numbers, count, text, path, user = asyncio.run(run())
    assert (numbers, count, user) == ([1, 2], 2000, {"id": 1, "name": "Ada"})
    assert text.endswith("完了\n") and path.stat().st_size == 48 * 1024


def test_python_sends_a_body_and_stops_at_the_sentinel(client, backend):
    with client.Client(backend) as api:
        data = [event.data for event in api.stream_chat({"message": "hi"})]
    assert json.loads(data[0]) == {"delta": "You "} and data[-1] == "[DONE]"


def test_python_raises_typed_errors(client, backend, unused_address):
    with client.Client(backend) as api:
        with pytest.raises(client.HttpError) as caught:
            api.read_user(99)
        assert (caught.value.status, caught.value.detail) == (404, "There is no user 99")
        with pytest.raises(client.HttpError):
            list(api.stream_chat({"message": ""}))
        with pytest.raises(client.ClientError) as lost:
            list(api.stream_unstable(after=1))
        assert lost.value.kind == "connectionLost"
    with client.Client(unused_address) as api, pytest.raises(client.ClientError) as refused:
        api.read_user(1)
    assert refused.value.kind == "connect"


def test_python_downloads_into_no_folder(client, backend, tmp_path):
    with client.Client(backend) as api, pytest.raises(client.ClientError) as caught:
        api.download_file("report", to=tmp_path)
    assert (caught.value.kind, str(caught.value)) == (
        "file", f"{tmp_path} is a folder; give the path of a file in it"
    )  # fmt: skip
    assert not [*tmp_path.iterdir(), *tmp_path.parent.glob("*.part")]


def test_python_names_the_kinds_that_it_can_read(client, play):
    page = [head("text/html") + b"<html>", RawServer.FIN]
    with client.Client(play(page).address) as api, pytest.raises(client.ContentTypeError) as caught:
        list(api.stream_notifications(1))
    assert str(caught.value) == "the answer is text/html, not sse"


def test_python_resumes_after_the_last_event(client, backend):
    with client.Client(backend) as api:
        prices = api.stream_prices(last_event_id="41")
        event = next(prices)
        prices.close()
    assert (event.type, event.last_event_id) == ("price", "42")


@pytest.mark.parametrize("document", [exporting.COUNT, exporting.UPLOAD, exporting.MAYBE])
def test_the_call_that_a_python_module_shows_passes_mypy(fluidtop, tmp_path, document):
    api = exporting.write(fluidtop, tmp_path, document, "api.py")
    call = textwrap.dedent(exporting.shown_call(api.read_text(), "#"))
    (tmp_path / "use.py").write_text("import os\n\nfrom api import Client\n\n" + call)
    assert exporting.typed("use.py", folder=tmp_path).startswith("Success"), call


SENT = [
    ("file", "table.csv", "text/csv", "1,2"), ("more", "more", "application/octet-stream", "2"),
    ("more", "note.txt", "text/plain", "3"), ("more", "page", "text/html", "4"),
    ("level", "", "", "7"), ("tags", "", "", "a"), ("tags", "", "", "b"),
]  # fmt: skip

UPLOADS = """
import sys

from api import Client, Upload

with open("note.txt", "rb") as note, Client(sys.argv[1]) as client:
    form: Upload = {
        "file": ("table.csv", b"1,2"),
        "more": [b"2", note, ("page", b"4", "text/html")],
        "level": 7,
        "tags": ["a", "b"],
        "note": None,
    }
    client.upload(form)
"""


def test_python_sends_the_parts_of_a_form(fluidtop, play, tmp_path):
    api = exporting.write(fluidtop, tmp_path, exporting.UPLOAD, "api.py")
    (tmp_path / "use.py").write_text(UPLOADS)
    (tmp_path / "note.txt").write_text("3")
    assert exporting.typed("use.py", api, folder=tmp_path).startswith("Success")
    server = play([head("application/json") + b"{}", RawServer.FIN])
    run = subprocess.run(
        [PYTHON, "-B", "use.py", server.address], cwd=tmp_path, capture_output=True, text=True, timeout=LONGEST
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert exporting.parts(server.requests[0]) == SENT


def test_python_tells_of_a_lost_connection_in_its_log(client, play, caplog):
    events = head("text/event-stream") + b"retry: 100\ndata: 1\n\n"
    with client.Client(play([events, RawServer.FIN], [events, RawServer.CLOSED]).address) as api:
        stream = api.stream_notifications(1)
        assert [next(stream).data, next(stream).data] == ["1", "1"]
    assert caplog.messages == ["the server ended the stream; connecting again in 0.1 s"]
    # What no second try would change is not tried again.
    with client.Client("") as api, pytest.raises(client.ClientError) as caught:
        list(api.stream_notifications(1))
    assert caught.value.kind == "connect"


def test_python_waits_for_events_and_for_nothing_else(client, play, unused_address):
    rows = play([head("application/x-ndjson"), b"1\n", RawServer.RST]).address
    with client.Client(rows) as api, pytest.raises(client.ConnectionFailure):
        list(api.stream_analytics_data())
    with client.Client(unused_address) as api, pytest.raises(client.ConnectionFailure):
        list(api.stream_analytics_data())
    busy = b"HTTP/1.1 503 Busy\r\nRetry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\nConnection: close\r\n\r\n"
    events = head("text/event-stream") + b"retry: 100\ndata: 1\n\n"
    with client.Client(play([events, RawServer.FIN], [busy, RawServer.FIN], [events, RawServer.CLOSED]).address) as api:
        stream = api.stream_notifications(1)
        assert [next(stream).data, next(stream).data] == ["1", "1"]


def test_python_goes_on_after_an_error_whose_text_never_ends(client, play):
    busy = b"HTTP/1.1 503 Busy\r\nContent-Length: 10\r\nConnection: close\r\n\r\nhalf"
    events = [head("text/event-stream"), b"retry: 100\ndata: 1\n\n"]
    scripts = [[*events, RawServer.FIN], [busy, RawServer.CLOSED], [*events, RawServer.CLOSED]]
    with client.Client(play(*scripts).address) as api:
        stream = api.stream_notifications(1)
        assert [next(stream).data, next(stream).data] == ["1", "1"]

    async def later():
        async with client.AsyncClient(play(*scripts).address) as api:
            stream = api.stream_notifications(1)
            return [(await anext(stream)).data, (await anext(stream)).data]

    assert asyncio.run(later()) == ["1", "1"]
