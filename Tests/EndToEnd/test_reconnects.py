"""How often a stream is connected again, and where that is not done at all, which is said."""

import pytest

from raw_server import RawServer, head

LOST = [head("text/event-stream", Content_Length="1000") + b"retry: 100\nid: 1\ndata: a\n\n", RawServer.FIN]
CLEAN = [head("text/event-stream") + b"retry: 100\ndata: a\n\n", RawServer.FIN]
NOTHING = [RawServer.RST]
ROWS = [head("application/x-ndjson") + b"1\n2\n", RawServer.FIN]


@pytest.mark.parametrize(
    "limit, words", [(0, "not connecting again: "), (1, "gave up after one attempt "), (3, "gave up after 3 attempts ")]
)
def test_so_many_attempts_in_a_row_may_fail(fluidtop, play, limit, words):
    server = play(LOST, *[NOTHING] * 5)
    result = fluidtop("tail", server.address, "--max-reconnects", limit, "--output", "data")
    assert (result.status, result.output) == (1, "a\n")
    assert result.errors.splitlines()[-1].startswith("fluidtop: " + words)
    assert len(server.requests) == 1 + limit


def test_an_attempt_that_succeeds_counts_anew(fluidtop, play):
    server = play(LOST, NOTHING, LOST, NOTHING, LOST, NOTHING, NOTHING)
    result = fluidtop("tail", server.address, "--max-reconnects", 2, "--output", "data")
    assert (result.status, result.output) == (1, "a\na\na\n")
    assert len(server.requests) == 7


def test_nothing_is_connected_again_after_a_clean_end_where_nothing_may_be(fluidtop, play):
    server = play(CLEAN, CLEAN)
    result = fluidtop("tail", server.address, "--reconnect", "always", "--max-reconnects", 0, "--output", "data")
    assert (result.status, result.output) == (0, "a\n"), result.errors


@pytest.mark.parametrize("script, policy", [(CLEAN, "always"), (LOST, "always"), (LOST, "on-failure")])
def test_a_post_is_sent_again_where_that_was_asked_for(fluidtop, play, script, policy):
    server = play(script, script, script)
    result = fluidtop(
        "tail", server.address, "-d", "{}", "--reconnect", policy, "--max", 3, "--output", "data"
    )  # fmt: skip
    assert (result.status, result.output) == (0, "a\na\na\n"), result.errors
    assert [request.partition("\r\n\r\n")[2] for request in server.requests] == ["{}"] * 3


@pytest.mark.parametrize("options", [[], ["--reconnect", "never"]])
def test_a_post_is_not_sent_again_otherwise(fluidtop, play, options):
    server = play(LOST, LOST)
    result = fluidtop("tail", server.address, "-d", "{}", *options, "--output", "data")
    assert (result.status, len(server.requests)) == (1, 1)
    assert "changes nothing" not in result.errors


@pytest.mark.parametrize("options", [["--max-reconnects", 3], ["--retry", "1s"]])
def test_what_is_of_no_use_for_a_post_is_said(fluidtop, play, options):
    server = play(CLEAN)
    result = fluidtop("tail", server.address, "-d", "{}", *options, "--output", "data")
    assert result.errors == f"fluidtop: {options[0]} changes nothing: POST is sent again only with --reconnect\n"


@pytest.mark.parametrize(
    "options, said",
    [
        (["--reconnect", "always"], "--reconnect"), (["--reconnect", "on-failure", "--retry", "1s"], "--reconnect"),
        (["--max-reconnects", 3], "--max-reconnects"), (["--retry", "1s"], "--retry"),
        (["--reconnect", "never"], None), (["--max-reconnects", 0], None), ([], None),
    ],
)  # fmt: skip
def test_a_policy_that_rows_can_not_have_is_said_once(fluidtop, play, options, said):
    server = play(ROWS)
    result = fluidtop("tail", server.address, *options, "--output", "data")
    assert (result.status, result.output) == (0, "1\n2\n")
    expected = f"fluidtop: {said} changes nothing: only an event stream is connected again, this one is ndjson\n"
    assert result.errors == (expected if said else "")


def test_fewer_than_none_is_wrong_usage(fluidtop):
    assert fluidtop("tail", "http://127.0.0.1:9/", "--max-reconnects=-1").status == 64
