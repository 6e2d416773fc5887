"""Recordings in their other forms: compressed, as bodies alone, through pipes, begun on the screen, on a full disk."""

import array
import csv
import datetime
import fcntl
import gzip
import http.server
import io
import json
import re
import resource
import shlex
import signal
import subprocess
import termios
import threading
import time
import zlib

import pytest

from program import BINARY, environment, run, wait_until
from raw_server import RawServer, chunked, head
from test_screen import kept_records

EVENTS = head("text/event-stream", Transfer_Encoding="chunked")
HEADER = '{"fluidtop":"capture","version":1}\n'
HEAD = '[0,1,"request",{"url":"http://h/x"}]\n[0,1,"head",{"status":200,"headers":[["Content-Type","text/event-stream"]]}]\n'
BODY = '[0,1,"part","id: 1\\ndata: one\\n\\n"]\n[0,1,"part","data: two\\n\\n"]\n'
END = '[0,1,"end",{}]\n'


def chunk(data):
    return chunked(data, whole=False)


def piped(data, *arguments, folder):
    """The program with `data` on its standard input, which then ends."""
    process = subprocess.run(
        [str(BINARY), *map(str, arguments)],
        input=data,
        capture_output=True,
        cwd=folder,
        env=environment(folder),
        timeout=120,
        check=False,
    )
    return process.returncode, process.stdout.decode(), process.stderr.decode()


def test_max_counts_the_records_of_all_runs(tmp_path):
    second = (HEAD + BODY + END).replace(",1,", ",2,")
    (tmp_path / "x.capture").write_text(HEADER + HEAD + BODY + END + second)
    result = run("tail", "x.capture", "--output", "data", "--max", 3, folder=tmp_path)
    assert (result.status, result.output) == (0, "one\ntwo\none\n")


class TestCompressed:
    def test_a_compressed_capture_is_played_like_the_other(self, tmp_path):
        texts = {}
        for name in ("x.capture", "x.capture.gz"):
            server = RawServer([EVENTS, chunk(b"id: 1\ndata: 1\n\n"), chunk(b"data: 2\n\n"), b"0\r\n\r\n"])
            result = run("record", f"{server.address}/x", "-o", tmp_path / name, folder=tmp_path)
            server.close()
            assert result.status == 0, result.errors
            texts[name] = run("replay", tmp_path / name, "--output", "trace", folder=tmp_path).output
        assert texts["x.capture"] == texts["x.capture.gz"]
        assert gzip.decompress((tmp_path / "x.capture.gz").read_bytes()).endswith(b'"end",{}]\n')

    def test_a_killed_one_has_lost_its_last_second_at_most(self, tmp_path):
        server = RawServer([EVENTS, *[chunk(b"data: x\n\n")] * 50, RawServer.CLOSED])
        capture = tmp_path / "x.capture.gz"
        process = subprocess.Popen(
            [str(BINARY), "record", f"{server.address}/x", "-o", str(capture)],
            stderr=subprocess.DEVNULL,
            env=environment(tmp_path),
        )
        # Nothing more comes after the first moment: what is there was flushed by the clock.
        wait_until(lambda: b'"part"' in flushed(capture))
        process.kill()
        process.wait()
        server.close()
        result = run("replay", capture, "--output", "data", "--speed", "max", folder=tmp_path)
        assert result.status == 0, result.errors
        assert "breaks off; what of it can be read is played" in result.errors
        assert set(result.output.splitlines()) == {"x"}

    def test_one_that_is_cut_is_read_to_its_last_whole_line(self, tmp_path):
        whole = gzip.compress((HEADER + HEAD + BODY + END).encode() + b'[1,1,"note","%s"]\n' % b"x" * 50)
        for cut in range(len(whole) - 1, len(whole) // 3, -7):
            path = tmp_path / "x.capture.gz"
            path.write_bytes(whole[:cut])
            result = run("replay", path, "--output", "data", "--speed", "max", folder=tmp_path)
            if result.status == 0:
                assert "breaks off" in result.errors
                assert result.output in ("one\ntwo\n", "one\n", "")
            else:
                # Before its header, its request or its head is whole.
                assert re.search(r"x\.capture\.gz(:1)?: |holds no run|without an answer|it is no JSON", result.errors)

    @pytest.mark.parametrize(
        "data, sentence",
        [
            (gzip.compress(b"\0" * (80 << 20)), "a line is longer than 64 MiB"),
            (gzip.compress((HEADER + HEAD).encode())[:-8] + b"\0" * 8, "damaged behind"),
            (b"\x1f\x8b", "holds no run"),
            (b"\x1f\x8b\xff\xff", "damaged"),
            (gzip.compress(b"hello\n"), ":1: it is no JSON"),
        ],
        ids=["bomb", "damaged", "two bytes", "no gzip", "no capture"],
    )
    def test_what_is_none_is_refused(self, data, sentence, tmp_path):
        path = tmp_path / "x.capture.gz"
        path.write_bytes(data)
        result = run("replay", path, "--output", "data", folder=tmp_path)
        assert result.status == 1
        assert sentence in result.errors


def flushed(path):
    """What can be read of a compressed file that is being written."""
    return zlib.decompressobj(31).decompress(path.read_bytes()) if path.exists() else b""


@pytest.mark.parametrize("name", ["x.capture", "x.capture.gz"])
def test_a_full_disk_ends_the_capture_and_the_stream_goes_on(name, tmp_path):
    # In several readings, for of one that does not fit nothing is kept.
    parts = [[chunk(f"data: {i} {'x' * 97}\n\n".encode()), 0.005] for i in range(200)]
    server = RawServer([EVENTS, *(step for part in parts for step in part), b"0\r\n\r\n"])

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    process = subprocess.run(
        [str(BINARY), "tail", f"{server.address}/x", "--record", name, "--output", "data"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment(tmp_path),
        preexec_fn=limit,
        restore_signals=False,
        timeout=120,
        check=False,
    )
    server.close()
    assert len(process.stdout.splitlines()) == 200
    if name.endswith(".gz"):
        # All of it is small once it is packed.
        assert process.returncode == 0, process.stderr
        return
    assert process.returncode == 1
    assert "x.capture keeps what is in it" in process.stderr
    assert "the stream goes on" in process.stderr
    assert (tmp_path / name).read_bytes().endswith(b"]\n")
    played = run("replay", name, "--output", "data", "--speed", "max", folder=tmp_path)
    assert played.status == 0, played.errors
    assert 0 < len(played.output.splitlines()) < 200


BODIES = [
    ("events.sse", b"id: 1\nevent: tick\ndata: {}\n\n: hi\n\ndata: 2\n\n", ["onMessage", "onMessage"]),
    ("rows.ndjson", b'{"a":1}\n{"a":2}\n', ["onChunk", "onChunk"]),
    ("rows.jsonl", b'{"a":1}\n{"a":2}', ["onChunk", "onChunk"]),
    ("plain.log", b"one\ntwo\n", ["onChunk"]),
    # What its first bytes are counts where the name says nothing.
    ("saved.log", b"data: 1\n\n", ["onMessage"]),
    ("rows.log", b'{"a":1}\n', ["onChunk"]),
    ("dates.log", b"[2026-11-30] hello\n", ["onChunk"]),
    ("array.log", b'[{"a":1},{"a":2}]', ["onChunk", "onChunk"]),
    ("empty.log", b"", []),
]


class TestBodies:
    @pytest.mark.parametrize("name, body, calls", BODIES, ids=[name for name, *_ in BODIES])
    def test_a_file_is_a_complete_stream(self, name, body, calls, tmp_path):
        (tmp_path / name).write_bytes(body)
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(body))
        for path in (name, f"{name}.gz"):
            result = run("tail", path, "--output", "trace", folder=tmp_path)
            assert result.status == 0, result.errors
            assert [line.get("callback") for line in result.lines()] == [*("onOpen", *calls, "onComplete", "onClose")]

    @pytest.mark.parametrize("name, body, calls", BODIES[1:], ids=[name for name, *_ in BODIES[1:]])
    def test_a_pipe_is_one_too(self, name, body, calls, tmp_path):
        status, output, errors = piped(body, "tail", "-", "--output", "trace", folder=tmp_path)
        assert status == 0, errors
        lines = [json.loads(line) for line in output.splitlines()]
        assert [line["callback"] for line in lines] == ["onOpen", *calls, "onComplete", "onClose"]

    @pytest.mark.parametrize("name, body, calls", BODIES[1:-1], ids=[name for name, *_ in BODIES[1:-1]])
    def test_a_first_byte_alone_does_not_say_what_a_pipe_is(self, name, body, calls, tmp_path):
        process = subprocess.Popen(
            [str(BINARY), "tail", "-", "--output", "trace"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=tmp_path,
            env=environment(tmp_path),
        )
        process.stdin.write(body[:1])
        process.stdin.flush()
        waiting = array.array("i", [1])
        # Until it has been read, and nothing else can have come with it.
        wait_until(lambda: fcntl.ioctl(process.stdin, termios.FIONREAD, waiting) == 0 and waiting[0] == 0)
        output, _ = process.communicate(body[1:], timeout=60)
        lines = [json.loads(line) for line in output.splitlines()]
        pieces = ["onChunk"] * (len(lines) - 3) if name == "plain.log" else calls
        assert [line["callback"] for line in lines] == ["onOpen", *pieces, "onComplete", "onClose"]

    def test_a_pipe_is_read_once_and_the_screen_offers_no_second_run(self, screens, tmp_path):
        (tmp_path / "x.sse").write_text("data: record 1\n\n")
        screen = screens()
        screen.run(f"clear; cat x.sse | {shlex.quote(str(BINARY))} -")
        text = screen.wait_until("ENDED")
        assert "record 1" in text and "run again" not in text
        screen.press("r")
        text = screen.wait_until("standard input is read once")
        assert "record 1" in text and "410" not in text
        screen.press("C-c")
        screen.wait_until("seen: 1 stream, 1 record")

    def test_as_says_what_it_is(self, tmp_path):
        data = b"data: 1\n\n"
        assert piped(data, "tail", "-", "--output", "data", folder=tmp_path)[1] == "1\n"
        status, output, _ = piped(data, "tail", "-", "--as", "text", "--output", "data", folder=tmp_path)
        assert (status, output) == (0, data.decode())

    def test_what_comes_through_a_pipe_is_there_at_once(self, tmp_path):
        process = subprocess.Popen(
            [str(BINARY), "tail", "-", "--output", "data", "--record", "x.capture"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=tmp_path,
            env=environment(tmp_path),
        )
        for number in (b"1", b"2"):
            process.stdin.write(b"data: " + number + b"\n\n")
            process.stdin.flush()
            assert process.stdout.readline() == number + b"\n"
        process.stdin.close()
        assert process.wait(60) == 0
        process.stdout.close()
        played = run("replay", "x.capture", "--output", "data", folder=tmp_path)
        assert (played.status, played.output) == (0, "1\n2\n")

    def test_an_interrupt_ends_it_while_a_pipe_is_silent(self, tmp_path):
        process = subprocess.Popen(
            [str(BINARY), "tail", "-", "--output", "data"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(tmp_path),
        )
        process.stdin.write(b"data: 1\n\n")
        process.stdin.flush()
        assert process.stdout.readline() == b"1\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        process.stdin.close()
        process.stdout.close()

    def test_a_reader_that_leaves_ends_it_quietly(self, tmp_path):
        (tmp_path / "x.ndjson").write_bytes(b'{"a":1}\n' * 100_000)
        result = subprocess.run(
            f"{shlex.quote(str(BINARY))} tail x.ndjson --output data | head -1",
            shell=True,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=environment(tmp_path),
            timeout=120,
            check=False,
        )
        assert (result.stdout, result.stderr) == ('{"a":1}\n', "")

    def test_the_screen_over_a_pipe_takes_its_keys_from_the_terminal(self, screens, tmp_path):
        (tmp_path / "x.sse").write_text("".join(f"id: {i}\ndata: record {i}\n\n" for i in range(20)))
        screen = screens()
        screen.run(f"clear; (cat x.sse; sleep 600) | {shlex.quote(str(BINARY))} -")
        screen.wait_until("record 19")
        assert "/stdin" in screen.text()
        screen.press("?")
        screen.wait_until("record it into a capture")
        screen.press("Escape", "C-c")
        screen.wait_until("seen: 1 stream, 20 records")

    @pytest.mark.parametrize("name", ["x.sse", "x.log", "x.capture.gz"])
    def test_a_file_opens_on_the_screen(self, name, screens, tmp_path):
        text = (HEADER + HEAD + BODY + END).encode()
        bodies = {"x.sse": b"data: two\n\n", "x.log": b"one\ntwo\n", "x.capture.gz": gzip.compress(text)}
        (tmp_path / name).write_bytes(bodies[name])
        screen = screens()
        screen.open(name)
        screen.wait_until("two")
        screen.press("C-c")
        screen.wait_for_shell()

    def test_recordings_stand_alone(self, tmp_path):
        (tmp_path / "x.sse").write_bytes(b"data: 1\n\n")
        result = run("x.sse", "http://localhost:1", folder=tmp_path)
        assert result.status == 64
        assert "without other targets beside them" in result.errors


class Ticking(http.server.BaseHTTPRequestHandler):
    """Events without end at `/x`, fifty a second."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path != "/x":
            return self.send_error(404)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"data: {}\n\n")
                time.sleep(0.02)
        except OSError:
            self.close_connection = True

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def ticking():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ticking)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/x"
    server.shutdown()
    server.server_close()


class TestOnTheScreen:
    @pytest.mark.parametrize("size", [(120, 36), (80, 24)])
    @pytest.mark.parametrize("name", ["a.capture", "a.capture.gz"])
    def test_a_live_stream_is_recorded_from_here_on(self, size, name, ticking, screens, tmp_path):
        screen = screens(columns=size[0], rows=size[1])
        screen.open(ticking)
        # From its middle.
        screen.wait_until(lambda text: kept_records(text) > 5)
        screen.press("R")
        screen.wait_until(".capture")
        screen.press("C-u")
        screen.type(name)
        screen.press("Enter")
        screen.wait_until("recording from here on")
        before = kept_records(screen.wait_until(re.compile(r"LIVE REC \d")))
        screen.wait_until(lambda text: kept_records(text) > before + 10)
        screen.press("R")
        screen.wait_until("recorded into " + name)
        assert "LIVE" in screen.text()
        screen.press("C-c")
        screen.wait_until("saved " + name)
        result = run("replay", name, "--output", "data", "--speed", "max", folder=tmp_path)
        assert result.status == 0, result.errors
        assert not result.errors
        assert len(result.output.splitlines()) > 5
        assert set(result.output.splitlines()) == {"{}"}

    def test_leaving_the_screen_closes_the_file_and_a_file_that_is_there_is_asked_about(
        self, ticking, screens, tmp_path
    ):
        (tmp_path / "a.capture.gz").write_text("mine")
        screen = screens()
        screen.open(ticking)
        screen.wait_until(re.compile(r"LIVE"))
        screen.press("R", "C-u")
        screen.type("a.capture.gz")
        screen.press("Enter")
        screen.wait_until("a.capture.gz exists: y overwrites")
        assert (tmp_path / "a.capture.gz").read_text() == "mine"
        screen.press("y", "Enter")
        before = kept_records(screen.wait_until(re.compile(r"LIVE REC \d")))
        screen.wait_until(lambda text: kept_records(text) > before + 10)
        screen.press("C-c")
        screen.wait_until("saved a.capture.gz")
        result = run("replay", "a.capture.gz", "--output", "data", "--speed", "max", folder=tmp_path)
        assert (result.status, result.errors) == (0, "")
        assert gzip.decompress((tmp_path / "a.capture.gz").read_bytes()).endswith(b'"closed",{}]\n')


ARCHIVE = {
    "log": {
        "version": "1.2",
        "creator": {"name": "WebInspector", "version": "537.36"},
        "entries": [
            {
                "startedDateTime": "2026-11-30T08:00:00.500+01:00",
                "time": 2000,
                "request": {"method": "GET", "url": "https://h/events?a=1", "headers": []},
                "response": {
                    "status": 200,
                    "headers": [
                        {"name": "content-type", "value": "text/event-stream"},
                        {"name": "content-encoding", "value": "br"},
                    ],
                    "content": {"size": 0, "mimeType": "text/event-stream"},
                },
                "timings": {"send": 1, "wait": 20, "receive": 1900},
                "_eventSourceMessages": [
                    {"time": 1796022000.6, "eventName": "tick", "eventId": "7", "data": "a\nb"},
                    {"time": 1796022001.1, "eventName": "message", "eventId": "", "data": "c"},
                ],
            },
            {
                "startedDateTime": "2026-11-30T07:00:00.000Z",
                "request": {"method": "POST", "url": "http://h/rows", "headers": [], "postData": {"text": "{}"}},
                "response": {
                    "status": 200,
                    "headers": [{"name": "X-Evil", "value": "a\r\nb: c"}],
                    "content": {"mimeType": "application/x-ndjson", "text": "eyJhIjoxfQo=", "encoding": "base64"},
                },
            },
            {"request": {"method": "GET", "url": "data:text/plain,x"}, "response": {"status": 200}},
            {"request": {"method": "GET", "url": "http://h/lost"}, "response": {"status": 0}},
            "nonsense",
        ],
    }
}


class TestArchives:
    def test_what_a_browser_saved_is_played(self, tmp_path):
        (tmp_path / "x.har").write_text("\ufeff" + json.dumps(ARCHIVE))
        result = run("replay", "x.har", "--output", "trace", "--speed", "max", folder=tmp_path)
        assert result.status == 0, result.errors
        calls = [line for line in result.lines() if line["callback"] in ("onChunk", "onMessage")]
        assert calls == [
            {"callback": "onChunk", "value": {"a": 1}},
            {"callback": "onMessage", "type": "tick", "data": "a\nb", "lastEventId": "7"},
            {"callback": "onMessage", "type": "message", "data": "c", "lastEventId": "7"},
        ]

    @pytest.mark.parametrize(
        "text, sentence",
        [
            ("", "it is no JSON"),
            ("{", "it is no JSON"),
            ("[" * 100_000, "it is no JSON"),
            ("{}", "it is no HTTP archive: it has no log.entries"),
            ('{"log":{"entries":[]}}', "holds no run"),
        ],
    )
    def test_what_is_none_is_refused_in_a_sentence(self, text, sentence, tmp_path):
        (tmp_path / "x.har").write_text(text)
        result = run("replay", "x.har", "--output", "data", folder=tmp_path)
        assert result.status == 1
        assert sentence in result.errors
        assert len(result.errors.strip().splitlines()) == 1
        assert len(result.errors) < 400

    def test_a_capture_as_an_archive_and_back(self, tmp_path):
        server = RawServer(
            [
                head("text/event-stream", Transfer_Encoding="chunked", Set_Cookie="marker=1"),
                chunk(b"id: 1\nevent: tick\ndata: 1\n\n"),
                0.1,
                chunk("data: grün\n\n".encode()),
                b"0\r\n\r\n",
            ]
        )
        run("record", f"{server.address}/x?a=b%20c", "-o", "x.capture", folder=tmp_path)
        server.close()
        archive = run("replay", "x.capture", "--output", "har", folder=tmp_path)
        assert archive.status == 0, archive.errors
        assert "marker" not in archive.output
        (entry,) = archive.json()["log"]["entries"]
        assert entry["request"]["queryString"] == [{"name": "a", "value": "b c"}]
        assert entry["response"]["content"]["text"].endswith("data: grün\n\n")
        assert [(m["eventName"], m["eventId"], m["data"]) for m in entry["_eventSourceMessages"]] == [
            ("tick", "1", "1"),
            ("message", "1", "grün"),
        ]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", entry["startedDateTime"])
        began = datetime.datetime.fromisoformat(entry["startedDateTime"]).timestamp()
        assert abs(began - time.time()) < 600
        first, second = (m["time"] for m in entry["_eventSourceMessages"])
        assert second - first >= 0.09
        (tmp_path / "x.har").write_text(archive.output)
        options = ("--output", "trace", "--speed", "max")
        assert (
            run("replay", "x.har", *options, folder=tmp_path).output
            == run("replay", "x.capture", *options, folder=tmp_path).output
        )

    ROW = b'{"a":1}\n'

    def recorded(self, coding, packed, tmp_path):
        server = RawServer([head("application/x-ndjson", Content_Encoding=coding, Content_Length=len(packed)) + packed])
        run("record", f"{server.address}/x", "-o", "x.capture", "--reconnect", "never", folder=tmp_path)
        server.close()

    CODED = {
        "one member": ("gzip", gzip.compress(ROW)),
        "two members": ("x-gzip", gzip.compress(ROW[:4]) + gzip.compress(ROW[4:])),
        "in zlib's frame": ("deflate", zlib.compress(ROW)),
        "bare": ("deflate", zlib.compress(ROW)[2:-4]),
        "twice": ("gzip, gzip", gzip.compress(gzip.compress(ROW))),
        "with capitals": ("identity, GZip", gzip.compress(ROW)),
        "no coding": ("utf-8", ROW),
        "one that nobody undoes": ("aws-chunked", ROW),
    }

    @pytest.mark.parametrize("form", CODED)
    def test_a_coded_body_is_decoded_as_by_the_client(self, form, tmp_path):
        self.recorded(*self.CODED[form], tmp_path)
        archive = run("replay", "x.capture", "--output", "har", folder=tmp_path)
        assert archive.json()["log"]["entries"][0]["response"]["content"]["text"] == '{"a":1}\n'
        body = run("replay", "x.capture", "--output", "body", folder=tmp_path)
        assert (body.output, body.errors) == ('{"a":1}\n', "")

    FAULTS = {
        "ends in the middle of what was compressed": b"",
        "is damaged where it was compressed": b"12345678",
    }

    @pytest.mark.parametrize("words", FAULTS)
    @pytest.mark.parametrize("form", ["har", "body"])
    def test_what_is_missing_of_a_coded_body_is_said(self, words, form, tmp_path):
        self.recorded("gzip", gzip.compress(self.ROW)[:-8] + self.FAULTS[words], tmp_path)
        played = run("replay", "x.capture", "--output", form, folder=tmp_path)
        assert words in played.errors and played.errors.count("\n") == 1, played.errors
        assert "a" in played.output


class TestValues:
    ROWS = [
        {"id": 1, "name": 'a "quoted", word'},
        {"id": -2, "name": "=HYPERLINK(1)"},
        {"name": "two\nlines"},
        {"id": "+1+1", "name": None},
        {"id": "-1.5e3", "name": {"x": [1]}},
    ]

    @pytest.mark.parametrize("command", ["tail", "replay"])
    def test_columns_as_comma_separated_values(self, command, tmp_path):
        (tmp_path / "x.ndjson").write_text("".join(json.dumps(row) + "\n" for row in self.ROWS))
        result = subprocess.run(
            [str(BINARY), command, "x.ndjson", "--output", "csv", "--columns", "n,.id,.name"],
            capture_output=True,
            cwd=tmp_path,
            env=environment(tmp_path),
            timeout=120,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        assert result.stdout.startswith(b"n,.id,.name\r\n1,1,")
        rows = list(csv.reader(io.StringIO(result.stdout.decode(), newline="")))
        assert rows == [
            ["n", ".id", ".name"],
            ["1", "1", 'a "quoted", word'],
            # A spreadsheet would carry these out.
            ["2", "-2", "'=HYPERLINK(1)"],
            ["3", "", "two\nlines"],
            ["4", "'+1+1", "null"],
            ["5", "-1.5e3", '{"x": [1]}'],
        ]

    def test_columns_are_needed_for_it(self, tmp_path):
        (tmp_path / "x.ndjson").write_text("{}\n")
        for command in ("tail", "replay"):
            result = run(command, "x.ndjson", "--output", "csv", folder=tmp_path)
            assert result.status == 64
            assert "--columns" in result.errors

    def test_an_empty_stream_has_the_names(self, tmp_path):
        (tmp_path / "x.ndjson").write_text("")
        result = run("tail", "x.ndjson", "--output", "csv", "--columns", ".a", folder=tmp_path)
        assert (result.status, result.output) == (0, ".a\n")

    def test_the_screen_saves_the_columns_that_show(self, screens, tmp_path):
        (tmp_path / "x.ndjson").write_text('{"a":1,"b":"x,y"}\n{"a":2}\n')
        screen = screens()
        screen.open("x.ndjson")
        screen.wait_until('"a":2')
        screen.press("K", "C-u")
        screen.type(".a,.b")
        screen.press("Enter", ":")
        screen.type("save view")
        screen.press("Enter", "C-u")
        screen.type("out.csv")
        screen.press("Enter")
        wait_until((tmp_path / "out.csv").exists)
        assert (tmp_path / "out.csv").read_bytes() == b'.a,.b\r\n1,"x,y"\r\n2,\r\n'
        screen.press("C-c")
