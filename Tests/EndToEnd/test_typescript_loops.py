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
// For what begins late: nothing fails where it takes longer.
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
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


LATE = {
    "rows": (ROWS, b'"1"\n', b'"2"\n', "stream_analytics_data({}, options)", "record"),
    "events": (SSE, b"data: 1\n\n", b"data: 2\n\n", "stream_prices(undefined, {}, options)", "record.data"),
}


@pytest.mark.parametrize("kind", LATE)
@pytest.mark.parametrize("from_await", [False, True], ids=["loop", "listener or await"])
def test_without_callbacks_no_record_is_read_before_somebody_asks(printed, play, kind, from_await):
    answer, first, second, call, value = LATE[kind]
    server = play([answer, first, 0.1, second, 0.8, RawServer.FIN])
    loop = f"for await (const record of stream) console.log({value});"
    asked = {
        "rows": "await stream; console.log(1); console.log(2);",
        "events": "stream.addEventListener('message', ({ data }) => console.log(data)); await stream.done;",
    }
    assert printed(
        f"""
        const options = {{ reconnect: "never" }} as const;
        const stream = {call};
        await sleep(500);
        {asked[kind] if from_await else loop}
        console.log("well");
        """,
        server.address,
    ) == ["1", "2", "well"]


@pytest.mark.parametrize("call", ["stream_analytics_data({})", "stream_prices(undefined, {})"])
def test_a_failure_waits_for_a_loop_that_begins_late(printed, play, call):
    server = play([head("text/plain", "404 Not Found"), RawServer.FIN])
    assert printed(
        f"""
        const stream = {call};
        await sleep(300);
        try {{
          for await (const record of stream) console.log(record);
        }} catch (error) {{
          console.log(error.status);
        }}
        """,
        server.address,
    ) == ["404"]


@pytest.mark.parametrize("kind", LATE)
@pytest.mark.parametrize("first", [b"", b"some"], ids=["before the answer", "within the body"])
def test_a_loop_that_its_signal_ends_throws_the_reason(printed, play, kind, first):
    answer, record, _, call, value = LATE[kind]
    server = play([answer + record if first else b"", RawServer.CLOSED])
    assert printed(
        f"""
        const options = {{ signal: AbortSignal.timeout(400) }};
        try {{
          for await (const record of {call}) console.log({value});
          console.log("well");
        }} catch (error) {{
          console.log(error === options.signal.reason, error.name);
        }}
        """,
        server.address,
    ) == (["1"] if first else []) + ["true TimeoutError"]


def test_an_await_that_a_signal_ends_rejects_and_no_callback_comes(printed, play):
    server = play(
        [ROWS, b"1\n", RawServer.CLOSED], [ROWS, b"1\n", RawServer.CLOSED], [head("image/png"), b"1", RawServer.CLOSED],
        [head("application/json"), b"1", RawServer.CLOSED], [ROWS, b"1\n", RawServer.CLOSED],
    )  # fmt: skip
    assert printed(
        """
        import { download_file, read_user } from "./api.ts";
        const told = (name: string) => () => console.log(name);
        const callbacks = { onError: told("error"), onComplete: told("complete"), onClose: told("close") };
        const abort = new AbortController();
        const { signal } = abort;
        // Nobody waits for this one: no rejection may be left unhandled.
        stream_analytics_data(callbacks, { signal });
        await sleep(200);
        const waiting = [
          stream_analytics_data(callbacks, { signal }), download_file("a", { onClose: told("close") }, { signal }),
        ];
        await sleep(300);
        abort.abort("why");
        for (const each of await Promise.allSettled(waiting)) console.log(each.status, (each as any).reason);
        const result = await read_user(1, { signal: AbortSignal.timeout(300) });
        console.log(result.success, result.cause?.kind, (result.cause?.cause as Error).name);
        // One's own close is no failure.
        const own = stream_analytics_data({});
        setTimeout(own.close, 200);
        await own;
        console.log("well");
        """,
        server.address,
    ) == ["rejected why", "rejected why", "false closed TimeoutError", "well"]


@pytest.mark.parametrize("reason", ["undefined", "null", "0", "new TypeError('x')"])
def test_any_reason_ends_a_loop(printed, play, reason):
    server = play([SSE, b"data: 1\n\n", RawServer.CLOSED])
    assert printed(
        f"""
        const abort = new AbortController();
        try {{
          for await (const _ of stream_prices(undefined, {{}}, {{ signal: abort.signal }})) abort.abort({reason});
        }} catch (error) {{
          console.log(error === abort.signal.reason);
        }}
        """,
        server.address,
    ) == ["true"]


def test_events_that_fail_for_good_are_not_silent(printed, play):
    server = play([head("text/plain", "404 Not Found"), RawServer.FIN])
    assert printed(
        """
        stream_prices(undefined, { onMessage: () => {} });
        await sleep(500);
        """,
        server.address,
    ) == ["unhandled status"]
