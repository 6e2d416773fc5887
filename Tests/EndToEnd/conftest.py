"""What the end-to-end tests stand on: the real program, a real FastAPI backend, a real terminal."""

import contextlib
import functools
import http.server
import os
import re
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import deno  # noqa: E402
import exporting  # noqa: E402
import program  # noqa: E402
from program import LONGEST, wait_until  # noqa: E402
from raw_server import RawServer  # noqa: E402
from screen import Screen  # noqa: E402


def pytest_sessionstart(session):
    # A job in the background ignores interrupts, and the programs it starts would too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if not os.access(program.BINARY, os.X_OK):
        pytest.exit(f"there is no program at {program.BINARY}; make test builds it", returncode=2)


@pytest.fixture
def fluidtop(tmp_path):
    """Runs the program to its end in an empty folder."""
    return functools.partial(program.run, folder=tmp_path)


@pytest.fixture
def screens(tmp_path):
    """Opens terminals, and closes them when the test is over."""
    opened = []

    def open_screen(*arguments, **settings):
        screen = Screen(tmp_path, *arguments, **settings)
        opened.append(screen)
        return screen

    yield open_screen
    for screen in opened:
        screen.close()


@contextlib.contextmanager
def serving(application, folder):
    """An application that uvicorn runs on a free port: http://127.0.0.1:PORT."""
    process = subprocess.Popen(
        [str(program.PYTHON), "-m", "uvicorn", application, "--host", "127.0.0.1", "--port", "0"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    try:
        address, drain = wait_for_address(process)
        yield address
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=LONGEST)
    drain.join(timeout=5)


@pytest.fixture(scope="session")
def backend():
    """The example backend."""
    with serving("main:app", program.EXAMPLE) as address:
        yield address


@pytest.fixture(scope="session")
def form_server():
    """A backend that tells what forms and files it was sent."""
    with serving("form_app:app", Path(__file__).parent) as address:
        yield address


@pytest.fixture(scope="session")
def backend_socket(tmp_path_factory):
    """The example backend on a socket of this machine: the socket's path."""
    path = tmp_path_factory.mktemp("socket") / "app.sock"
    process = subprocess.Popen(
        [str(program.PYTHON), "-m", "uvicorn", "main:app", "--uds", str(path)],
        cwd=program.EXAMPLE, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    try:
        wait_until(lambda: answers(path) or process.poll() is not None)
        assert process.poll() is None, "the example backend did not start"
        yield path
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=LONGEST)


def answers(path):
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(str(path)) == 0


def wait_for_address(process):
    """Where uvicorn says it listens, and the thread that reads what else it says."""
    log = b""
    deadline = time.monotonic() + LONGEST
    with selectors.DefaultSelector() as selector:
        selector.register(process.stderr, selectors.EVENT_READ)
        while time.monotonic() < deadline:
            if not selector.select(timeout=0.5):
                continue
            part = os.read(process.stderr.fileno(), 4096)
            log += part
            match = re.search(rb"running on (http://127\.0\.0\.1:\d+)", log)
            if match:
                # Unread, a full pipe would stop the backend.
                drain = threading.Thread(target=process.stderr.read, daemon=True)
                drain.start()
                return match.group(1).decode(), drain
            if not part:
                break
    raise AssertionError(f"the example backend did not start:\n{log.decode()}")


@pytest.fixture(scope="session")
def exported(tmp_path_factory):
    """The example's client in a language, as a file; written once."""
    folder = tmp_path_factory.mktemp("exported")

    def export(language, name):
        path = folder / name
        if not path.exists():
            result = program.run(
                "export", program.EXAMPLE / "main.py", "--python", program.PYTHON, "--as", language, "--out", path,
                folder=folder,
            )  # fmt: skip
            assert result.status == 0, result.errors
        return path

    return export


@pytest.fixture(scope="session")
def client(exported):
    """The example's client in Python, as a module."""
    return exporting.load(exported("python", "api.py"))


@pytest.fixture(scope="session")
def typescript_client(exported):
    """The example's client in TypeScript, as one file."""
    return exported("typescript", "api.ts")


@pytest.fixture
def traced(typescript_client):
    """The callbacks of a call of the example's client at an address."""

    def trace(name, address, *arguments, options={}, **call):
        call |= {"name": name, "arguments": arguments, "options": {"baseUrl": address, **options}}
        return deno.trace(typescript_client, call, folder=typescript_client.parent)

    return trace


@pytest.fixture(scope="session")
def certificates(tmp_path_factory):
    """Makes certificates that sign themselves: (certificate, key) for a host's name."""
    folder = tmp_path_factory.mktemp("certificates")

    def make(name):
        certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
        if not certificate.exists():
            subprocess.run(
                ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                 "-nodes", "-keyout", key, "-out", certificate, "-days", "2", "-subj", f"/CN={name}",
                 "-addext", f"subjectAltName=DNS:{name}"],
                check=True, capture_output=True, timeout=LONGEST,
            )  # fmt: skip
        return certificate, key

    return make


@pytest.fixture
def play():
    """Starts servers that play scripts, and closes them when the test is over."""
    servers = []

    def start(*scripts):
        servers.append(RawServer(*scripts))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def unused_address():
    """An address where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


@pytest.fixture
def page_server():
    """A server whose every answer is a page: (address, the status it answers with)."""
    servers = []

    def serve(status=200, body=b"<!doctype html><title>Not an API</title>", media_type="text/html"):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(status)
                self.send_header("Content-Type", media_type)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()
