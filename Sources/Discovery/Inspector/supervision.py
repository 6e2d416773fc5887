"""Runs what may print, end, hang or crash in a process of its own."""

import fcntl
import json
import os
import select
import signal
import struct
import time

ANSWER_LIMIT = 64 << 20
# Above what code that "closes all descriptors" usually closes.
PRIVATE_DESCRIPTOR = 300
STANDARD_OUTPUT = 1


def supervised(work, seconds):
    """The text that `work` returns, or a problem as a text.

    The child has a process group of its own, which is gone when this returns; when this process
    is ended meanwhile, a guardian ends the group. The child's standard streams lead nowhere; the
    answer comes through a pipe that nothing the child starts inherits.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        run_child(work, writing, seconds)
    os.close(writing)
    guardian = Guardian(child)
    answer = bytearray()
    is_over = False
    try:
        is_over = receive(answer, reading, time.monotonic() + seconds)
    finally:
        status = end(child, is_over)
        guardian.dismiss()
    if is_complete(answer):
        return bytes(answer[8:]).decode("utf-8")
    return json.dumps({"version": 1, "problem": problem(status, is_over, len(answer))})


class Guardian:
    """A process that ends the child's group as soon as this process is gone, however it went."""

    def __init__(self, child):
        waiting, self.lifeline = os.pipe()
        self.process = os.fork()
        if self.process == 0:
            try:
                os.setpgid(0, 0)
                os.close(self.lifeline)
                to_nowhere()
                if not os.read(waiting, 1):
                    kill(child)
            finally:
                os._exit(0)
        os.close(waiting)

    def dismiss(self):
        os.write(self.lifeline, b".")
        os.close(self.lifeline)
        os.waitpid(self.process, 0)


def to_nowhere():
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def run_child(work, writing, seconds):
    try:
        os.setpgid(0, 0)
        # A last resort; an application may set another timer.
        signal.setitimer(signal.ITIMER_REAL, seconds + 2)
        to_nowhere()
        channel = private(writing)
        answer = work().encode("utf-8")
        data = memoryview(struct.pack(">Q", len(answer)) + answer)
        while data:
            data = data[os.write(channel, data):]
    finally:
        os._exit(0)  # threads that the application started would keep it alive


def private(writing):
    """The same pipe under a number that hardly anybody closes or takes."""
    try:
        return fcntl.fcntl(writing, fcntl.F_DUPFD_CLOEXEC, PRIVATE_DESCRIPTOR)
    except OSError:  # fewer descriptors are allowed
        return writing


def is_complete(answer):
    return len(answer) >= 8 and len(answer) - 8 == struct.unpack(">Q", bytes(answer[:8]))[0]


def receive(answer, reading, deadline):
    """Takes in what comes; whether the time was over, or nobody is left to tell, before the end."""
    poll = select.poll()
    poll.register(reading, select.POLLIN)
    poll.register(STANDARD_OUTPUT, 0)  # an error there means that its reader is gone
    while not is_complete(answer) and len(answer) < ANSWER_LIMIT:
        left = deadline - time.monotonic()
        ready = dict(poll.poll(left * 1000)) if left > 0 else {}
        if not ready or STANDARD_OUTPUT in ready:
            return True
        part = os.read(reading, 1 << 16)
        if not part:
            break
        answer += part
    return False


def end(child, is_over):
    """Ends the child and its group; how it ended by itself, if it did."""
    status = None
    if not is_over:  # a child that closed the pipe is about to end
        for _ in range(100):
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                break
            status = None
            time.sleep(0.005)
    kill(child)
    if status is None:
        os.waitpid(child, 0)
    return status


def kill(child):
    for kill_it in (os.killpg, os.kill):
        try:
            kill_it(child, signal.SIGKILL)
        except OSError:
            pass


def problem(status, is_over, length):
    if length >= ANSWER_LIMIT:
        return {"kind": "large"}
    if is_over:
        return {"kind": "slow"}
    if status is None:
        return {"kind": "silent"}
    if os.WIFSIGNALED(status):
        return {"kind": "signal", "number": os.WTERMSIG(status)}
    return {"kind": "exit", "status": os.WEXITSTATUS(status)}
