"""`tail --columns` and `--template`: some fields of each record, a line each."""

import os
import pty
import subprocess

import pytest

from program import BINARY, environment
from raw_server import RawServer, head

EVENTS = [
    head("text/event-stream") + b': hi\n\nid: 7\nevent: order\ndata: {"id":1,"who":{"name":"Ann"},"tags":["x"]}\n\n'
    b'data: {"id":2,"who":"a\\tb\\nc","ok":true}\n\ndata: [DONE]\n\n', RawServer.FIN,
]  # fmt: skip
CHAT = [
    head("text/event-stream") + b"".join(b'data: {"choices":[{"delta":{"content":"%s"}}]}\n\n' % word for word in
    (b"Hel", b"lo \\u00e9")), RawServer.FIN,
]  # fmt: skip


@pytest.mark.parametrize(
    "columns, lines",
    [
        (".id,.who.name,.tags", ['1\tAnn\t["x"]', "2\t\t", "\t\t"]),
        ("n,event,id,.who", ['1\torder\t7\t{"name":"Ann"}', "2\tmessage\t7\ta\\tb\\nc", "3\tmessage\t7\t"]),
        ("data", ['{"id":1,"who":{"name":"Ann"},"tags":["x"]}', '{"id":2,"who":"a\\\\tb\\\\nc","ok":true}', "[DONE]"]),
    ],
)  # fmt: skip
def test_columns_are_values_with_tabs_between(fluidtop, play, columns, lines):
    result = fluidtop("tail", play(EVENTS).address, "--columns", columns)
    assert (result.status, result.output.splitlines()) == (0, lines), result.errors


def test_the_deltas_of_a_chat_are_its_text(fluidtop, play):
    result = fluidtop("tail", play(CHAT).address, "--columns", ".choices[0].delta.content")
    assert result.output == "Hel\nlo é\n"


def test_a_template_takes_rows_and_a_filter(fluidtop, play):
    server = play([head("application/x-ndjson") + b'{"a":1,"b":"x"}\n{"a":2}\n', RawServer.FIN])
    result = fluidtop("tail", server.address, "--template", r"{{{.a}}}: {.b}\t{n}", "--filter", ".a > 0")
    assert result.output == "{1}: x\t1\n{2}: \t2\n"


def test_the_time_is_as_in_json(fluidtop, play):
    (line,) = fluidtop("tail", play(CHAT).address, "--columns", "time", "--max", 1).output.splitlines()
    assert line[10] == "T" and line.endswith("Z") and len(line) == 24


@pytest.mark.parametrize("option", ["--columns=.a,id,data", "--template={.a} {id} {data}"])
def test_control_bytes_do_not_reach_a_terminal(tmp_path, play, option):
    server = play([
        head("text/event-stream") + b'id: \x1b[2J\ndata: {"a":"har\\u001b]0;x\\u0007m\\u009b31m"}\n\n', RawServer.FIN
    ])  # fmt: skip
    terminal, inside = pty.openpty()
    program = subprocess.Popen(
        [BINARY, "tail", server.address, option], stdin=inside, stdout=inside, stderr=subprocess.DEVNULL, cwd=tmp_path,
        env=environment(tmp_path, TERM="xterm-256color"),
    )  # fmt: skip
    assert program.wait(timeout=20) == 0
    os.close(inside)
    shown = b""
    try:
        while part := os.read(terminal, 65536):
            shown += part
    except OSError:
        pass  # Linux reports the end of a terminal as an error.
    os.close(terminal)
    assert b"har" in shown
    for control in [b"\x1b", b"\x07", b"\xc2\x9b"]:
        assert control not in shown


@pytest.mark.parametrize(
    "options, words",
    [
        (["--columns", "a"], "“a” is no field"), (["--columns", ".a..b"], "is not a path"),
        (["--template", "{.a"], "a { has no }"), (["--columns", ".a", "--template", "x"], "exclude each other"),
        (["--columns", ".a", "--output", "json"], "exclude each other"),
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_wrong_usage(fluidtop, play, options, words):
    server = play(EVENTS)
    result = fluidtop("tail", server.address, *options)
    assert result.status == 64
    assert words in result.errors
    assert server.requests == []
