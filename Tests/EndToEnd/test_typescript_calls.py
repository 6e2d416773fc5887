"""Exported TypeScript's ordinary calls and downloads: what they send, and what they say of the answer."""

import json

import pytest

import deno
from raw_server import OK, RawServer, head
from test_typescript_loops import ROWS, SSE, printed  # noqa: F401


def answered(body, status="200 OK", media_type="application/json", **fields):
    return [head(media_type, status, Content_Length=len(body), **fields) + body, RawServer.FIN]


FIELD = {"detail": [{"loc": ["body", "name"], "msg": "Field required", "type": "missing"}]}


@pytest.mark.parametrize(
    "body, said",
    [
        (FIELD, "the server answered 422: body.name: Field required"),
        ({"detail": "no"}, "the server answered 422: no"),
        ({"detail": [{"odd": 1}, None]}, "the server answered 422"),
        ({}, "the server answered 422"),
    ],
)
def test_an_error_names_the_first_thing_that_is_wrong(printed, play, body, said):  # noqa: F811
    server = play(answered(json.dumps(body).encode(), "422 Unprocessable", X_Trace="t1"))
    assert printed(
        """
        import { read_user } from "./api.ts";
        const { error, status, headers, cause } = await read_user(1);
        console.log(error);
        console.log(status, headers?.get("X-Trace"), cause?.kind === "status" && cause.headers.get("X-Trace"));
        """,
        server.address,
    ) == [said, "422 t1 t1"]


def test_errors_narrow_by_their_kind(typescript_client, tmp_path):
    (tmp_path / "api.ts").write_text(typescript_client.read_text())
    (tmp_path / "use.ts").write_text(
        """
import { type CallError, type ClientError, read_user, stream_analytics_data, stream_prices } from "./api.ts";
function said(error: CallError): string | number {
  switch (error.kind) {
    case "status": return error.status + String(error.headers.get("X"));
    case "mediaType": return error.mediaType;
    case "invalidRecord":
    case "recordTooLarge": return error.text;
    case "connect":
    case "connectionLost":
    case "timeout":
    case "redirect":
    case "closed": return error.message;
  }
}
const older = (error: ClientError) => console.log(error.kind, error.fatal);
stream_analytics_data({ onError: said });
stream_prices(undefined, { onError: older });
const result = await read_user(1);
if (!result.success) said(result.cause);
"""
    )
    assert deno.problems("use.ts", folder=tmp_path) == ""


def test_an_answer_has_its_headers(printed, play):  # noqa: F811
    server = play(answered(b'{"id": 1}', X_Total="7"))
    assert printed(
        """
        import { read_user } from "./api.ts";
        const result = await read_user(1);
        if (result.success) console.log(result.headers.get("X-Total"), result.status);
        """,
        server.address,
    ) == ["7 200"]


@pytest.mark.parametrize(
    "answer, kind",
    [
        (answered(b""), "invalidRecord"),
        (answered(b"", media_type="text/html"), "mediaType"),
        (answered(b"<p>", media_type="text/html"), "mediaType"),
        (answered(b"", "204 No Content"), None),
    ],
)
def test_what_is_no_value_of_a_typed_call_is_an_error(printed, play, answer, kind):  # noqa: F811
    assert printed(
        """
        import { read_user } from "./api.ts";
        const result = await read_user(1);
        console.log(result.success, result.cause?.kind ?? null);
        """,
        play(answer).address,
    ) == [f"false {kind}" if kind else "true null"]


def test_no_store_is_for_events_alone_and_a_call_may_say_what_else_fetch_takes(printed, play):  # noqa: F811
    server = play([SSE, RawServer.FIN], [ROWS, RawServer.FIN], OK, OK)
    assert printed(
        """
        import { read_user } from "./api.ts";
        const own = (url: RequestInfo | URL, init?: RequestInit) => {
          console.log(init?.cache, init?.keepalive, init?.method);
          return fetch(url, init);
        };
        settings.fetch = own as typeof fetch;
        await stream_prices(undefined, { onComplete: () => {} }, { reconnect: "never" }).done;
        await stream_analytics_data({ onComplete: () => {} });
        await read_user(1);
        settings.init = { cache: "reload" };
        const init = { keepalive: true, method: "DELETE" };
        await read_user(1, { init });
        """,
        server.address,
    ) == ["no-store undefined GET", "undefined undefined GET", "undefined undefined GET", "reload true GET"]


@pytest.mark.parametrize(
    "said, name",
    [
        ('attachment; filename="a b.pdf"', "a b.pdf"),
        ("attachment; filename=plain.bin", "plain.bin"),
        ("attachment; filename=\"x\"; filename*=UTF-8''caf%C3%A9.txt", "café.txt"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        (r'attachment; filename="a\"b.txt"', 'a"b.txt'),
        ("attachment; filename*=UTF-8''%E9", "download"),
        ("inline", "download"),
    ],
)
def test_a_file_has_its_name_and_media_type(printed, play, said, name):  # noqa: F811
    server = play(answered(b"12345", media_type="Image/PNG; x=1", Content_Disposition=said))
    assert printed(
        """
        import { download_file } from "./api.ts";
        const file = await download_file("a");
        console.log(file.size, file.type, (file as unknown as { name: string }).name);
        """,
        server.address,
    ) == [f"5 image/png {name}"]


@pytest.mark.parametrize("last, end", [([b"45", RawServer.FIN], "well"), ([RawServer.RST], "connectionLost")])
def test_a_file_goes_to_a_writable_stream_as_it_comes(printed, play, last, end):  # noqa: F811
    server = play([head("image/png", Content_Length=5) + b"123", 0.3, *last])
    told = ["wrote 123", "done 3"] + (["wrote 45", "done 5", "closed"] if end == "well" else ["aborted"])
    assert printed(
        """
        import { download_file } from "./api.ts";
        const to = new WritableStream<Uint8Array>({
          write: (piece) => console.log("wrote", new TextDecoder().decode(piece)),
          close: () => console.log("closed"),
          abort: () => console.log("aborted"),
        });
        const options = { to };
        try {
          const file = await download_file("a", { onProgress: (done) => console.log("done", done) }, options);
          console.log("well", file.size, file.type);
        } catch (error) {
          console.log(error.kind);
        }
        """,
        server.address,
    ) == [*told, "well 0 image/png" if end == "well" else end]
