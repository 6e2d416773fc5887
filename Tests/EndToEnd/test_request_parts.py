"""Every part of a request's line and head is what HTTP allows there, or refused before anything is sent."""

import pytest

from raw_server import OK

SPLIT = "GET / HTTP/1.1\r\nX: y\r\n\r\nGET"


@pytest.mark.parametrize("command", ["tail", "get"])
@pytest.mark.parametrize(
    "options",
    [
        ["-X", SPLIT], ["-X", ""], ["-X", "GE T"], ["-X", "GET\n"], ["-X", "GÉT"], ["-X", "GET:"],
        ["-H", "A: b\r\nC: d"], ["-H", "A: b\nC: d"], ["-H", "A: b\rC: d"], ["-H", "A\r\nB: c"], ["-H", "A b: c"],
        ["-H", ": c"], ["--bearer", "a\r\nX: y"],
        ["--bearer", "a\nX: y"],
    ],
    ids=repr,
)  # fmt: skip
def test_what_would_split_a_request_is_refused_with_a_sentence(fluidtop, play, command, options):
    server = play(OK)
    result = fluidtop(command, server.address, *options)
    assert result.status in (1, 64)
    assert result.errors.startswith("fluidtop: ")
    assert server.requests == []


@pytest.mark.parametrize("method", ["PROPFIND", "M-SEARCH", "get", "x!#$%&'*+-.^_`|~"])
def test_any_token_is_a_method(fluidtop, play, method):
    server = play(OK)
    result = fluidtop("tail", server.address, "-X", method, "--as", "text", "--output", "data")
    assert result.status == 0, result.errors
    # fetch writes the six that everybody knows in capitals.
    assert server.requests[0].split(" ")[0] in (method, method.upper())
