"""What an export shows of a stream: React's hooks over a stand-in for it, and Svelte's states without its compiler."""

import json
import subprocess

import pytest

import deno
import typescript
from program import wait_until
from raw_server import OK, RawServer, head

SSE = head("text/event-stream")

# One component: it is rendered by `render`, its effects run behind that, and `leave` takes it off the page.
REACT = """
interface Slot {
  value: unknown;
  keys?: readonly unknown[] | undefined;
  clean?: (() => void) | void;
}
const slots: Slot[] = [];
let at = 0;
let effects: (() => void)[] = [];

export function render<T>(component: () => T): T {
  at = 0;
  effects = [];
  const result = component();
  for (const effect of effects) effect();
  return result;
}
export function leave(): void {
  for (const slot of slots) slot.clean?.();
}
export function useState<T>(start: T | (() => T)): [T, (value: T | ((last: T) => T)) => void] {
  const slot = (slots[at++] ??= { value: start instanceof Function ? start() : start });
  const set = (value: T | ((last: T) => T)) => {
    slot.value = value instanceof Function ? value(slot.value as T) : value;
  };
  return [slot.value as T, set];
}
export function useRef<T>(start: T): { current: T } {
  return (slots[at++] ??= { value: { current: start } }).value as { current: T };
}
export function useEffect(effect: () => (() => void) | void, keys?: readonly unknown[]): void {
  const slot = (slots[at++] ??= { value: undefined });
  if (keys && slot.keys?.every((key, index) => key === keys[index])) return;
  slot.keys = keys;
  effects.push(() => {
    slot.clean?.();
    slot.clean = effect();
  });
}
"""


@pytest.fixture
def react(tmp_path):
    """Runs a program that uses a hook of `api.ts`."""
    (tmp_path / "react.ts").write_text(REACT)

    def run(code, *arguments):
        (tmp_path / "use.ts").write_text(code)
        assert deno.problems("use.ts", folder=tmp_path, imports={"react": "./react.ts"}) == ""
        result = deno.run("run", "--no-check", "--allow-net=127.0.0.1", "use.ts", *arguments, folder=tmp_path)
        assert result.returncode == 0, result.stderr
        return result.stdout

    return run


def test_a_hook_follows_a_stream_for_as_long_as_it_is_shown(fluidtop, backend, react):
    result = fluidtop("export", backend, "--endpoint", "stream_orders", "--as", "react", "--out", "api.ts")
    assert result.status == 0, result.errors
    said = react(
        """
import { settings, useStreamOrders } from "./api.ts";
import { leave, render } from "react";
settings.baseUrl = Deno.args[0];
const show = () => render(() => useStreamOrders(30, { keep: 2 }));
console.log(JSON.stringify(show()));
while (show().records.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
leave();
const { records, status } = show();
console.log(JSON.stringify([records.map((event) => event.json().number > 0), status]));
Deno.exit();
""",
        backend,
    )
    assert said.splitlines() == ['{"records":[],"status":"idle"}', '[[true,true],"open"]']


UPLOAD = {
    "openapi": "3.1.0",
    "info": {"title": "Uploads", "version": "1"},
    "paths": {
        "/upload": {
            "post": {
                "operationId": "upload",
                "requestBody": {"required": True, "content": {"application/octet-stream": {}}},
                "responses": {"200": {"description": "", "content": {"text/event-stream": {}}}},
            }
        }
    },
}


def test_a_hook_begins_anew_with_another_file_and_asks_for_the_secret_of_the_last_rendering(
    fluidtop, tmp_path, play, react
):
    (tmp_path / "upload.json").write_text(json.dumps(UPLOAD))
    assert fluidtop("export", "upload.json", "--as", "react", "--out", "api.ts").status == 0
    rendered = play(OK)
    server = play(
        [SSE + b"retry: 100\ndata: 1\n\n", lambda: wait_until(lambda: rendered.requests), RawServer.FIN],
        [SSE + b"data: 2\n\n", RawServer.CLOSED],
        [SSE + b"data: 3\n\n", RawServer.CLOSED],
    )
    said = react(
        """
import { settings, useUpload } from "./api.ts";
import { leave, render } from "react";
settings.baseUrl = Deno.args[0];
const files = [new Blob(["one"]), new Blob(["two"])];
async function shown(file: Blob | undefined, token: string, data: string): Promise<void> {
  const options = { reconnect: "always", auth: () => ({ "X-Token": token }) } as const;
  for (;;) {
    const { records } = render(() => useUpload(file ?? "", options));
    if (records.at(-1)?.data === data) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
await shown(files[0], "a", "1");
render(() => useUpload(files[0] ?? "", { reconnect: "always", auth: () => ({ "X-Token": "b" }) }));
await (await fetch(Deno.args[1] ?? "")).body?.cancel();
await shown(files[0], "b", "2");
await shown(files[1], "c", "3");
leave();
console.log("all");
""",
        server.address, rendered.address,
    )  # fmt: skip
    assert said == "all\n"
    sent = [(r.lower().partition("x-token: ")[2][0], r[-3:]) for r in server.requests]
    assert sent == [("a", "one"), ("b", "one"), ("c", "two")]


def test_a_hook_says_that_a_signal_closed_its_stream(fluidtop, tmp_path, play, react):
    (tmp_path / "upload.json").write_text(json.dumps(UPLOAD))
    assert fluidtop("export", "upload.json", "--as", "react", "--out", "api.ts").status == 0
    said = react(
        """
import { settings, useUpload } from "./api.ts";
import { render } from "react";
settings.baseUrl = Deno.args[0];
const life = new AbortController();
for (let last = ""; last !== "closed"; ) {
  const { status } = render(() => useUpload("", { signal: life.signal }));
  if (status !== last) console.log(status);
  if (status === "open") life.abort();
  last = status;
  await new Promise((resolve) => setTimeout(resolve, 10));
}
""",
        play([SSE + b": life\n", RawServer.CLOSED]).address,
    )
    assert said.split() == ["idle", "connecting", "open", "closed"]


def test_a_state_follows_a_stream_until_it_is_stopped(fluidtop, backend, tmp_path):
    result = fluidtop("export", backend, "--endpoint", "stream_items", "--as", "svelte", "--out", "api.svelte.ts")
    assert result.status == 0, result.errors
    module = subprocess.run(
        [typescript.TSC or pytest.skip("no tsc"), "--target", "es2022", "--module", "es2022", "--lib",
         "es2022,dom,dom.iterable", "api.svelte.ts"],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert "$state" in module.stdout
    (tmp_path / "use.mjs").write_text(
        """
globalThis.$state = Object.assign((value) => value, { raw: (value) => value });
const { settings, stream_items_state } = await import("./api.svelte.js");
settings.baseUrl = Deno.args[0];
const items = stream_items_state(3);
const states = [items.status];
const stop = items.start();
states.push(items.status);
while (items.status !== "complete") await new Promise((resolve) => setTimeout(resolve, 10));
states.push(items.status, items.records.map((item) => item.id));
items.start();
stop();
states.push(items.status, items.error);
console.log(JSON.stringify(states));
"""
    )
    result = deno.run(
        "run", "--no-check", "--allow-net=127.0.0.1", f"--allow-read={tmp_path}", "use.mjs", backend, folder=tmp_path
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout == '["idle","connecting","complete",[0,1,2],"closed",null]\n'


def test_a_hook_is_stopped_restarted_and_waits_until_it_is_enabled(fluidtop, tmp_path, play, react):
    (tmp_path / "upload.json").write_text(json.dumps(UPLOAD))
    assert fluidtop("export", "upload.json", "--out", "api.ts").status == 0
    layered = ["--as", "react", "--client", "./api.ts", "--out", "hooks.ts"]
    assert fluidtop("export", "upload.json", *layered).status == 0
    server = play(*[[SSE + b"data: %d\n\n" % count, RawServer.CLOSED] for count in range(2)])
    said = react(
        """
import { settings } from "./api.ts";
import { useUpload } from "./hooks.ts";
import { leave, render } from "react";
settings.baseUrl = Deno.args[0];
async function shown(enabled: boolean, status: string) {
  for (;;) {
    const view = render(() => useUpload("", { enabled }));
    if (view.status === status && (status !== "open" || view.records.length > 0)) return view;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
await shown(false, "idle");
const first = await shown(true, "open");
first.stop();
const stopped = await shown(true, "closed");
stopped.restart();
const second = await shown(true, "open");
const disabled = await shown(false, "closed");
console.log([first, stopped, second, disabled].map(({ records }) => records.map(({ data }) => data)).join(" "));
leave();
""",
        server.address,
    )
    assert said == "0 0 1 1\n"
    assert len(server.requests) == 2


def test_a_hook_restarts_as_often_as_the_functions_of_one_rendering_are_called(fluidtop, tmp_path, play, react):
    (tmp_path / "upload.json").write_text(json.dumps(UPLOAD))
    assert fluidtop("export", "upload.json", "--as", "react", "--out", "api.ts").status == 0
    server = play(*[[SSE + b"data: %d\n\n" % count, RawServer.CLOSED] for count in range(3)])
    said = react(
        """
import { settings, useUpload } from "./api.ts";
import { leave, render } from "react";
settings.baseUrl = Deno.args[0];
const show = () => render(() => useUpload(""));
async function shown(data: string) {
  while (show().records[0]?.data !== data) await new Promise((resolve) => setTimeout(resolve, 10));
}
const { stop, restart } = show();
await shown("0");
restart();
await shown("1");
restart();
await shown("2");
const last = show();
console.log(last.stop === stop, last.restart === restart);
leave();
""",
        server.address,
    )
    assert said == "true true\n"
    assert len(server.requests) == 3


# Refs that know who reads them; an effect runs again when one of its refs is set.
VUE = """
export interface Ref<T> { value: T }
export type ComputedRef<T> = { readonly value: T };
export type MaybeRefOrGetter<T> = T | Ref<T> | ComputedRef<T> | (() => T);
let reader: (() => void) | undefined;
class Held<T> {
  #value: T;
  #readers = new Set<() => void>();
  constructor(value: T) { this.#value = value; }
  get value(): T { if (reader) this.#readers.add(reader); return this.#value; }
  set value(value: T) { this.#value = value; for (const read of [...this.#readers]) read(); }
}
export const shallowRef = <T>(value: T): Ref<T> => new Held(value);
export const computed = <T>(get: () => T): ComputedRef<T> => ({ get value() { return get(); } });
export function toValue<T>(given: MaybeRefOrGetter<T>): T {
  if (typeof given === "function") return (given as () => T)();
  return given instanceof Held ? given.value : given as T;
}
export function watchEffect(effect: (onCleanup: (clean: () => void) => void) => void, _options?: object): void {
  let clean: (() => void) | undefined;
  const run = () => {
    clean?.();
    const before = reader;
    reader = run;
    effect((given) => { clean = given; });
    reader = before;
  };
  run();
}
"""


def test_a_composable_begins_anew_when_a_ref_changes(fluidtop, backend, tmp_path):
    result = fluidtop("export", backend, "--endpoint", "stream_items", "--as", "vue", "--out", "api.ts")
    assert result.status == 0, result.errors
    (tmp_path / "vue.ts").write_text(VUE)
    (tmp_path / "use.ts").write_text(
        """
import { settings, useStreamItems } from "./api.ts";
import { shallowRef } from "vue";
settings.baseUrl = Deno.args[0];
const count = shallowRef(2);
const items = useStreamItems(count, () => ({ keep: 9 }));
const named = useStreamItems({ limit: 1 });
const whole = async (seen: typeof items, length: number) => {
  while (seen.status.value !== "complete" || seen.records.value.length !== length) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  console.log(seen.records.value.map(({ id }) => id).join());
};
await whole(items, 2);
count.value = 3;
await whole(items, 3);
items.restart();
await whole(items, 3);
await whole(named, 1);
"""
    )
    assert deno.problems("use.ts", folder=tmp_path, imports={"vue": "./vue.ts"}) == ""
    said = deno.run("run", "--no-check", "--allow-net=127.0.0.1", "use.ts", backend, folder=tmp_path)
    assert said.stdout.split() == ["0,1", "0,1,2", "0,1,2", "0"], said.stderr
