"""fluidtop export over several files, in other languages, and beside files that are not ours."""

import json
import shutil
from pathlib import Path

import pytest

import deno
import exporting
import typescript
from program import EXAMPLE, PYTHON, run


@pytest.fixture
def export(fluidtop, tmp_path):
    """Exports the example, which stands in the folder `app`."""
    (tmp_path / "app").mkdir()
    shutil.copy(EXAMPLE / "main.py", tmp_path / "app")
    return lambda *arguments: fluidtop("export", "app/main.py", "--python", PYTHON, *arguments)


def test_mirrored_files_compile_everywhere(export, tmp_path):
    result = export("--layout", "mirror", "--out", "src/api")
    assert result.status == 0, result.errors
    assert typescript.compile("src/api/app/main.ts", folder=tmp_path) == ""
    result = export("--layout", "mirror", "--out", "deno", "--import-suffix", ".ts")
    assert result.status == 0, result.errors
    assert deno.problems("deno/app/main.ts", folder=tmp_path) == ""


def test_a_later_run_removes_what_is_gone_and_nothing_else(export, tmp_path):
    assert export("--layout", "mirror", "--out", "src").status == 0
    (tmp_path / "src/app/mine.ts").write_text("export const mine = 1;\n")
    manifest = tmp_path / "src/.fluidtop.json"
    files = json.loads(manifest.read_text())
    files["files"] += ["app/mine.ts"]
    manifest.write_text(json.dumps(files))
    result = export("--layout", "co-locate", "--out", "src")
    assert result.status == 0, result.errors
    assert "src/app/main.ts  removed" in result.errors
    assert not (tmp_path / "src/app/main.ts").exists()
    assert (tmp_path / "app/main.ts").exists()
    assert (tmp_path / "src/app/mine.ts").exists()
    again = export("--layout", "co-locate", "--out", "src")
    assert again.errors.count("unchanged") == 3


def test_an_export_of_one_endpoint_removes_nothing(export, tmp_path):
    export("--layout", "mirror", "--out", "lib")
    before = {file.name for file in (tmp_path / "lib").rglob("*.ts")}
    manifest = (tmp_path / "lib/.fluidtop.json").read_text()
    result = export("--layout", "mirror", "--out", "lib", "--endpoint", "read_user")
    assert "removed" not in result.errors
    assert {file.name for file in (tmp_path / "lib").rglob("*.ts")} == before
    assert (tmp_path / "lib/.fluidtop.json").read_text() == manifest


def test_a_client_stands_beside_an_application_outside_of_the_working_folder(tmp_path):
    for name in ("backend", "frontend"):
        (tmp_path / name).mkdir()
    shutil.copy(EXAMPLE / "main.py", tmp_path / "backend")
    result = run(
        "export", "../backend/main.py", "--python", PYTHON, "--layout", "co-locate", "--out", "api",
        folder=tmp_path / "frontend",
    )  # fmt: skip
    assert result.status == 0, result.errors
    written = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.ts"))
    assert written == ["backend/main.ts", "frontend/api/models.ts", "frontend/api/runtime.ts"]
    assert typescript.compile("backend/main.ts", folder=tmp_path) == ""


def test_a_file_that_is_not_ours_is_refused_without_force(export, tmp_path):
    mine = tmp_path / "src/models.ts"
    mine.parent.mkdir()
    mine.write_text("export const mine = 1;\n")
    result = export("--layout", "mirror", "--out", "src")
    assert result.status == 1
    assert "models.ts" in result.errors and "--force" in result.errors
    assert sorted(path.name for path in mine.parent.iterdir()) == ["models.ts"]
    assert export("--out", "src/models.ts").status == 1
    assert mine.read_text() == "export const mine = 1;\n"
    assert export("--layout", "mirror", "--out", "src", "--force").status == 0
    assert "mine" not in mine.read_text()


LANGUAGES = [
    "typescript", "javascript", "svelte", "react", "python", "swift", "curl", "httpie", "http", "openapi", "json",
]  # fmt: skip


@pytest.fixture
def export_document(fluidtop, tmp_path):
    """Exports a small document in a language."""
    path = {"get": {"operationId": "beat", "responses": {"200": {"content": {"text/event-stream": {}}}}}}
    (tmp_path / "document.json").write_text(json.dumps({"openapi": "3.2.0", "paths": {"/a": path, "/b": path}}))
    return lambda language, *arguments: fluidtop("export", "document.json", "--as", language, *arguments)


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_file_is_written_again(export_document, tmp_path, language):
    file = tmp_path / "api"
    assert export_document(language, "--out", "api").status == 0
    whole = file.read_text()
    again = export_document(language, "--out", "api", "--endpoint", "GET /a")
    assert again.status == 0, again.errors
    assert file.read_text() != whole
    file.write_text(whole)
    assert "unchanged" in export_document(language, "--out", "api").errors


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_of_somebody_else_is_refused_in_every_language(export_document, tmp_path, language):
    file = tmp_path / "api"
    for mine in ("mine\n", "", '{\n  "openapi": "3.1.0",\n  "paths": {}\n}\n', '{"version":1}\n'):
        file.write_text(mine)
        result = export_document(language, "--out", "api")
        assert result.status == 1
        assert "api" in result.errors and "--force" in result.errors and result.errors.count("\n") == 1
        assert file.read_text() == mine
    assert export_document(language, "--out", "api", "--force").status == 0
    assert "/b" in file.read_text()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("out", ["file/api", "/proc/none/api"])
def test_where_nothing_can_be_written_is_said_in_every_language(export_document, tmp_path, language, out):
    (tmp_path / "file").write_text("")
    result = export_document(language, "--out", out)
    assert result.status == 1
    assert result.output == "" and result.errors.count("\n") == 1 and "--out" in result.errors
    assert sorted(path.name for path in tmp_path.iterdir()) == ["document.json", "file"]


def test_a_folder_that_cannot_be_written_is_said(export, tmp_path):
    (tmp_path / "file").write_text("")
    result = export("--layout", "mirror", "--out", "file/api")
    assert result.status == 1
    assert "cannot write" in result.errors and "--out" in result.errors


@pytest.mark.parametrize(
    "arguments", [["--layout", "mirror"], ["--layout", "mirror", "--out", "x", "--as", "curl"], ["--layout", "heap"]]
)
def test_a_layout_that_makes_no_sense_is_wrong_usage(export, arguments):
    assert export(*arguments).status == 64


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (["--as", "curl", "--browser-url", "/api"], "is for --as typescript, javascript, svelte, react, vue;"),
        (["--as", "python", "--import-suffix", ".js"], "--import-suffix is for --as typescript only."),
        (["--as", "svelte", "--out", "api.ts"], "use --out api.svelte.ts."),
    ],
)
def test_an_option_that_would_go_for_nothing_is_wrong_usage(export, tmp_path, arguments, sentence):
    result = export(*arguments)
    assert result.status == 64
    assert sentence in result.errors
    assert result.output == "" and not (tmp_path / "api.ts").exists()


def test_the_oldest_compiler_takes_every_language(tmp_path):
    frameworks = Path(__file__).with_name("frameworks.d.ts")
    names = ("classic.ts", "nasty.ts", "nasty-react.ts", "nasty-svelte.svelte.ts")
    for name in names:
        (tmp_path / name).write_text(exporting.golden(name))
    assert typescript.compile(frameworks, *names, folder=tmp_path) == ""


def test_javascript_brings_its_types(tmp_path):
    (tmp_path / "api.js").write_text(exporting.golden("nasty-javascript.js"))
    (tmp_path / "use.ts").write_text(
        """
import { _2fa, delete_, fetch_, items } from "./api.js";

export async function use(): Promise<void> {
  const page = await items.get();
  if (page.success) console.log(page.data.total.toFixed());
  const connection = _2fa(1, undefined, { onMessage: (event) => console.log(event.type.length) });
  for await (const event of connection) console.log(event.data.length);
  await fetch_({ onChunk: (text) => console.log(text.length) });
  const number = await delete_<number>("a", "b");
  if (number.success) console.log(number.data.toFixed());
  // @ts-expect-error: a number is wanted
  _2fa("1", undefined, {});
}
"""
    )
    assert typescript.compile("use.ts", folder=tmp_path, options=["--noEmit", "--allowJs"]) == ""
