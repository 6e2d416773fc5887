"""Plays odd answers to curl, to Deno's fetch and to fluidtop, and compares what each made of them.

`python odd_answers.py [PART OF A NAME]…` prints what the three did, and where they differ.
"""

import json
import os
import socketserver
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import deno
from odd_forms import FORMS
from program import BINARY, environment
from raw_server import play

FETCHER = Path(__file__).with_name("fetch_bodies.ts")


@dataclass
class Pace:
    """For how long an answer that doesn't end is read, in seconds, and how many clients run at the same time."""

    longest: int = 4
    together: int = 6


@dataclass
class Outcome:
    """`end`: whole, fault or waiting (for more). `body` is None where a client doesn't show it."""

    end: str
    status: int | None
    body: bytes | None
    sentence: str = ""

    def is_like(self, other):
        if self.end != other.end:
            return False
        if self.end == "whole" and self.status and other.status and self.status != other.status:
            return False
        return None in (self.body, other.body) or text(self.body) == text(other.body)

    def __str__(self):
        body = "" if self.body is None else text(self.body)
        shown = repr(body if len(body) <= 32 else f"{body[:20]}…{len(body)}")
        return f"{self.end} {self.status or '-'} {shown}"


def text(body):
    """What a reader of text sees: pieces of `tail` are characters."""
    return body.decode(errors="replace")


class FormServer:
    """Plays the form that a request's path begins with, and tells what it was asked below that path."""

    def __init__(self, forms):
        self._forms = {form.name: form for form in forms}
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                # Closed here: a shutdown before, which the library does, would end what is to break.
                with self.request as connection:
                    connection.settimeout(10)
                    try:
                        outer._serve(connection)
                    except OSError:
                        pass

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            request_queue_size = 64

        self._server = Server(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def _serve(self, connection):
        head = b""
        while b"\r\n\r\n" not in head:
            part = connection.recv(65536)
            if not part:
                return
            head += part
        target = head.split(b"\r\n")[0].removeprefix(b"GET ").removesuffix(b" HTTP/1.1")
        form = self._forms.get(target.decode(errors="replace").removeprefix("/"))
        if form and not form.path:
            play(connection, form.steps, threading.Event(), threading.Event())
        else:
            length = b"Content-Type: text/plain\r\nConnection: close\r\nContent-Length: %d" % len(target)
            connection.sendall(b"HTTP/1.1 200 OK\r\n" + length + b"\r\n\r\n" + target)


def with_curl(form, address, folder, pace):
    decoded = ["--compressed"] if form.command == "get" else []
    end, output, errors, status = run(
        ["curl", "-gsNL", "--max-redirs", "20", "--noproxy", "*", *decoded, "-w", "%{stderr}%{http_code}",
         f"{address}/{form.name}{form.path}"],
        folder, pace,
    )  # fmt: skip
    if end != "waiting":
        end = "fault" if status else "whole"
    return Outcome(end, int(errors[-3:] or 0), output, f"curl: ({status})")


def with_ours(form, address, folder, pace):
    url = f"{address}/{form.name}{form.path}"
    if form.command == "get":
        end, output, errors, status = run([BINARY, "get", url, "-o", "-"], folder, pace)
        return Outcome(end or ("fault" if status else "whole"), None, output, errors)
    command = [BINARY, "tail", url, "--as", "text", "--output", "trace", "--reconnect", "never"]
    end, output, errors, status = run(command, folder, pace)
    lines = [json.loads(line) for line in output.decode().split("\n") if line.startswith("{")]
    calls = [line for line in lines if "callback" in line]
    body = "".join(call.get("text", "") for call in calls if call["callback"] == "onChunk").encode()
    code = next((call["status"] for call in calls if call["callback"] == "onOpen"), None)
    error = next((call["error"] for call in calls if call["callback"] == "onError"), {})
    if status < 0 and not end:
        return Outcome(f"signal {-status}", code, body, errors)
    if error.get("kind") == "status":
        # Understood; the body is told in a sentence only.
        return Outcome(end or "whole", error["status"], None, errors)
    return Outcome(end or ("fault" if status else "whole"), code, body, errors)


def run(command, folder, pace):
    """What a program printed and its status; `waiting` if it had to be ended."""
    process = subprocess.Popen(
        list(map(str, command)), cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    end = ""
    try:
        output, errors = process.communicate(timeout=pace.longest)
    except subprocess.TimeoutExpired:
        process.terminate()
        end = "waiting"
        try:
            output, errors = process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            output, errors = process.communicate()
    return end, output, errors.decode(errors="replace"), process.returncode


def with_deno(forms, address, folder, pace):
    """What fetch made of all forms; one process for them all."""
    wanted = [[form.name, f"{address}/{form.name}{form.path}"] for form in forms]
    result = subprocess.run(
        [deno.BINARY, "run", "--no-config", "--no-check", "--no-prompt", "--allow-net=127.0.0.1",
         FETCHER, str(pace.longest), str(pace.together)],
        input=json.dumps(wanted), capture_output=True, text=True, encoding="utf-8", cwd=folder, timeout=120,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "DENO_DIR": str(folder / ".deno"),
             "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"},
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    outcomes = {}
    # Not splitlines: JSON may hold U+2028 and its kind, which Python takes for line ends.
    for line in filter(None, result.stdout.split("\n")):
        found = json.loads(line)
        body = found["body"].encode("latin-1")
        outcomes[found["name"]] = Outcome(found["end"], found["status"], body, found["error"])
    return outcomes


def compare(forms, folder, pace=Pace()):
    """By form: {"curl": Outcome, "deno": Outcome, "ours": Outcome}."""
    with FormServer(forms) as server, ThreadPoolExecutor(2 * pace.together + 1) as pool:
        fetched = pool.submit(with_deno, forms, server.address, folder, pace)
        curls = [pool.submit(with_curl, form, server.address, folder, pace) for form in forms]
        ours = [pool.submit(with_ours, form, server.address, folder, pace) for form in forms]
        return {
            form.name: {"curl": curl.result(), "deno": fetched.result()[form.name], "ours": our.result()}
            for form, curl, our in zip(forms, curls, ours, strict=True)
        }


def verdict(form, outcomes):
    """`agree` where ours is like one of the clients it stands for, `excused` where it is what `instead` says."""
    ours = outcomes["ours"]
    if any(ours.is_like(outcomes[peer]) for peer in form.peers):
        return "agree"
    if form.instead and (ours.end, text(ours.body or b"")) == (form.instead[0], text(form.instead[1])):
        return "excused"
    return "differ"


def shown(outcomes):
    """A line for each client."""
    return [f"    {who:5}{outcome}  {outcome.sentence.strip()[:160]}" for who, outcome in outcomes.items()]


def report(forms, outcomes):
    counts = {"agree": 0, "differ": 0, "excused": 0, "curl and Deno disagree": 0}
    for form in forms:
        found = outcomes[form.name]
        marks = [verdict(form, found)]
        if not found["curl"].is_like(found["deno"]):
            marks.append("curl and Deno disagree")
        for mark in marks:
            counts[mark] += 1
        print(f"{form.name}: {'; '.join(marks).upper()}", f"({form.why})" if form.why else "")
        print("\n".join(shown(found)))
    print(", ".join(f"{count} {name}" for name, count in counts.items()))


if __name__ == "__main__":
    chosen = [form for form in FORMS if not sys.argv[1:] or any(part in form.name for part in sys.argv[1:])]
    with tempfile.TemporaryDirectory() as temporary:
        report(chosen, compare(chosen, Path(temporary)))
