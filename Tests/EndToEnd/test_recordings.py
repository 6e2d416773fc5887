"""Streams kept in captures, and played again without their server."""

import base64
import json
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from program import BINARY, environment, run, wait_until
from raw_server import RawServer, chunked, head


def chunk(data):
    return chunked(data, whole=False)


EVENTS = head("text/event-stream", Transfer_Encoding="chunked")
# Odd cuts: within a character, within a line end, within an event.
ODD = [
    "id: 1\ndata: gr\u00fc".encode()[:-1],
    "\u00fc".encode()[1:] + b"n\r",
    b"\n\r\n",
    b"event: tick\nid: 2\nda",
    b"ta: 2\n\n: hi\nnonsense\n\n",
]


def parts(path):
    """What a capture holds besides its times."""
    found = []
    for line in path.read_text().splitlines()[1:]:
        _, run, name, value, *_ = json.loads(line)
        if name == "request":
            value = {k: v for k, v in value.items() if k in ("method", "body", "lastEventId")}
        elif name == "head":
            value = {"status": value["status"], "headers": value["headers"]}
        elif name in ("lost", "failed"):
            value = value["kind"]
        found.append([run, name, value])
    return found


def bodies(path):
    """The parts of each connection, end to end."""
    connections = []
    for _, name, value in parts(path):
        if name == "request":
            connections.append(b"")
        elif name == "part":
            connections[-1] += value.encode()
        elif name == "part64":
            connections[-1] += base64.b64decode(value)
    return connections


class Served:
    """`replay --serve` while it runs."""

    def __init__(self, folder, *arguments):
        self.process = subprocess.Popen(
            [str(BINARY), "replay", *map(str, arguments), "--serve", "127.0.0.1:0"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=environment(folder),
            text=True,
        )
        self.lines = []
        for line in self.process.stderr:
            self.lines.append(line.strip())
            if found := re.search(r"recorded at (http://[^;]+);", line):
                self.address = found[1]
                return
        raise AssertionError(self.lines)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)
        self.process.stderr.close()


@pytest.fixture
def odd(tmp_path):
    """A capture of two connections with odd cuts, the first of which broke off."""
    steps = [EVENTS]
    for part in ODD:
        steps += [chunk(part), 0.05]
    server = RawServer(
        [*steps, RawServer.RST],
        [EVENTS, chunk(b"id: 3\ndata: three\n\n"), b"0\r\n\r\n"],
    )
    capture = tmp_path / "odd.capture"
    result = run(
        "record", f"{server.address}/events", "-o", capture, "--retry", "100ms", folder=tmp_path
    )
    server.close()
    assert result.status == 0, result.errors
    return capture


def test_a_capture_holds_each_reading_as_it_came(odd):
    assert parts(odd) == [
        [1, "request", {"method": "GET", "body": None}],
        [1, "head", {"status": 200, "headers": header_lines(EVENTS)}],
        [1, "part64", "aWQ6IDEKZGF0YTogZ3LD"],
        [1, "part64", "vG4N"],
        [1, "part", "\n\r\n"],
        [1, "part", "event: tick\nid: 2\nda"],
        [1, "part", "ta: 2\n\n: hi\nnonsense\n\n"],
        [1, "lost", "connectionLost"],
        [1, "request", {"method": "GET", "body": None, "lastEventId": "2"}],
        [1, "head", {"status": 200, "headers": header_lines(EVENTS)}],
        [1, "part", "id: 3\ndata: three\n\n"],
        [1, "end", {}],
    ]


def header_lines(text):
    lines = text.decode().split("\r\n")[1:]
    return [line.split(": ", 1) for line in lines if line]


def test_what_is_played_and_recorded_again_is_the_same(odd, tmp_path):
    again = tmp_path / "again.capture"
    with Served(tmp_path, odd) as served:
        result = run(
            "record", f"{served.address}/events", "-o", again, "--retry", "100ms", folder=tmp_path
        )
    assert result.status == 0, result.errors
    assert [entry for entry in parts(again) if entry[1] != "head"] == [
        entry for entry in parts(odd) if entry[1] != "head"
    ]
    # Within 5 ms on a quiet machine. A loaded one is late, also with the head: never early after the request.
    for before, after in zip(times(odd, "head"), times(again, "request"), strict=True):
        assert after >= before - 0.005


def times(path, since):
    """When each part of the first connection came, after an entry."""
    found, start = [], None
    for line in path.read_text().splitlines()[1:]:
        at, _, name, *_ = json.loads(line)
        if name == since:
            start = at
        elif name.startswith("part"):
            found.append(at - start)
        elif name == "lost":
            break
    return found


def test_the_callbacks_are_those_of_the_run(tmp_path):
    scripts = [
        [EVENTS, chunk(b"id: 1\ndata: 1\n\n"), RawServer.FIN],
        [EVENTS, chunk(b"event: t\nid: 2\ndata: 2\n\n"), b"0\r\n\r\n"],
    ]
    server = RawServer(*scripts)
    capture = tmp_path / "x.capture"
    live = run(
        *("tail", f"{server.address}/events", "--output", "trace", "--retry", "100ms"),
        *("--record", capture),
        folder=tmp_path,
    )
    server.close()
    played = run(
        "replay", capture, "--output", "trace", "--speed", "max", folder=tmp_path
    )
    assert played.status == live.status == 0, played.errors
    assert [words(line) for line in played.lines()] == [words(line) for line in live.lines()]
    assert [line["callback"] for line in played.lines()] == [
        *("onOpen", "onMessage", "onError", "onOpen", "onMessage", "onComplete", "onClose")
    ]


@pytest.mark.parametrize(
    "scripts, options",
    [
        # What is not connected again ends in the error that it ended in.
        ([[EVENTS, chunk(b"data: 1\n\n"), RawServer.RST]], ("--reconnect", "never")),
        # Connected again after clean ends, without IDs: each connection once.
        (
            [
                [EVENTS, chunk(b"retry: 100\ndata: 1\n\n"), b"0\r\n\r\n"],
                [EVENTS, chunk(b"data: 2\n\n"), b"0\r\n\r\n"],
                [head("text/plain", status="204 No Content"), RawServer.FIN],
            ],
            ("--reconnect", "always"),
        ),
        # Closed by our own side, which no callback tells of.
        ([[EVENTS, chunk(b"data: 1\n\ndata: 2\n\n"), RawServer.CLOSED]], ("--max", "2")),
        (
            [
                [EVENTS, chunk(b"retry: 100\ndata: 1\n\n"), b"0\r\n\r\n"],
                [EVENTS, chunk(b"data: 2\n\n"), RawServer.CLOSED],
            ],
            ("--reconnect", "always", "--max", "2"),
        ),
        ([[head("text/event-stream", status="404 No"), b"gone", RawServer.FIN]], ()),
        ([[head("application/x-ndjson", Content_Length="8"), b'{"a":1}\n', RawServer.FIN]], ()),
        # Shorter than its server announced.
        ([[head("application/x-ndjson", Content_Length="99"), b'{"a":1}\n', RawServer.FIN]], ()),
    ],
    ids=["lost", "always", "closed", "closed again", "refused", "whole", "too short"],
)
def test_each_way_to_end_is_the_same_again(scripts, options, tmp_path):
    server = RawServer(*scripts)
    capture = tmp_path / "x.capture"
    live = run(
        *("tail", f"{server.address}/x?user=1", "--output", "trace", "--retry", "100ms"),
        *("--record", capture, *options),
        folder=tmp_path,
    )
    server.close()
    played = run("replay", capture, "--output", "trace", "--speed", "max", folder=tmp_path)
    assert [without_words(line) for line in played.lines()] == [
        without_words(line) for line in live.lines()
    ]
    assert played.status == live.status


def without_words(line):
    """A broken connection is broken in one of several ways."""
    if "error" in line:
        line["error"] = {k: v for k, v in line["error"].items() if k != "message"}
    return line


def test_what_our_side_ended_is_not_awaited_to_its_announced_length(tmp_path):
    body = b'{"a":1}\n{"a":2}\n'
    server = RawServer([head("application/x-ndjson", Content_Length="500"), body, RawServer.CLOSED])
    capture = tmp_path / "x.capture"
    run("record", f"{server.address}/x", "-o", capture, "--max", 2, folder=tmp_path)
    server.close()
    played = run("replay", capture, "--output", "data", folder=tmp_path)
    assert (played.status, played.output) == (0, body.decode())


def words(line):
    """Without the server's address."""
    return re.sub(r"127\.0\.0\.1:\d+", "HOST", json.dumps(line))


def test_secrets_stay_out_of_a_capture_unless_asked(tmp_path):
    for options, is_kept in [((), False), (("--keep-secrets",), True)]:
        server = RawServer(
            [
                head("text/event-stream", Set_Cookie="sid=marker-cookie"),
                b"data: 1\n\n",
                RawServer.FIN,
            ]
        )
        capture = tmp_path / f"{is_kept}.capture"
        run(
            *("record", f"{server.address}/x?api_key=marker-query", "-o", capture),
            *("-H", "X-Api-Key: marker-header", "--bearer", "marker-bearer"),
            *("-d", '{"a": "marker-body"}', "--reconnect", "never", *options),
            folder=tmp_path,
        )
        server.close()
        text = capture.read_text()
        secrets = ("header", "bearer", "body", "cookie", "query")
        assert set(re.findall(r"marker-(\w+)", text)) == (set(secrets) if is_kept else set())
        assert '"redacted"' in text or is_kept


def quiet_secrets_document(address):
    """Secrets whose names do not sound so: a scheme of each place, a password."""
    parameters = [
        {"name": name, "in": "query", "schema": {"type": "string", **more}}
        for name, more in (("who", {}), ("visitor", {"format": "password"}), ("region", {}), ("page", {}))
    ]
    schemes = {
        "one": {"type": "apiKey", "in": "header", "name": "X-Client"},
        "two": {"type": "apiKey", "in": "query", "name": "who"},
    }
    answer = {"200": {"description": "", "content": {"text/event-stream": {}}}}
    call = {"operationId": "x", "parameters": parameters, "security": [{"one": []}, {"two": []}], "responses": answer}
    return {
        "openapi": "3.1.0", "info": {"title": "", "version": ""}, "servers": [{"url": address}],
        "components": {"securitySchemes": schemes}, "paths": {"/x": {"get": call}},
    }  # fmt: skip


def test_what_only_the_document_or_a_variable_says_to_be_a_secret_stays_out_of_a_capture(tmp_path):
    for options, is_kept in [((), False), (("--keep-secrets",), True)]:
        script = [head("text/event-stream"), b"data: 1\n\n", RawServer.FIN]
        server = RawServer(script, script)
        document = tmp_path / "openapi.json"
        document.write_text(json.dumps(quiet_secrets_document(server.address)))
        values = ("who=marker-scheme", "visitor=marker-password", "region=$PLACE", "page=seen-page")
        sent = [
            *("--from", document, "-H", "X-Client: marker-header", "-H", "X-Region: in $PLACE"),
            *("-H", "X-Page: seen-line", "--reconnect", "never"),
            *(word for value in values for word in ("-p", value)),
        ]
        capture = tmp_path / f"{is_kept}.capture"
        result = run("record", "x", "-o", capture, *sent, *options, folder=tmp_path, PLACE="marker-place")
        assert result.status == 0, result.errors
        text = capture.read_text()
        secrets = {"scheme", "password", "header", "place"} if is_kept else set()
        assert set(re.findall(r"marker-(\w+)", text)) == secrets
        assert set(re.findall(r"seen-(\w+)", text)) == {"page", "line"}
        result = run("tail", "x", "--output", "trace", *sent, folder=tmp_path, PLACE="marker-place")
        assert (result.status, "marker" in result.output) == (0, False)
        server.close()


def test_whatever_ends_a_recording_costs_its_last_line_at_most(tmp_path):
    server = RawServer([EVENTS, *([chunk(b"data: x\n\n"), 0.001] * 500), RawServer.CLOSED])
    capture = tmp_path / "killed.capture"
    process = subprocess.Popen(
        [str(BINARY), "record", f"{server.address}/x", "-o", str(capture)],
        stderr=subprocess.DEVNULL,
        env=environment(tmp_path),
    )
    wait_until(lambda: capture.exists() and capture.stat().st_size > 5000)
    process.kill()
    process.wait()
    server.close()
    with capture.open("ab") as file:
        file.write(b'[9.0,1,"part","bro')
    result = run("replay", capture, "--output", "data", "--speed", "max", folder=tmp_path)
    assert result.status == 0, result.errors
    assert "breaks off within its last line, which is left out" in result.errors
    assert len(result.output.splitlines()) > 20
    assert set(result.output.splitlines()) == {"x"}


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("", "holds no run"),
        ("hello\n", ":1: it is no JSON"),
        ('{"fluidtop":"capture","version":9}\n', "which a newer fluidtop wrote"),
        ('{"fluidtop":"capture","version":1}\n[1,1,"part"]\n', ":2: it is not"),
        ('{"fluidtop":"capture","version":1}\n[1,1,"request",{"url":"http://h/a"}]\n*\n[', ":3: "),
        (None, "can't be read"),
    ],
)
def test_what_is_no_capture_is_refused_by_its_line(text, sentence, tmp_path):
    path = tmp_path / "x.capture"
    if text is not None:
        path.write_text(text)
    result = run("replay", path, "--output", "data", folder=tmp_path)
    assert result.status in (1, 64)
    assert sentence in result.errors
    assert len(result.errors.strip().splitlines()) == 1


def test_a_capture_that_is_there_stays(tmp_path, odd):
    before = odd.read_bytes()
    result = run("record", "http://127.0.0.1:1/x", "-o", odd, folder=tmp_path)
    assert result.status == 1
    assert "exists already; use --force" in result.errors
    assert odd.read_bytes() == before


def get(url, **headers):
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.status, dict(answer.headers), answer.read().decode()


class TestServed:
    def test_a_lost_client_goes_on_after_its_last_event(self, odd, tmp_path):
        with Served(tmp_path, odd, "--speed", "max") as served:
            # The connection that was asked for with it.
            assert get(f"{served.address}/events", **{"Last-Event-ID": "2"})[2] == (
                "id: 3\ndata: three\n\n"
            )
            # Nobody was lost there: the rest of the body in which it came, which then breaks off.
            with pytest.raises(Exception) as broken:
                get(f"{served.address}/events", **{"Last-Event-ID": "1"})
            assert broken.value.partial.decode().startswith("event: tick\nid: 2\n")

    @pytest.mark.parametrize("media_type", ["text/event-stream;charset=utf-8", "Text/Event-Stream"])
    def test_a_client_goes_on_after_an_event_however_its_media_type_is_written(self, media_type, tmp_path):
        entries = [
            {"fluidtop": "capture", "version": 1, "startedAt": "2026-11-29T11:00:00.000000Z"},
            [0, 1, "request", {"method": "GET", "url": "http://127.0.0.1:1/events", "headers": [], "body": None}],
            [0, 1, "head", {"status": 200, "headers": [["Content-Type", media_type]]}],
            [0, 1, "part", "id: 1\ndata: one\n\nid: 2\ndata: two\n\n"],
            [0, 1, "end", {}],
        ]
        (tmp_path / "a.capture").write_text("".join(json.dumps(entry) + "\n" for entry in entries))
        with Served(tmp_path, "a.capture", "--speed", "max") as served:
            assert get(f"{served.address}/events", **{"Last-Event-ID": "1"})[2] == "id: 2\ndata: two\n\n"

    def test_it_tells_what_there_is(self, odd, tmp_path):
        with Served(tmp_path, odd) as served:
            document = json.loads(get(f"{served.address}/openapi.json")[2])
            assert list(document["paths"]) == ["/events"]
            with pytest.raises(urllib.error.HTTPError) as missing:
                get(f"{served.address}/other")
            assert missing.value.read().decode() == (
                "nothing was recorded at GET /other; there is GET /events\n"
            )
            listed = run("list", served.address, "--json", folder=tmp_path).json()
            assert [(e["path"], e["kinds"]) for e in listed["endpoints"]] == [
                ("/events", ["sse"])
            ]

    def test_pages_of_other_origins_may_read_it(self, odd, tmp_path):
        with Served(tmp_path, odd, "--speed", "max") as served:
            headers = get(
                f"{served.address}/events",
                **{"Last-Event-ID": "2", "Origin": "http://localhost:5173"},
            )[1]
            assert headers["Access-Control-Allow-Origin"] == "http://localhost:5173"
            request = urllib.request.Request(
                f"{served.address}/events",
                method="OPTIONS",
                headers={
                    "Origin": "http://localhost:5173",
                    "Access-Control-Request-Method": "GET",
                    "Access-Control-Request-Headers": "last-event-id",
                },
            )
            with urllib.request.urlopen(request, timeout=20) as answer:
                assert answer.status == 204
                assert answer.headers["Access-Control-Allow-Headers"] == "last-event-id"

    def test_pages_of_foreign_sites_may_not_read_it(self, odd, tmp_path):
        with Served(tmp_path, odd, "--speed", "max") as served:
            for origin in ("https://evil.example", "http://localhost.evil.example", "null"):
                headers = get(
                    f"{served.address}/events", **{"Last-Event-ID": "2", "Origin": origin}
                )[1]
                assert "Access-Control-Allow-Origin" not in headers

    def test_who_has_seen_all_is_told_to_stop(self, odd, tmp_path):
        with Served(tmp_path, odd, "--speed", "max") as served:
            assert get(f"{served.address}/events", **{"Last-Event-ID": "3"})[0] == 204
            # Whoever begins anew gets it anew.
            assert get(f"{served.address}/events", **{"Last-Event-ID": "2"})[0] == 200

    def test_the_query_that_was_asked_with_counts(self, tmp_path):
        captures = []
        for user in "12":
            server = RawServer([EVENTS, chunk(f"data: {user}\n\n".encode()), b"0\r\n\r\n"])
            captures.append(tmp_path / f"{user}.capture")
            run(
                *("record", f"{server.address}/x?user={user}", "-o", captures[-1]),
                folder=tmp_path,
            )
            server.close()
        with Served(tmp_path, *captures, "--speed", "max") as served:
            for user in "2212":
                assert get(f"{served.address}/x?user={user}")[2] == f"data: {user}\n\n"

    def test_small_fragments_of_a_large_part_come_in_time(self, tmp_path):
        capture = tmp_path / "x.capture"
        part = json.dumps("data: " + "x" * 300_000 + "\n\n")
        capture.write_text(
            '{"fluidtop":"capture","version":1}\n'
            '[0,1,"request",{"url":"http://h/x"}]\n'
            '[0,1,"head",{"status":200,"headers":[["Content-Type","text/event-stream"]]}]\n'
            f'[0,1,"part",{part}]\n[1e8,1,"end",{{}}]\n'
        )
        with Served(tmp_path, capture, "--fragment", "16") as served:
            assert len(get(f"{served.address}/x")[2]) == 300_008

    @pytest.mark.parametrize(
        "status, headers, answered",
        [
            (200, [["X-Gr\u00fc\u00dfe", "1"], ["X Y", "1"], ["", "1"], ["X-Good", "gr\u00fcn"]], 200),
            (200, [["X-Odd", "a\u0001b"], ["X-Lines", "a\r\nX-Evil: 1"], ["X-Good", "1"]], 200),
            *[(status, [], 500) for status in (100, 101, 103, 150)],
        ],
        ids=["names", "values", "100", "101", "103", "150"],
    )
    def test_a_recorded_head_that_is_none_stops_no_server(self, status, headers, answered, tmp_path):
        capture = tmp_path / "x.capture"
        capture.write_text(
            '{"fluidtop":"capture","version":1}\n'
            '[0,1,"request",{"url":"http://h/x"}]\n'
            f'[0,1,"head",{json.dumps({"status": status, "headers": headers})}]\n'
            '[0,1,"part","one"]\n[0,1,"end",{}]\n'
        )
        with Served(tmp_path, capture, "--speed", "max") as served:
            for _ in range(2):
                try:
                    with urllib.request.urlopen(f"{served.address}/x", timeout=10) as response:
                        got, names = response.status, {name.lower() for name in response.headers}
                        assert response.read() == b"one"
                        assert names & {"x-good", "x-odd", "x-lines", "x-evil", "x y"} == {"x-good"}
                except urllib.error.HTTPError as error:
                    got = error.code
                    assert f"the recorded status {status}" in error.read().decode()
                assert got == answered

    def test_what_goes_wrong_on_purpose(self, odd, tmp_path):
        with Served(tmp_path, odd, "--speed", "max", "--status", "503x2") as served:
            for _ in range(2):
                with pytest.raises(urllib.error.HTTPError) as refused:
                    get(f"{served.address}/events")
                assert refused.value.code == 503
            assert get(f"{served.address}/events", **{"Last-Event-ID": "2"})[0] == 200
        with (
            Served(tmp_path, odd, "--speed", "max", "--cut-after", "5") as served,
            pytest.raises(Exception) as broken,
        ):
            get(f"{served.address}/events")
        assert broken.value.partial == b"id: 1"
        with Served(tmp_path, odd, "--latency", "300ms", "--fragment", "1") as served:
            start = time.monotonic()
            body = get(f"{served.address}/events", **{"Last-Event-ID": "2"})[2]
            assert time.monotonic() - start >= 0.3
            assert body == "id: 3\ndata: three\n\n"

    def test_where_the_recording_was_stopped_the_connection_stays_open(self, tmp_path):
        server = RawServer([EVENTS, chunk(b"data: 1\n\n"), RawServer.CLOSED])
        capture = tmp_path / "x.capture"
        result = run("record", f"{server.address}/x", "-o", capture, "--max", 1, folder=tmp_path)
        server.close()
        assert result.status == 0
        assert parts(capture)[-1] == [1, "closed", {}]
        with Served(tmp_path, capture, "--speed", "max") as served:
            result = run(
                "tail", f"{served.address}/x", "--output", "data", "--for", "2s", folder=tmp_path
            )
            assert (result.status, result.output) == (0, "1\n")
        # As text it ends.
        result = run("replay", capture, "--output", "data", folder=tmp_path)
        assert (result.status, result.output) == (0, "1\n")


def test_an_ordinary_answer_and_a_refusal_are_kept(tmp_path):
    answer = head("application/json", status="503 Unavailable", Content_Length="7")
    server = RawServer([answer, b'{"a":1}'])
    capture = tmp_path / "x.capture"
    result = run(
        *("record", f"{server.address}/x", "-o", capture, "--reconnect", "never"), folder=tmp_path
    )
    server.close()
    assert result.status == 1
    assert [entry[1] for entry in parts(capture)] == ["request", "head", "part", "failed"]
    assert bodies(capture) == [b'{"a":1}']
    with Served(tmp_path, capture) as served:
        with pytest.raises(urllib.error.HTTPError) as refused:
            get(f"{served.address}/x")
        assert (refused.value.code, refused.value.read()) == (503, b'{"a":1}')
