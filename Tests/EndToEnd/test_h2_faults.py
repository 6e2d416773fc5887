"""HTTP/2 that breaks its rules: the call ends with a sentence, and what came before is told.

`python test_h2_faults.py [PART OF A NAME]…` prints what curl and ours do with each fault.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

import h2_faults
import h2_frames as h2
import memory
from h2_fault_server import MOST_BYTES, H2FaultServer
from h2_faults import BAD_HEADS, BROKEN, FLOODS, LENGTHS, PLACES, RIGHT, steps
from program import BINARY, LONGEST

pytestmark = [
    pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificates"),
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the kernel tells of memory in /proc"),
]

# What a run may hold more than a quiet one, in bytes.
MORE = 25_000_000

# What curl allows itself as well: a stream may go on among frames that mean nothing.
HARMLESS = {"priority", "priority-of-other-streams", "data-empty", "window-update", "unknown-frames"}

# Faults for which libcurl gives up a stream before it has handed over what came in the same reading of the socket.
DROPPED = {
    "reset-refused", "reset-internal-error", "reset-cancel", "reset-no-error", "goaway-internal-error",
    "shorter-than-its-length", "longer-than-its-length",
}  # fmt: skip

# libcurl takes a reset with the code 0 for a clean end (RFC 9113 8.1 has servers send it after one).
ENDS = {("broken", "reset-no-error", "after")}

FAULTS = [
    *[("broken", name, place) for name in BROKEN for place in PLACES],
    *[("head", name, "before") for name in BAD_HEADS],
    *[("length", name, place) for name in LENGTHS for place in ("with", "after")],
]
ALL_RIGHT = [("right", name, "with") for name in RIGHT]
ALL_FLOODS = [("flood", name, place) for name in FLOODS for place in ("before", "after")]


def name_of(fault):
    kind, name, place = fault
    return f"{kind}-{name}" + {"before": "", "with": "-with-two-events", "after": "-after-two-events"}[place]


def make_certificate(folder):
    certificate, key = folder / "localhost.pem", folder / "localhost.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
         "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost"],
        check=True, capture_output=True, timeout=LONGEST,
    )  # fmt: skip
    return certificate, key


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("h2-faults"))


def tail(address, folder, *more):
    command = [BINARY, "tail", address, "--insecure", "--output", "trace", "--reconnect", "never", *more]
    return memory.run(command, folder, LONGEST)


def traced(run):
    """The callbacks, and the data of the events among them."""
    lines = [json.loads(line) for line in run.output.splitlines()]
    callbacks = [line for line in lines if "callback" in line]
    return callbacks, [line["data"] for line in callbacks if line["callback"] == "onMessage"]


@pytest.fixture(scope="module")
def quiet(certificate, tmp_path_factory):
    """The most that a run holds in which nothing happens, in bytes."""
    folder = tmp_path_factory.mktemp("quiet")
    with H2FaultServer(*certificate, steps("right", "end-and-closed", "with")) as server:
        run = tail(server.address, folder)
    assert run.status == 0, run.errors
    assert traced(run)[1] == ["1", "2"]
    return run.peak


@pytest.mark.parametrize("fault", FAULTS, ids=name_of)
def test_a_fault_ends_the_call_with_a_sentence(certificate, tmp_path, quiet, fault):
    with H2FaultServer(*certificate, steps(*fault)) as server:
        run = tail(server.address, tmp_path)
    assert_fault_is_told(run, fault)
    assert run.peak <= quiet + MORE


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault[0] == "broken"], ids=name_of)
def test_a_fault_of_a_server_that_closes_when_told_ends_the_call(certificate, tmp_path, fault):
    with H2FaultServer(*certificate, steps(*fault), polite=True) as server:
        run = tail(server.address, tmp_path)
    assert_fault_is_told(run, fault)


def assert_fault_is_told(run, fault):
    _, name, place = fault
    callbacks, events = traced(run)
    if fault in ENDS and run.status == 0:
        assert events == ["1", "2"]
        return
    assert run.status == 1, run
    assert [line["callback"] for line in callbacks][-2:] == ["onError", "onClose"]
    assert callbacks[-2]["fatal"] is True
    assert callbacks[-2]["error"]["message"]
    assert run.errors.splitlines()[-1].startswith("fluidtop: ")
    # Nobody's reader knows the names of a library's types.
    for internal in ("NIO", "Error(", "(value:", "nghttp2", "CURLE"):
        assert internal not in run.errors
    if place == "before":
        assert events == []
    elif not (name in DROPPED and place == "with" and events == []):
        assert events[:2] == ["1", "2"]


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_no_fault_is_read_to_its_end(certificate, tmp_path, name):
    with H2FaultServer(*certificate, steps("right", name, "with")) as server:
        run = tail(server.address, tmp_path)
    assert run.status == 0, run.errors
    callbacks, events = traced(run)
    assert events == ["1", "2"]
    assert [line["callback"] for line in callbacks] == ["onOpen", "onMessage", "onMessage", "onComplete", "onClose"]
    assert server.requests == 1


@pytest.mark.parametrize("fault", ALL_FLOODS, ids=name_of)
def test_a_flood_is_ended_or_survived_in_little_memory(certificate, tmp_path, quiet, fault):
    _, name, place = fault
    with H2FaultServer(*certificate, steps(*fault)) as server:
        run = tail(server.address, tmp_path, "--for", "8s")
    # What ends with success was ended by --for, or the server has had enough.
    over = run.seconds > 7 or server.sent >= MOST_BYTES
    assert run.status == 1 or (run.status == 0 and over), run
    if name not in HARMLESS and not over:
        assert traced(run)[0][-2]["callback"] == "onError"
    if place == "after":
        assert traced(run)[1] == ["1", "2"]
    assert run.peak <= quiet + MORE, f"{run.peak / 1e6:.1f} MB, {quiet / 1e6:.1f} MB when nothing happens"


@pytest.mark.parametrize("apart", [True, False], ids=["a-write-each", "all-in-one-write"])
def test_a_thousand_events_of_a_frame_each_come_whole_and_in_order(certificate, tmp_path, apart):
    def answer(stream):
        frames = [h2.data(stream, f"id: {number}\ndata: {number}\n\n".encode()) for number in range(1000)]
        return [h2.opened(stream), *(frames if apart else [b"".join(frames)]), h2_faults.whole(stream)]

    with H2FaultServer(*certificate, answer) as server:
        run = tail(server.address, tmp_path)
    assert run.status == 0, run.errors
    callbacks, told = traced(run)
    assert told == [str(number) for number in range(1000)]
    assert [line["callback"] for line in callbacks][-2:] == ["onComplete", "onClose"]


def shown(run, server, events):
    end = "STAYS" if run.status is None else f"status {run.status}"
    told = "" if server.told is None else f", said GOAWAY {server.told}"
    sentence = (run.errors.strip().splitlines() or [""])[-1][:130]
    return f"{end}, {run.seconds:.1f} s, {run.peak / 1e6:.0f} MB, {events} events{told}  {sentence}"


def compare(folder, parts):
    certificate = make_certificate(folder)

    def play(polite, fault):
        place = folder / f"{name_of(fault)}-{polite}"
        place.mkdir()
        with H2FaultServer(*certificate, steps(*fault), polite) as server:
            curl = ["curl", "--http2", "-ksSN", "--noproxy", "*", "--max-time", "8", server.address]
            run = memory.run(curl, place, LONGEST)
            theirs = shown(run, server, run.output.count("data: "))
        with H2FaultServer(*certificate, steps(*fault), polite) as server:
            run = tail(server.address, place, *(["--for", "8s"] if fault[0] == "flood" else []))
            ours = shown(run, server, run.output.count("onMessage"))
        return f"    curl {theirs}\n    ours {ours}"

    for faults, together in [([*ALL_RIGHT, *FAULTS], 12), (ALL_FLOODS, 1)]:
        chosen = [fault for fault in faults if not parts or any(part in name_of(fault) for part in parts)]
        with ThreadPoolExecutor(together) as pool:
            for polite in (False, True):
                if polite:
                    chosen = [fault for fault in chosen if fault[0] == "broken"]
                for fault, found in zip(chosen, pool.map(partial(play, polite), chosen), strict=True):
                    print(f"{name_of(fault)}{' (a polite server)' if polite else ''}\n{found}", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        compare(Path(temporary), sys.argv[1:])
