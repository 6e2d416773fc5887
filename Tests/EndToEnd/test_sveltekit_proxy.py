"""The exported SvelteKit route passes on whatever comes, as it comes."""

import json
import shutil

import pytest

import deno
import typescript
from raw_server import OK, RawServer, chunked, head

# What SvelteKit does around a route, as far as the route can see it.
PAGE = """
import { fallback } from "./+server.ts";
const lines: unknown[] = [];
const gone = new AbortController();
const front = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (request) =>
  fallback({ request, params: paramsOf(request.url), route: { id: ID }, url: new URL(request.url) } as never));
// Of a request below a base path or an optional folder the parameter holds the same.
function paramsOf(url: string): object {
  return { path: decodeURIComponent(new URL(url).pathname.replace(/^.*?\\/api(\\/|$)/, "")) };
}
const at = `http://127.0.0.1:${front.addr.port}FOLDERS/api`;
const posted = await fetch(`${at}/a%2Fb/?x=%20`, { method: "POST", body: "hello", headers: { "X-Own": "1" } });
lines.push(posted.status, posted.headers.get("x-answer"), posted.headers.get("x-accel-buffering"), await posted.text());
lines.push((await fetch(`${at}/moved`, { redirect: "manual" })).status);
const stream = await fetch(`${at}/stream`, { signal: gone.signal });
const reader = stream.body!.getReader();
lines.push(new TextDecoder().decode((await reader.read()).value));
gone.abort();
lines.push(await reader.read().then(({ done }) => done, () => true));
console.log(JSON.stringify(lines));
// The end of this program would close the connection too: the server takes the next one when it is closed.
await (await fetch(`${at}/over`)).body?.cancel();
Deno.exit(0);
"""


@pytest.mark.parametrize(
    "folders, route_id",
    [
        ("", "/(app)/api/[...path]"),
        ("/base/path", "/api/[...path]"),
        ("", "/[[lang]]/api/[...path]"),
        ("/de", "/[[lang]]/api/[...path]"),
    ],
)
def test_the_route_passes_on_requests_answers_and_their_ends(folders, route_id, fluidtop, backend, tmp_path):
    result = fluidtop("export", backend, "--sveltekit-proxy", "--out", "+server.ts")
    assert result.status == 0, result.errors
    server = RawServer(
        [head("text/plain", "201 Created", X_Answer="yes", Keep_Alive="timeout=5", Transfer_Encoding="chunked"),
         chunked(b"answer"), RawServer.FIN],
        [head("text/plain", "307 Temporary Redirect", Location="/else", Content_Length=0), RawServer.FIN],
        [head("text/event-stream"), b"data: 1\n\n", RawServer.CLOSED],
        OK,
    )  # fmt: skip
    route = tmp_path / "+server.ts"
    text = route.read_text()
    assert backend in text
    route.write_text(text.replace(backend, server.address))
    (tmp_path / "kit.d.ts").write_text(
        "export type RequestHandler = (event: { request: Request; params: Partial<Record<string, string>>; "
        "route: { id: string | null }; url: URL }) => Promise<Response>;\n"
    )
    (tmp_path / "deno.json").write_text('{"imports": {"@sveltejs/kit": "./kit.d.ts"}}')
    assert deno.run("check", "+server.ts", folder=tmp_path).returncode == 0
    kit = tmp_path / "node_modules/@sveltejs/kit"
    kit.mkdir(parents=True)
    shutil.copy(tmp_path / "kit.d.ts", kit / "index.d.ts")
    assert typescript.compile("+server.ts", folder=tmp_path) == ""
    page = PAGE.replace("FOLDERS", folders).replace("ID }", json.dumps(route_id) + " }")
    (tmp_path / "page.ts").write_text(page)
    try:
        result = deno.run("run", "--no-check", "--allow-net=127.0.0.1", "page.ts", folder=tmp_path)
        assert result.returncode == 0, result.stderr
        assert json.loads(result.stdout) == [201, "yes", "no", "answer", 307, "data: 1\n\n", True]
        assert server.closed_by_client.is_set() and len(server.requests) == 4
    finally:
        server.close()
    request = server.requests[0].lower()
    assert request.startswith("post /a%2fb/?x=%20 http/1.1")
    assert "x-own: 1" in request
    assert request.rstrip("0\r\n").endswith("hello")
