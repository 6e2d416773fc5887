"""fluidtop tail: bytes of which no callback tells are seen all the same."""

import json
from contextlib import closing

import pytest
from raw_server import RawServer, chunked, head

EVENTS = head("text/event-stream", Transfer_Encoding="chunked")
ADVICE = '; an event is "data: " lines and then a blank line'

# What the server sends, the objects of the trace besides onOpen, and the end of standard error.
CASES: dict[str, tuple] = {
    "no field": (
        ['{"tick": 1}\n\n', '{"tick": 1}\n\n'],
        [
            {
                "inspector": "discarded",
                "bytes": 26,
                "text": '{"tick": 1}\n\n{"tick": 1}\n\n',
                "reason": "26 bytes in 2 lines without a known field",
            }
        ],
        "26 bytes in 2 lines without a known field",
    ),
    "a capital": (
        ["Data: x\n\n", "data: y\n\n"],
        [
            {
                "inspector": "discarded",
                "bytes": 9,
                "text": "Data: x\n\n",
                "reason": "9 bytes in a line without a known field",
            },
            {"callback": "onMessage", "type": "message", "data": "y", "lastEventId": ""},
        ],
        "9 bytes in a line without a known field",
    ),
    "no blank line": (
        ["data: x\n"],
        [
            {
                "inspector": "discarded",
                "bytes": 8,
                "text": "data: x\n",
                "reason": "8 bytes in an event without the blank line that ends it",
            }
        ],
        "8 bytes in an event without the blank line that ends it",
    ),
    "no data": (
        ["event: ping\n\n", "event: ping\n\n"],
        [
            {
                "inspector": "discarded",
                "bytes": 13,
                "text": "event: ping",
                "reason": "13 bytes in an event without data",
            }
        ]
        * 2,
        "26 bytes in 2 events without data",
    ),
    "an escape": (
        ["\x1b[31mred\n\n"],
        [
            {
                "inspector": "discarded",
                "bytes": 10,
                "text": "\x1b[31mred\n\n",
                "reason": "10 bytes in a line without a known field",
            }
        ],
        "10 bytes in a line without a known field",
    ),
}


def served(body, whole=True):
    return RawServer([EVENTS + chunked("".join(body).encode(), whole=whole)])


@pytest.mark.parametrize("name", CASES)
def test_the_trace_tells_what_is_discarded(fluidtop, name):
    body, told, sentence = CASES[name]
    with closing(served(body)) as server:
        result = fluidtop(
            "tail", f"{server.address}/events", "--reconnect", "never", "--output", "trace"
        )
    assert result.status == 0, result.errors
    lines = result.lines()
    assert lines[1 : 1 + len(told)] == told
    assert result.errors == f"fluidtop: discarded: {sentence}{ADVICE}\n"


def test_people_see_it_as_a_line_and_programs_get_records_alone(fluidtop):
    body, _, sentence = CASES["a capital"]
    outputs = {}
    for output in ("pretty", "data", "json"):
        with closing(served(body)) as server:
            address = f"{server.address}/events"
            result = fluidtop("tail", address, "--reconnect", "never", "--output", output)
        outputs[output] = result.output
        assert result.errors == f"fluidtop: discarded: {sentence}{ADVICE}\n"
    assert f"{sentence}: Data: x\n" in outputs["pretty"]
    assert outputs["data"] == "y\n"
    assert [json.loads(line)["data"] for line in outputs["json"].splitlines()] == ["y"]


def test_no_control_byte_of_it_reaches_people(fluidtop):
    with closing(served(CASES["an escape"][0])) as server:
        address = f"{server.address}/events"
        result = fluidtop("tail", address, "--reconnect", "never", "--output", "pretty")
    assert "\x1b" not in result.output
    assert "[31mred" in result.output


def test_what_a_lost_connection_cut_is_told(fluidtop):
    with closing(served(["data: a\n\n", "data: b"], whole=False)) as server:
        address = f"{server.address}/events"
        result = fluidtop("tail", address, "--reconnect", "never", "--output", "trace")
    assert result.status == 1
    callbacks = [line.get("callback") or line["inspector"] for line in result.lines()]
    assert callbacks == ["onOpen", "onMessage", "discarded", "onError", "onClose"]
    assert "discarded: 7 bytes in an event without the blank line" in result.errors


def test_nothing_is_said_where_nothing_is_discarded(fluidtop):
    with closing(served([": hello\n\n", "id: 1\n\n", "retry: 10\n\n", "data: x\n\n"])) as server:
        address = f"{server.address}/events"
        result = fluidtop("tail", address, "--reconnect", "never", "--output", "trace")
    assert result.errors == ""
