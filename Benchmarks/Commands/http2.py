"""Events over HTTP/2, beside curl."""

import os
import shutil
import subprocess
import sys
import tempfile

from report import table
from streams import BESIDE_CURL, StreamServer, beside_curl


def missing():
    """What there is to miss, in a sentence; None where nothing is."""
    for name, purpose in (("curl", "to compare with"), ("openssl", "to make a certificate")):
        if not shutil.which(name):
            return f"there is no {name} {purpose}"
    version = subprocess.run(["curl", "--version"], stdout=subprocess.PIPE, text=True).stdout
    return None if "HTTP2" in version else "this curl speaks no HTTP/2"


def certificate(folder):
    """A certificate for a day, signed by itself, and its key."""
    files = os.path.join(folder, "certificate.pem"), os.path.join(folder, "key.pem")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    command += ["-subj", "/CN=localhost", "-out", files[0], "-keyout", files[1]]
    subprocess.run(command, stderr=subprocess.DEVNULL, check=True, timeout=60)
    return files


def http2(binary):
    """200-byte events, each a DATA frame, over TLS and loopback to a file."""
    sentence = missing()
    if sentence:
        print(f"http2: {sentence}", file=sys.stderr)
        return True
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        files = certificate(folder)
        for count, runs in ((100_000, 7), (1_000_000, 5)):
            with StreamServer("http2.py", *files, count, scheme="https") as url:
                commands = {
                    "curl": ["curl", "--http2", "-k", "-sN", url],
                    "fluidtop": [binary, "tail", "--insecure", "--output", "data", url],
                }
                label = f"{count:,} events, each a DATA frame, many a write"
                rows.append(beside_curl(label, commands, runs, os.path.join(folder, "output")))
    table("tail over HTTP/2 and TLS beside curl -N --http2, median, in turn", BESIDE_CURL, rows)
    return True
