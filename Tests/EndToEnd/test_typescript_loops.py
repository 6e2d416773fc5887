"""Loops over exported TypeScript's streams: when they begin, what they take, and how they end."""

import pytest

import deno
from program import LONGEST, wait_until
from raw_server import OK, RawServer, head

ROWS = head("application/x-ndjson")
SSE = head("text/event-stream")

PRELUDE = """
import { settings, stream_analytics_data, stream_prices } from "./api.ts";
settings.baseUrl = Deno.args[0];
addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  console.log("unhandled", event.reason.kind);
});
"""


@pytest.fixture
def printed(typescript_client, tmp_path):
    """What a script prints that calls the example's client at an address."""

    def run(script, *addresses):
        (tmp_path / "api.ts").write_text(typescript_client.read_text())
        (tmp_path / "script.ts").write_text(PRELUDE + script)
        result = deno.run(
            "run", "--no-config", "--no-check", "--allow-net=127.0.0.1", tmp_path / "script.ts", *addresses,
            folder=tmp_path,
        )  # fmt: skip
        assert result.returncode == 0, result.stderr
        return result.stdout.splitlines()

    return run


@pytest.mark.parametrize(
    "last, end", [(b'{"n": 3}\n', "well"), (b"{oops\n", "invalidRecord")], ids=["well", "with an error"]
)
def test_a_loop_that_begins_late_takes_all_that_comes_from_then_on(printed, play, last, end):
    told = play(OK, OK)
    begun, looped = (lambda count=count: wait_until(lambda: len(told.requests) >= count) for count in (1, 2))
    server = play([ROWS, b'{"n": 1}\n', begun, b'{"n": 2}\n', looped, last, RawServer.FIN])
    assert printed(
        """
        const tell = async () => { await (await fetch(Deno.args[1])).body.cancel(); };
        const first = Promise.withResolvers();
        const stream = stream_analytics_data({
          onChunk: ({ n }) => {
            console.log("called", n);
            first.resolve();
          },
        });
        await first.promise;
        // The first is handed on by then.
        await new Promise((resolve) => setTimeout(resolve));
        const loop = (async () => {
          for await (const { n } of stream) {
            console.log("looped", n);
            if (n === 2) await tell();
          }
        })();
        await tell();
        console.log(await loop.then(() => "well", (error) => error.kind));
        """,
        server.address, told.address,
    ) == ["called 1", "called 2", "looped 2"] + (["called 3", "looped 3"] if end == "well" else []) + [end]


def test_after_close_a_loop_gives_nothing_more_of_what_has_come(printed, play):
    server = play([SSE, b"data: 1\n\n" * 100, RawServer.CLOSED])
    assert printed(
        """
        const stream = stream_prices(undefined, {});
        for await (const event of stream) {
          console.log(event.data);
          stream.close();
        }
        console.log("left");
        """,
        server.address,
    ) == ["1", "left"]


def test_a_hook_that_never_answers_keeps_neither_the_idle_time_out_nor_a_close_waiting(printed, unused_address):
    assert printed(
        """
        const auth = () => new Promise<never>(() => {});
        try {
          for await (const row of stream_analytics_data({}, { auth, idleTimeout: 100 })) console.log(row);
        } catch (error) {
          console.log(error.kind);
        }
        const stream = stream_analytics_data({}, { auth });
        setTimeout(() => stream.close(), 100);
        for await (const row of stream) console.log(row);
        console.log("left");
        """,
        unused_address,
    ) == ["timeout", "left"]


# Only the test lets the time of `idleTimeout` go by.
HELD_TIME = """
const held = new Map();
const { setTimeout: start, clearTimeout: stop } = globalThis;
globalThis.setTimeout = (ring, ms, ...rest) => {
  const id = start(ms === 4321 ? () => {} : ring, ms === 4321 ? 0 : ms, ...rest);
  if (ms === 4321) held.set(id, ring);
  return id;
};
globalThis.clearTimeout = (id) => {
  held.delete(id);
  stop(id);
};
const until = async (holds) => {
  while (!holds()) await new Promise((resolve) => start(resolve, 5));
};
"""


def test_silence_longer_than_the_idle_time_out_is_a_lost_connection_and_a_comment_is_no_silence(printed, play):
    told = play(OK)
    server = play(
        [SSE + b"retry: 100\ndata: 1\n\n", RawServer.CLOSED],
        [SSE, lambda: wait_until(lambda: told.requests), b": life\n", RawServer.CLOSED],
    )
    script = """
        const said = [];
        const say = (text) => { said.push(text); };
        const stream = stream_prices(undefined, {
          onOpen: () => say("open"), onMessage: ({ data }) => say(data), onError: ({ kind }) => say(kind),
        }, { idleTimeout: 4321 });
        await until(() => said.at(-1) === "1" && held.size === 1);
        for (const ring of held.values()) ring();
        await until(() => said.filter((line) => line === "open").length === 2 && held.size === 1);
        const [timer] = held.keys();
        await (await fetch(Deno.args[1])).body.cancel();
        await until(() => !held.has(timer));
        stream.close();
        console.log(said.join());
    """
    assert printed(HELD_TIME + script, server.address, told.address) == ["open,1,timeout,open"]
    assert server.closed_by_client.wait(timeout=LONGEST) and len(server.requests) == 2


def test_an_error_whose_text_never_ends_does_not_end_the_reconnections(printed, play):
    busy = b"HTTP/1.1 503 Busy\r\nContent-Length: 10\r\nConnection: close\r\n\r\nhalf"
    events = [SSE, b"retry: 100\ndata: 1\n\n"]
    server = play([*events, RawServer.FIN], [busy, RawServer.CLOSED], [*events, RawServer.CLOSED])
    assert printed(
        """
        const stream = stream_prices(undefined, { onError: ({ kind }) => console.log(kind) });
        let count = 0;
        for await (const { data } of stream) {
          console.log(data);
          if (++count === 2) break;
        }
        """,
        server.address,
    ) == ["1", "connectionLost", "status", "1"]
