"""fluidtop tail: what is in this stream, and what would my client's callbacks see?"""

import json
import os
import pty
import signal
import subprocess

import memory
import pytest
from program import BINARY, LONGEST, environment
from raw_server import RawServer, head


def test_trace_shows_the_callbacks_of_a_named_event_stream(fluidtop, backend):
    result = fluidtop(
        "tail", f"{backend}/notifications/stream", "-p", "user_id=1", "--max", "3",
        "--output", "trace",
    )  # fmt: skip
    assert result.status == 0, result.errors
    opened, *messages = result.lines()
    assert opened == {"callback": "onOpen", "status": 200, "mediaType": "text/event-stream"}
    assert [message["callback"] for message in messages] == ["onMessage"] * 3
    assert [message["type"] for message in messages] == ["notification"] * 3
    assert [message["lastEventId"] for message in messages] == ["1", "2", "3"]
    assert json.loads(messages[0]["data"])["user_id"] == 1


def test_trace_of_a_finished_stream_ends_with_complete_and_close(fluidtop, backend):
    result = fluidtop("tail", f"{backend}/items?limit=3", "--output", "trace")
    assert result.status == 0, result.errors
    callbacks = [line["callback"] for line in result.lines()]
    assert callbacks == ["onOpen", "onChunk", "onChunk", "onChunk", "onComplete", "onClose"]


def test_data_is_each_record_and_a_newline(fluidtop, backend):
    result = fluidtop("tail", f"{backend}/analytics/stream", "--output", "data")
    assert result.status == 0, result.errors
    records = [json.loads(line) for line in result.output.splitlines()]
    assert len(records) == 2000
    assert records[1] == {"name": "page-1", "value": 3.7}


def test_a_text_stream_prints_its_text(fluidtop, backend):
    result = fluidtop("tail", f"{backend}/logs/stream", "-p", "lines=3", "--output", "data")
    assert result.status == 0, result.errors
    assert "INFO worker-2 job 2 done ✓ 完了" in result.output


def test_an_endpoint_is_called_by_its_name(fluidtop, backend):
    result = fluidtop(
        "tail", "stream_orders", "--from", backend, "-p", "limit=2", "--max", "2",
        "--output", "data",
    )  # fmt: skip
    assert result.status == 0, result.errors
    assert [json.loads(line)["number"] for line in result.output.splitlines()] == [1, 2]


@pytest.mark.parametrize("option", ["-d", "--json"])
def test_a_post_stream_takes_a_body(fluidtop, backend, option):
    result = fluidtop(
        "tail", f"{backend}/chat/stream", option, '{"message":"hello"}', "--output", "trace"
    )
    assert result.status == 0, result.errors
    messages = [line for line in result.lines() if line["callback"] == "onMessage"]
    assert "hello" in "".join(message["data"] for message in messages).replace('"}{"delta":"', "")


def test_json_gives_number_kind_and_event(fluidtop, backend):
    result = fluidtop(
        "tail", f"{backend}/notifications/stream", "-p", "user_id=7", "--max", "1",
        "--output", "json",
    )  # fmt: skip
    assert result.status == 0, result.errors
    (record,) = result.lines()
    assert (record["n"], record["kind"], record["event"]) == (1, "sse", "notification")


def test_a_stream_that_breaks_off_is_an_error(fluidtop, backend):
    result = fluidtop(
        "tail", f"{backend}/unstable/stream", "--reconnect", "never", "--output", "trace"
    )
    assert result.status == 1
    last = result.lines()[-1]
    errors = [line for line in result.lines() if line["callback"] == "onError"]
    assert errors and errors[-1]["fatal"] is True
    assert last["callback"] in ("onError", "onClose")
    assert "onComplete" not in [line["callback"] for line in result.lines()]


@pytest.mark.parametrize("output", ["data", "json", "trace", "pretty"])
def test_control_bytes_of_a_stream_do_not_reach_a_terminal(tmp_path, output):
    attack = b"\x1b]0;title\x07 \x1b[2J \xc2\x9b31m \x08"
    server = RawServer([head("text/event-stream") + b"data: harm" + attack + b"less\n\n"])
    terminal, inside = pty.openpty()
    command = [BINARY, "tail", server.address, "--output", output, "--reconnect", "never"]
    program = subprocess.Popen(
        command, stdin=inside, stdout=inside, stderr=subprocess.DEVNULL, cwd=tmp_path,
        env=environment(tmp_path, NO_COLOR="1", TERM="xterm-256color"),
    )  # fmt: skip
    assert program.wait(timeout=LONGEST) == 0
    os.close(inside)
    shown = b""
    try:
        while part := os.read(terminal, 65536):
            shown += part
    except OSError:
        pass  # Linux reports the end of a terminal as an error.
    os.close(terminal)
    server.close()
    assert b"harm" in shown and b"less" in shown
    for control in [b"\x1b]", b"\x1b[2J", b"\x07", b"\xc2\x9b", b"\x08"]:
        assert control not in shown


def test_a_closed_pipe_ends_quietly(tmp_path, backend):
    command = f"'{BINARY}' tail '{backend}/notifications/stream' -p user_id=1 --output data | head -1"
    result = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True, text=True, timeout=LONGEST, env=environment(tmp_path), check=False,
    )  # fmt: skip
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr == ""
    assert result.returncode in (0, 128 + signal.SIGPIPE)


def test_an_interrupt_ends_with_130(tmp_path, backend):
    process = subprocess.Popen(
        [BINARY, "tail", f"{backend}/notifications/stream", "-p", "user_id=1", "--output", "data"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(tmp_path),
    )  # fmt: skip
    try:
        assert process.stdout.readline()
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(timeout=LONGEST) == 130
    finally:
        process.kill()
        process.communicate(timeout=LONGEST)


def test_a_full_disk_is_an_error(tmp_path, backend):
    with open("/dev/full", "wb") as full:
        result = subprocess.run(
            [BINARY, "tail", f"{backend}/analytics/stream", "--output", "data"],
            stdout=full, stderr=subprocess.PIPE, text=True, timeout=LONGEST, env=environment(tmp_path),
            check=False,
        )  # fmt: skip
    assert result.returncode == 1
    assert result.stderr == (
        "fluidtop: standard output can't be written (No space left on device); "
        "what came is not all there\n"
    )


def test_a_file_is_no_stream(fluidtop, backend):
    url = f"{backend}/files/report/download"
    result = fluidtop("tail", url)
    assert result.status == 1
    assert result.output == ""
    assert result.errors == (
        f"fluidtop: {url} is a file (application/octet-stream), not a stream; "
        f"save it with: fluidtop get {url}\n"
    )
    traced = fluidtop("tail", url, "--output", "trace")
    assert traced.status == 0
    assert traced.lines()[-3]["callback"] == "onProgress"


@pytest.mark.parametrize("end", ["--for", "interrupt"])
def test_a_reader_that_stops_reading_does_not_stop_the_ends(tmp_path, end):
    events = b"data: " + b"x" * 1000 + b"\n\n"
    server = RawServer([head("text/event-stream"), events * 2000, RawServer.CLOSED])
    limit = ["--for", "5s"] if end == "--for" else []
    process = subprocess.Popen(
        [BINARY, "tail", server.address, "--output", "data", *limit],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(tmp_path),
    )  # fmt: skip
    try:
        # Its pipe is full by now, and nobody reads it.
        assert process.stdout.read(10)
        if not limit:
            process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=LONGEST) == (0 if limit else 128 + signal.SIGTERM)
    finally:
        process.kill()
        process.communicate(timeout=LONGEST)
        server.close()


def test_a_proxy_that_can_not_be_used_is_said_without_its_password(fluidtop, backend):
    result = fluidtop("tail", f"{backend}/items", "--proxy", "ftp://ann:s3cret@h:1")
    assert result.status == 64
    assert "--proxy needs SCHEME://" in result.errors
    assert "s3cret" not in result.errors
    warned = fluidtop("tail", f"{backend}/items?limit=1", ALL_PROXY="ftp://h:1")
    assert warned.status == 0
    assert "ALL_PROXY is no http, https or socks proxy, and not used" in warned.errors


def test_servers_are_told_who_asks(fluidtop):
    server = RawServer([head("text/plain") + b"a"])
    fluidtop("tail", server.address)
    server.close()
    assert "\r\nUser-Agent: fluidtop/" in server.requests[0]


def test_events_that_share_a_long_id_take_little_memory_to_write(tmp_path):
    id_line = b"id: " + b"i" * (512 << 10) + b"\n"
    server = RawServer([head("text/event-stream"), id_line + b"data: x\n\n" * 300, RawServer.CLOSED])
    command = [BINARY, "tail", server.address, "--output", "trace", "--max", "300"]
    run = memory.run(command, tmp_path, LONGEST)
    server.close()
    assert run.status == 0, run.errors
    assert run.output.count("i" * (512 << 10)) == 300
    assert run.peak < 64 << 20
