"""fluidtop get: a file stream, to disk."""

import array
import fcntl
import os
import signal
import subprocess
import termios
import threading

import pytest

from program import BINARY, LONGEST, environment, wait_until
from raw_server import RawServer, head


def test_a_download_has_the_name_the_server_gives(fluidtop, backend, tmp_path):
    result = fluidtop("get", f"{backend}/files/report/download")
    assert result.status == 0, result.errors
    content = (tmp_path / "report.pdf").read_bytes()
    assert len(content) == 48 * 1024
    assert content.startswith(b"%PDF-1.7\n")
    assert not list(tmp_path.glob("*.part"))


def test_a_path_parameter_is_placed_by_name(fluidtop, backend, tmp_path):
    result = fluidtop("get", "download_file", "--from", backend, "-p", "file_id=dataset")
    assert result.status == 0, result.errors
    assert (tmp_path / "dataset.csv").stat().st_size == 2 * 1024 * 1024


def test_a_file_of_the_same_name_is_not_overwritten_without_force(fluidtop, backend, tmp_path):
    existing = tmp_path / "report.pdf"
    existing.write_text("mine")
    url = f"{backend}/files/report/download"
    result = fluidtop("get", url)
    assert result.status == 1
    assert "--force" in result.errors
    assert existing.read_text() == "mine"
    assert fluidtop("get", url, "--force").status == 0
    assert existing.stat().st_size == 48 * 1024


def test_a_folder_and_standard_output_are_targets_too(fluidtop, backend, tmp_path):
    folder = tmp_path / "downloads"
    folder.mkdir()
    url = f"{backend}/files/report/download"
    assert fluidtop("get", url, "-o", folder).status == 0
    assert (folder / "report.pdf").stat().st_size == 48 * 1024
    printed = fluidtop("get", url, "-o", "-")
    assert printed.status == 0
    assert printed.output.startswith("%PDF-1.7\n")
    assert len(printed.output) == 48 * 1024


def test_a_file_that_is_not_there_is_an_error_with_the_servers_reason(fluidtop, backend, tmp_path):
    result = fluidtop("get", f"{backend}/files/nothing/download")
    assert result.status == 1
    assert "404" in result.errors
    assert "There is no file named nothing" in result.errors
    assert not [path for path in tmp_path.iterdir() if path.is_file()]


def test_a_reader_that_has_enough_ends_it_quietly(tmp_path, backend):
    command = f"'{BINARY}' get '{backend}/files/dataset/download' -o - | head -c 10"
    result = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True, timeout=LONGEST, env=environment(tmp_path), check=False,
    )  # fmt: skip
    assert len(result.stdout) == 10
    assert result.stderr == b""
    assert result.returncode in (0, 128 + signal.SIGPIPE)


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_told_to_though_nobody_reads_its_output(tmp_path, end):
    server = RawServer([head("application/octet-stream"), b"x" * (1 << 20), RawServer.CLOSED])
    process = subprocess.Popen(
        [BINARY, "get", f"{server.address}/x", "-o", "-"], cwd=tmp_path,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment(tmp_path),
    )  # fmt: skip
    try:
        # The rest of the megabyte waits for a pipe that is full.
        wait_until(lambda: held(process.stdout) >= 1 << 15)
        process.send_signal(end)
        assert process.wait(timeout=LONGEST) == 128 + end
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        server.close()


def held(pipe):
    """How many bytes wait in a pipe."""
    count = array.array("i", [0])
    fcntl.ioctl(pipe, termios.FIONREAD, count)
    return count[0]


def test_an_interrupt_says_what_is_kept_and_nothing_where_nothing_is(tmp_path):
    fields = {"ETag": '"v1"', "Content_Length": "10"}
    for script, sentence in [
        ([head("text/csv", **fields) + b"01234", RawServer.CLOSED],
         "5 of 10 bytes are in x.part; go on from there with --continue"),
        ([RawServer.CLOSED], ""),
    ]:  # fmt: skip
        server = RawServer(script)
        process = subprocess.Popen(
            [BINARY, "get", f"{server.address}/x", "-o", "x"], cwd=tmp_path,
            stderr=subprocess.PIPE, text=True, env=environment(tmp_path),
        )  # fmt: skip
        try:
            part = tmp_path / "x.part"
            wait_until(lambda: part.exists() and part.stat().st_size if sentence else server.requests)
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=LONGEST) == 130
            errors = process.stderr.read()
            assert sentence in errors if sentence else errors == ""
        finally:
            process.kill()
            process.communicate(timeout=LONGEST)
            server.close()
        part.unlink(missing_ok=True)


def test_a_pipe_nobody_reads_yet_can_be_interrupted(tmp_path, play):
    os.mkfifo(tmp_path / "pipe")
    server = play([head("text/csv") + b"a", RawServer.CLOSED])
    process = subprocess.Popen(
        [BINARY, "get", server.address, "-o", "pipe"], cwd=tmp_path,
        stderr=subprocess.PIPE, env=environment(tmp_path),
    )  # fmt: skip
    try:
        wait_until(lambda: server.requests)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=LONGEST) == 130
    finally:
        process.kill()
        process.communicate(timeout=LONGEST)


def test_a_hang_up_that_is_ignored_stays_ignored(tmp_path):
    hung_up = threading.Event()
    server = RawServer([head("text/csv", Content_Length="2") + b"a", hung_up.wait, b"b"])
    process = subprocess.Popen(
        ["bash", "-c", f"trap '' HUP; exec '{BINARY}' get '{server.address}/x' -o x"], cwd=tmp_path,
        stderr=subprocess.PIPE, env=environment(tmp_path),
    )  # fmt: skip
    try:
        wait_until(lambda: (tmp_path / "x.part").exists())
        process.send_signal(signal.SIGHUP)
        hung_up.set()
        assert process.wait(timeout=LONGEST) == 0
        assert (tmp_path / "x").read_text() == "ab"
    finally:
        process.kill()
        process.communicate(timeout=LONGEST)
        server.close()
