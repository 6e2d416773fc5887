"""The proxy beside nginx and mitmproxy, which pass streams on: what an event waits, and what passes in a second."""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

from report import table
from streams import LONGEST, StreamServer

NGINX = "/usr/sbin/nginx"
# One process, as the program is.
CONFIGURATION = """
daemon off; master_process off; worker_processes 1; pid {folder}/pid; error_log {folder}/error;
events {{ worker_connections 256; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass {target}; proxy_http_version 1.1; proxy_buffering off; }}
  }}
}}
"""
EVENTS, TURNS, RUNS = 1500, 3, 7


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def await_port(port):
    deadline = time.monotonic() + 10
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


@contextmanager
def running(command, port):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        await_port(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def nginx(target):
    """Its address; nothing where it isn't installed."""
    if not os.access(NGINX, os.X_OK):
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        path = os.path.join(folder, "nginx.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write(CONFIGURATION.format(folder=folder, port=port, target=target))
        with running([NGINX, "-p", folder, "-c", path], port) as address:
            yield address


@contextmanager
def mitmproxy(target):
    """As it is set up where streams are to pass as they come. Nothing where it isn't installed."""
    if not (program := shutil.which("mitmdump")):
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        settings = [f"confdir={folder}", f"listen_port={port}", "listen_host=127.0.0.1"]
        settings += ["stream_large_bodies=1", "flow_detail=0"]
        options = [part for setting in settings for part in ("--set", setting)]
        with running([program, "-q", "--mode", f"reverse:{target}", *options], port) as address:
            yield address


@contextmanager
def ours(binary, target):
    port = free_port()
    # Nobody reads what it tells, as of a server: it is told all the same.
    with running([binary, "proxy", target, "--listen", f"127.0.0.1:{port}"], port) as address:
        yield address


def waits(address):
    """Microseconds from the writing of each event to its reading."""
    place = urlsplit(address)
    found, rest = [], b""
    with socket.create_connection((place.hostname, place.port)) as connection:
        connection.sendall(
            f"GET /stamped/{EVENTS} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode()
        )
        while len(found) < EVENTS:
            part = connection.recv(65536)
            now = time.monotonic_ns()
            if not part:
                raise RuntimeError("the stream ended early")
            *events, rest = (rest + part).split(b"\n\n")
            found += [(now - int(event.rsplit(b"data: ", 1)[1])) / 1000 for event in events]
    return found


def seconds(url):
    start = time.perf_counter()
    subprocess.run(
        ["curl", "-sN", url], stdout=subprocess.DEVNULL, check=True, timeout=LONGEST
    )
    return time.perf_counter() - start


def proxy(binary):
    """Events of a backend through nobody, nginx, mitmproxy and the program, in turn."""
    if not shutil.which("curl"):
        print("proxy: there is no curl to read with", file=sys.stderr)
        return True
    with (
        StreamServer() as target,
        nginx(target) as other,
        mitmproxy(target) as third,
        ours(binary, target) as own,
    ):
        ways = {"none": target, "nginx": other, "mitmproxy": third, "fluidtop": own}
        ways = {name: address for name, address in ways.items() if address}
        delays(ways)
        throughput(ways)
    return True


def delays(ways):
    found = {name: [] for name in ways}
    for turn in range(TURNS):
        for name in sorted(ways, reverse=turn % 2 == 1):
            found[name] += waits(ways[name])
    rows = []
    base = statistics.quantiles(found["none"], n=100)
    for name in ways:
        parts = statistics.quantiles(found[name], n=100)
        added = [f"{(parts[place] - base[place]) / 1000:.3f} ms" for place in (49, 98)]
        rows.append([name, f"{parts[49]:.0f} us", f"{parts[98]:.0f} us", *added])
    table(
        "Waiting of an event through a proxy, one each 2 ms",
        ["proxy", "p50", "p99", "added p50", "added p99"],
        rows,
    )


def throughput(ways):
    rows = []
    for shape, label in (("whole", "no chunks"), ("chunked", "a chunk each")):
        times = {name: [] for name in ways}
        for turn in range(RUNS):
            for name in sorted(ways, reverse=turn % 2 == 1):
                # It takes a third of a minute for chunks.
                if name != "mitmproxy" or turn == 0:
                    times[name].append(seconds(f"{ways[name]}/{shape}/1000000"))
        medians = {name: statistics.median(values) for name, values in times.items()}
        peer = medians.get("nginx")
        ratio = f"{peer / medians['fluidtop']:.2f}x" if peer else ""
        rows.append(
            [f"1,000,000 events, {label}"]
            + [f"{medians[name] * 1000:.0f} ms" if name in medians else ""
               for name in ("none", "nginx", "mitmproxy", "fluidtop")]
            + [ratio]
        )
    table(
        "Throughput of the proxy to curl, median, in turn",
        ["what", "none", "nginx", "mitmproxy", "fluidtop", "of nginx's"],
        rows,
    )
