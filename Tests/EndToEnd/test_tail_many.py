"""fluidtop tail of several streams: which line is whose, and what one's end does to the others."""

import json
import signal
import subprocess
from collections import defaultdict

import pytest
from program import BINARY, environment, wait_until
from raw_server import RawServer, head
from script_server import ScriptServer

EVENTS = head("text/event-stream")
LINES = head("application/x-ndjson")
CLOSED = RawServer.CLOSED


@pytest.fixture
def server():
    """A stream of each sort; `/NAME/SCRIPT` plays the script."""
    scripts = {
        "ticks": [[EVENTS + b"id: 1\nevent: tick\ndata: 1\n\ndata: two\ndata: lines\n\n"]],
        "rows": [[LINES + b'{"n": 1}\n{"n": "=2"}\n']],
        "words": [[head("text/plain") + b"first\nno end"]],
        "gone": [[head("text/plain", "404 Not Found") + b"gone"]],
        "endless": [[EVENTS, *[b'data: {"n": 1}\n\n', 0.01] * 20, CLOSED]] * 2,
        "silent": [[EVENTS, CLOSED]],
    }
    with ScriptServer(scripts) as server:
        server.scripts = scripts
        yield server


def of_each(output):
    """The lines of each stream, by its label."""
    lines = defaultdict(list)
    for line in output.splitlines():
        label, line = line.split("\t", 1)
        lines[label].append(line)
    return dict(lines)


def tail(fluidtop, server, *scripts_and_options, who="a"):
    arguments = [
        f"{server.address}/{who}/{argument}" if argument in server.scripts else argument
        for argument in scripts_and_options
    ]
    return fluidtop("tail", "--reconnect", "never", *arguments)


@pytest.mark.parametrize(
    ("queries", "labels"),
    [
        (("user=1", "user=2"), ("/a/ticks?user=1", "/a/ticks?user=2")),
        (("n=1&token=geheim", "n=2&token=geheim"), ("/a/ticks?n=1&token=***", "/a/ticks?n=2&token=***")),
        (("token=geheim", "token=geheimer"), ("/a/ticks", "/a/ticks #2")),
    ],
)
def test_a_query_tells_streams_of_one_path_apart_and_no_secret(fluidtop, queries, labels):
    script = [EVENTS, b"data: 1\n\n", RawServer.FIN]
    server = RawServer(script, script)
    addresses = (f"{server.address}/a/ticks?{query}" for query in queries)
    result = fluidtop("tail", "--reconnect", "never", *addresses)
    server.close()
    assert result.status == 0, result.errors
    assert of_each(result.output) == dict.fromkeys(labels, ["1"])
    assert "geheim" not in result.output + result.errors


def test_each_line_begins_with_what_tells_its_stream(fluidtop, server):
    result = tail(fluidtop, server, "ticks", "rows", "words")
    assert result.status == 0, result.errors
    assert of_each(result.output) == {
        "/a/ticks": ["1", "two", "lines"],
        "/a/rows": ['{"n": 1}', '{"n": "=2"}'],
        "/a/words": ["first", "no end"],
    }


@pytest.mark.parametrize("output", ["json", "trace"])
def test_objects_have_their_stream_as_a_member(fluidtop, server, output):
    together = tail(fluidtop, server, "ticks", "rows", "--output", output)
    assert together.status == 0, together.errors
    for script in ("ticks", "rows"):
        alone = tail(fluidtop, server, script, "--output", output, who="b")
        own = [line for line in together.lines() if line.pop("stream") == f"/a/{script}"]
        expected = alone.lines()
        for line in own + expected:
            line.pop("at", None)
            line.pop("elapsed", None)
        assert own == expected


def test_rows_have_their_stream_in_a_column_below_one_head(fluidtop, server):
    result = tail(fluidtop, server, "silent", "rows", "--output", "csv", "--columns", ".n", "--max", "2")
    assert result.status == 0, result.errors
    assert result.output == "stream,.n\n/a/rows,1\n/a/rows,'=2\n"


def test_columns_and_templates_stand_behind_the_label(fluidtop, server):
    result = tail(fluidtop, server, "rows", "silent", "--columns", "n,.n", "--max", "2")
    assert result.output == "/a/rows\t1\t1\n/a/rows\t2\t=2\n"
    result = tail(fluidtop, server, "rows", "silent", "--template", "<{.n}>", "--max", "2", who="b")
    assert result.output == "/b/rows\t<1>\n/b/rows\t<=2>\n"


def test_what_fails_says_so_under_its_label_and_holds_up_nothing(fluidtop, server, unused_address):
    result = tail(fluidtop, server, "gone", "rows", f"{unused_address}/a/rows")
    assert result.status == 1
    here, there = (address.removeprefix("http://") for address in (server.address, unused_address))
    assert [line.split("\t")[0] for line in result.output.splitlines()] == [f"{here}/a/rows"] * 2
    assert "fluidtop: /a/gone: " in result.errors and "404" in result.errors
    assert f"fluidtop: {there}/a/rows: " in result.errors
    assert len(result.errors.splitlines()) == 2


def test_the_limit_counts_the_records_of_all(fluidtop, server):
    result = tail(fluidtop, server, "endless", "endless", "silent", "--max", "12")
    assert result.status == 0, result.errors
    lines = of_each(result.output)
    assert sum(map(len, lines.values())) == 12
    assert set(lines) <= {"/a/endless", "/a/endless #2"}


def test_one_capture_holds_all(fluidtop, server, tmp_path):
    assert tail(fluidtop, server, "ticks", "rows", "--record", "all.capture").status == 0
    result = fluidtop("tail", "all.capture", "--output", "data")
    assert sorted(result.output.splitlines()) == sorted(["1", "two", "lines", '{"n": 1}', '{"n": "=2"}'])


def test_files_and_a_pipe_are_streams_like_others(fluidtop, server, tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.ndjson").write_text(f'"{folder}"\n')
    result = tail(fluidtop, server, "one/x.ndjson", "two/x.ndjson", "rows")
    assert result.status == 0, result.errors
    lines = of_each(result.output)
    assert lines["one/x.ndjson"] == ['"one"'] and lines["two/x.ndjson"] == ['"two"']
    assert len(lines["/a/rows"]) == 2


def test_heads_beside_records_are_labelled_too(fluidtop, server):
    result = tail(fluidtop, server, "rows", "words", "-i")
    heads = [line for line in result.errors.splitlines() if "HTTP/1.1 200" in line]
    assert sorted(heads) == ["/a/rows\tHTTP/1.1 200", "/a/words\tHTTP/1.1 200"]


def test_an_interrupt_ends_all(server, tmp_path):
    process = subprocess.Popen(
        [str(BINARY), "tail", f"{server.address}/a/endless", f"{server.address}/b/endless"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(tmp_path), text=True,
    )  # fmt: skip
    seen = set()
    while len(seen) < 2:
        seen.add(process.stdout.readline().split("\t")[0])
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    assert wait_until(lambda: all(server.closed_by_client[who, "endless"].is_set() for who in "ab"))


def test_a_reader_that_leaves_ends_all_quietly(server, tmp_path):
    process = subprocess.Popen(
        [str(BINARY), "tail", f"{server.address}/a/silent", f"{server.address}/b/endless"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(tmp_path), text=True,
    )  # fmt: skip
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=60) == 0
    assert process.stderr.read() == ""


def test_a_reader_that_is_slow_is_waited_for_by_all(server, tmp_path):
    """Nothing is lost, and no line stands in another."""
    body = b"".join(b'data: {"n": %d}\n\n' % n for n in range(40_000))
    with ScriptServer({"flood": [[EVENTS + body]]}) as server:
        process = subprocess.Popen(
            [str(BINARY), "tail", *(f"{server.address}/{who}/flood" for who in "abc"),
             "--reconnect", "never", "--output", "json"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(tmp_path), text=True,
        )  # fmt: skip
        counts = defaultdict(int)
        for line in process.stdout:
            record = json.loads(line)
            counts[record["stream"]] += 1
            assert json.loads(record["data"])["n"] == record["n"] - 1 == counts[record["stream"]] - 1
        assert counts == {f"/{who}/flood": 40_000 for who in "abc"}
        assert process.wait(timeout=60) == 0


def test_a_name_that_is_none_is_not_quoted_and_nothing_is_followed(fluidtop, backend):
    result = fluidtop("tail", "stream_logs", "s3cr3t", "--from", backend)
    assert result.status == 64
    assert "argument 2 names no endpoint" in result.errors
    assert "s3cr3t" not in result.errors + result.output
    assert result.output == ""


def test_endpoints_are_called_by_their_names(fluidtop, backend):
    result = fluidtop(
        "tail", "stream_orders", "stream_items", "--from", backend, "-p", "limit=2", "--max", "4",
    )  # fmt: skip
    assert result.status == 0, result.errors
    assert set(of_each(result.output)) == {"stream_orders", "stream_items"}


@pytest.mark.parametrize("words", [["-H", "X-Key:", "s3cr3t"], ["--", "Bearer:", "s3cr3t"]])
def test_words_left_over_are_no_streams(fluidtop, server, words):
    result = tail(fluidtop, server, "rows", *words)
    assert result.status == 64
    assert "left over" in result.errors
    assert "s3cr3t" not in result.errors
