"""Runs what may print, end, hang or crash in a process of its own."""

import json
import os
import select
import signal
import struct
import time

ANSWER_LIMIT = 64 << 20


def supervised(work, seconds):
    """The text that `work` returns, or a problem as a text.

    The child has a process group of its own, which is gone when this returns. Its standard
    streams lead nowhere; the answer comes through a pipe that nothing the child starts inherits.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        run_child(work, writing, seconds)
    os.close(writing)
    answer = b""
    is_over = False
    try:
        answer, is_over = received(reading, time.monotonic() + seconds)
    finally:
        status = end(child, is_over)
    if is_complete(answer):
        return answer[8:].decode("utf-8")
    return json.dumps({"version": 1, "problem": problem(status, is_over)})


def run_child(work, writing, seconds):
    try:
        os.setpgid(0, 0)
        # If nobody is left to end this process, the kernel does.
        signal.setitimer(signal.ITIMER_REAL, seconds + 2)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        answer = work().encode("utf-8")
        data = struct.pack(">Q", len(answer)) + answer
        while data:
            data = data[os.write(writing, data):]
    finally:
        os._exit(0)  # threads that the application started would keep it alive


def is_complete(answer):
    return len(answer) >= 8 and len(answer) - 8 == struct.unpack(">Q", answer[:8])[0]


def received(reading, deadline):
    """What came, and whether the time was over before it was all."""
    parts = b""
    while not is_complete(parts) and len(parts) < ANSWER_LIMIT:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([reading], [], [], left)[0]:
            return parts, True
        part = os.read(reading, 1 << 16)
        if not part:
            break
        parts += part
    return parts, False


def end(child, is_over):
    """Ends the child and all that it started; how it ended by itself, if it did."""
    status = None
    if not is_over:  # a child that closed the pipe is about to end
        for _ in range(100):
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                break
            status = None
            time.sleep(0.005)
    for kill in (os.killpg, os.kill):
        try:
            kill(child, signal.SIGKILL)
        except OSError:
            pass
    if status is None:
        os.waitpid(child, 0)
    return status


def problem(status, is_over):
    if is_over or status is None:
        return {"kind": "slow"}
    if os.WIFSIGNALED(status):
        return {"kind": "signal", "number": os.WTERMSIG(status)}
    return {"kind": "exit", "status": os.WEXITSTATUS(status)}
