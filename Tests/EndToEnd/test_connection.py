"""The way to the backend: addresses by hand, other scripts' hosts, interfaces, versions of HTTP."""

import os
import re
import selectors
import subprocess
import threading
import time
from pathlib import Path

import pytest
from program import LONGEST, PYTHON
from raw_server import RawServer, head

EVENT = [head("text/event-stream") + b"data: in\n\n", RawServer.FIN]
OPTIONS = ["--output", "data", "--reconnect", "never"]


def port(server):
    return server.address.rpartition(":")[2]


@pytest.mark.parametrize(
    ("host", "asked"),
    [
        ("api.example", "api.example"), ("API.example", "api.example"),
        ("bücher.example", "xn--bcher-kva.example"), ("BÜCHER.example", "xn--bcher-kva.example"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
    ],
)  # fmt: skip
def test_a_host_is_where_resolve_says(fluidtop, play, host, asked):
    server = play(EVENT)
    result = fluidtop(
        "tail", f"http://{host}:{port(server)}/", "--resolve", f"{host}:{port(server)}:127.0.0.1", *OPTIONS
    )  # fmt: skip
    assert (result.status, result.output) == (0, "in\n"), result.errors
    assert f"\r\nHost: {asked}:{port(server)}\r\n" in server.requests[0]


def test_resolve_may_be_given_several_times_with_several_addresses(fluidtop, play):
    server = play(EVENT)
    result = fluidtop(
        "tail", f"http://b.example:{port(server)}/", "--resolve", "a.example:1:[::1]",
        "--resolve", f"b.example:{port(server)}:::1,127.0.0.1", *OPTIONS,
    )  # fmt: skip
    assert (result.status, result.output) == (0, "in\n"), result.errors


def test_an_interface_may_be_named_or_its_address(fluidtop, play):
    for name in ["lo", "127.0.0.1"]:
        server = play(EVENT)
        result = fluidtop("tail", server.address, "--interface", name, *OPTIONS)
        assert (result.status, result.output) == (0, "in\n"), result.errors


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--resolve", "h:80"], "--resolve needs HOST:PORT:ADDRESS"),
        (["--resolve", "h:x:127.0.0.1"], "--resolve needs HOST:PORT:ADDRESS"),
        (["--resolve", "h:80:localhost"], "--resolve needs HOST:PORT:ADDRESS"),
        (["--resolve", "h:80:127.0.0.1,"], "--resolve needs HOST:PORT:ADDRESS"),
        (["--resolve", "a b:80:127.0.0.1"], "--resolve needs HOST:PORT:ADDRESS"),
        (["--interface", "nothing0"], "this machine has no interface 'nothing0'"),
        (["--unix-socket", "."], "there is no socket at '.'"),
        (["--unix-socket", "x" * 200], "the path is longer than 107 bytes"),
        (["--cert", "nothing.pem"], "--cert needs a file that can be read; 'nothing.pem' can't"),
        (["--cert", "plain.pem"], "--cert needs a file in PEM format; 'plain.pem' isn't one"),
        (["--key", "plain.pem"], "--key needs --cert"),
        (["--netrc"], ".netrc' can't be read"),
        (["--netrc-file", "nothing"], "--netrc-file needs a file that can be read; 'nothing' can't"),
        (["--proxy", "ftp://h"], "SCHEME is http, https, socks4, socks4a, socks5 or socks5h"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
@pytest.mark.parametrize("command", ["tail", "get", "list", "export", "inspect"])
def test_a_value_that_is_none_is_one_sentence(fluidtop, tmp_path, command, options, sentence):
    (tmp_path / "plain.pem").write_text("nothing")
    result = fluidtop(command, "http://127.0.0.1:9/", *options)
    assert (result.status, len(result.errors.splitlines())) == (64, 1)
    assert result.errors.startswith("fluidtop: ")
    assert sentence in result.errors


def test_only_one_version_of_http_can_be_spoken(fluidtop):
    result = fluidtop("tail", "http://127.0.0.1:9/", "--http1.1", "--http2")
    assert result.status == 64
    assert "--http2" in result.errors


def test_a_version_that_libcurl_does_not_speak_is_wrong_usage(fluidtop):
    features = fluidtop("--version", "--verbose").output
    for version in ["2", "3"]:
        if f"HTTP/{version}: no" in features:
            result = fluidtop("tail", "http://127.0.0.1:9/", f"--http{version}")
            assert result.status == 64
            assert f"was built without HTTP/{version}" in result.errors


def test_the_version_tells_of_libcurl_where_it_is_asked_to(fluidtop):
    plain = fluidtop("--version")
    for options in [["--version", "-v"], ["--version", "--verbose"]]:
        told = fluidtop(*options)
        assert told.status == 0
        version, libcurl, tls, *features = told.output.splitlines()
        assert version + "\n" == plain.output
        assert re.fullmatch(r"libcurl \d+\.\d+\.\d+\S*", libcurl)
        assert tls.startswith("TLS: ")
        names = ["HTTP/2", "HTTP/3", "IDN", "Negotiate", "brotli", "zstd"]
        assert [line.partition(":")[0] for line in features] == names
        assert {line.partition(": ")[2] for line in features} <= {"yes", "no"}


def test_the_version_alone_does_not_load_libcurl(fluidtop):
    assert "libcurl" not in fluidtop("--version", LD_DEBUG="files").errors
    assert "libcurl" in fluidtop("--version", "-v", LD_DEBUG="files").errors


@pytest.fixture(scope="module")
def plain_server():
    """hypercorn without TLS: where it listens."""
    process = subprocess.Popen(
        [PYTHON, "-m", "hypercorn", "secure_app:app", "--bind", "127.0.0.1:0", "--workers", "0"],
        cwd=Path(__file__).parent, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    try:
        yield address_of(process)
    finally:
        process.kill()
        process.wait(timeout=LONGEST)


def address_of(process):
    log = b""
    deadline = time.monotonic() + 30
    with selectors.DefaultSelector() as selector:
        selector.register(process.stderr, selectors.EVENT_READ)
        while time.monotonic() < deadline and process.poll() is None:
            if selector.select(timeout=0.5):
                log += os.read(process.stderr.fileno(), 4096)
            if match := re.search(rb"Running on (http://127\.0\.0\.1:\d+)", log):
                threading.Thread(target=process.stderr.read, daemon=True).start()
                return match.group(1).decode()
    raise AssertionError(f"hypercorn did not start:\n{log.decode()}")


@pytest.mark.parametrize(("options", "version"), [(["--http2"], "2"), (["--http1.1"], "1.1"), ([], "1.1")])
def test_a_version_of_http_is_spoken_without_tls(fluidtop, plain_server, options, version):
    result = fluidtop("tail", f"{plain_server}/rows?{version}", *options, "-i", "--max", "1", "--output", "json")
    assert result.status == 0, result.errors
    assert result.lines()[0]["httpVersion"] == version
    asked = fluidtop("tail", f"{plain_server}/about/asked", "--as", "json", "--output", "data")
    assert asked.lines()[-1]["http"] == version
