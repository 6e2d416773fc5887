"""The size that people pay for: exported code bundled, minified and compressed, as a front end delivers it."""

import pytest

import esbuild
import program
from program import EXAMPLE, PYTHON

pytestmark = [
    pytest.mark.skipif(not esbuild.BINARY, reason=esbuild.MISSING),
    pytest.mark.xdist_group("runtime size"),
]

ONE_LIMIT, ALL_LIMIT = 6 * 1024, 9 * 1024

# A call of each kind, and a text that only its own part of the runtime holds.
KINDS = {
    "sse": ("stream_notifications", b"retryDelay"),
    "ndjson": ("stream_analytics_data", b"application/json-seq"),
    "text": ("stream_logs", b"text/*"),
    "file": ("download_file", b"Content-Length"),
    "json": ("read_user", b"success:!0"),
}


@pytest.fixture(scope="module", params=["typescript", "javascript"])
def client(request, tmp_path_factory):
    """The whole example's client."""
    folder = tmp_path_factory.mktemp("client")
    file = folder / ("api.ts" if request.param == "typescript" else "api.js")
    result = program.run(
        "export", EXAMPLE / "main.py", "--python", PYTHON, "--as", request.param, "--out", file, folder=folder
    )
    assert result.status == 0, result.errors
    return file


def test_all_kinds_of_calls_together_are_under_9_kb(client):
    assert esbuild.size(client, folder=client.parent) <= ALL_LIMIT


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_that_uses_one_kind_of_call_pays_for_that_kind_alone(client, kind):
    name, own = KINDS[kind]
    page = client.with_name(f"{kind}.js")
    page.write_text(f'import {{ {name} }} from "./{client.name}";\nconsole.log({name});\n')
    code = esbuild.bundle(page, folder=client.parent)
    assert esbuild.size(page, folder=client.parent) <= ONE_LIMIT
    others = {text for other, text in KINDS.values() if other != name}
    # An ordinary answer is fetched as a file is.
    expected = {own, b"Content-Length"} if kind == "json" else {own}
    assert {text for text in others | {own} if text in code} == expected
