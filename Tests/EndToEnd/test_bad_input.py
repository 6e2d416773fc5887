"""What goes wrong is said in a sentence, with the right exit status and without a mess."""

import shlex
import subprocess

import pytest
from program import BINARY, LONGEST, environment


def host(address):
    return address.removeprefix("http://")


def assert_sentence(result, status, *parts):
    assert result.status == status, result.errors
    assert result.output == ""
    for part in parts:
        assert part in result.errors
    assert "\x1b" not in result.errors
    sentences = [line.replace("note: ", "") for line in result.errors.splitlines()]
    assert len(sentences) == len(set(sentences)), "said twice"
    # Not what a runtime says when it dies.
    for trace in ("Fatal error", "Traceback", "Swift/", "NIO", "HTTPClientError"):
        assert trace not in result.errors


def test_nobody_listens_where_endpoints_are_asked_for(fluidtop, unused_address):
    assert_sentence(fluidtop("list", unused_address), 1, host(unused_address))


def test_nobody_listens_where_a_stream_is_asked_for(fluidtop, unused_address):
    url = f"{unused_address}/stream"
    assert_sentence(fluidtop("tail", url, "--reconnect", "never"), 1, host(unused_address))


def test_the_path_is_not_there(fluidtop, backend):
    assert_sentence(fluidtop("tail", f"{backend}/nothing"), 1, "404")


def test_a_404_is_a_fatal_error_in_the_trace(fluidtop, backend):
    result = fluidtop("tail", f"{backend}/nothing", "--output", "trace")
    assert result.status == 1
    error = next(line for line in result.lines() if line["callback"] == "onError")
    assert error["fatal"] is True
    assert (error["error"]["kind"], error["error"]["status"]) == ("status", 404)


def test_a_page_stands_where_the_document_should(fluidtop, page_server):
    address = page_server()
    assert_sentence(fluidtop("list", address), 1, host(address))
    assert_sentence(fluidtop("list", f"{address}/openapi.json"), 1, host(address))


def test_every_path_is_404(fluidtop, page_server):
    address = page_server(status=404)
    assert_sentence(fluidtop("list", address), 1, host(address))


def test_escape_sequences_of_a_server_are_not_passed_on(fluidtop, page_server):
    body = b'{"detail":"\x1b]0;owned\x07\x1b[2J"}'
    address = page_server(status=500, body=body, media_type="application/json")
    result = fluidtop("tail", f"{address}/stream")
    assert result.status == 1
    assert "\x1b" not in result.errors and "\x07" not in result.errors


def test_a_required_parameter_is_missing(fluidtop, backend):
    result = fluidtop("tail", "stream_notifications", "--from", backend)
    assert_sentence(result, 64, "user_id")


def test_a_value_does_not_fit_its_schema(fluidtop, backend):
    result = fluidtop("tail", "stream_notifications", "--from", backend, "-p", "user_id=me")
    assert_sentence(result, 64, "user_id", "integer")


def test_an_endpoint_name_is_unknown(fluidtop, backend):
    result = fluidtop("tail", "stream_order", "--from", backend)
    assert result.status in (1, 64)
    assert "stream_order" in result.errors


@pytest.mark.parametrize(
    "arguments",
    [
        ["tail"], ["list", "--kind", "video"], ["--no-such-option"],
        ["tail", "http://127.0.0.1:9/", "--max", "many"],
        ["tail", "http://127.0.0.1:9/", "-p", "no equals sign"],
        ["tail", "http://127.0.0.1:9/", "--as", "pictures"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_64(fluidtop, arguments):
    result = fluidtop(*arguments)
    assert result.status == 64, result.errors
    assert result.output == ""
    assert result.errors


def test_a_file_that_is_no_document(fluidtop, tmp_path):
    (tmp_path / "notes.json").write_text("{not json")
    assert_sentence(fluidtop("list", "notes.json"), 1, "notes.json")
    assert_sentence(fluidtop("list", "missing.json"), 1, "missing.json")


def test_help_starts_with_examples(fluidtop):
    result = fluidtop("--help")
    assert result.status == 0
    assert result.output.index("EXAMPLES") < result.output.index("USAGE")
    assert "fluidtop demo" in result.output


@pytest.mark.parametrize(
    ("target", "sentence"), [(".", "there is no folder ."), ("main.py", "there is no file main.py")]
)
def test_a_working_folder_that_was_deleted_is_not_the_whole_disk(tmp_path, target, sentence):
    command = shlex.join([str(BINARY), "list", target])
    folder = tmp_path / "gone"
    folder.mkdir()
    script = f"cd {folder} && rmdir {folder} && exec {command}"
    result = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, env=environment(tmp_path), timeout=LONGEST
    )
    assert (result.returncode, result.stdout) == (1, "")
    assert sentence in result.stderr
