"""`fluidtop proxy` while it runs, in front of a server."""

import json
import re
import signal
import socket
import subprocess

from program import BINARY, LONGEST, environment


class Proxied:
    """`address`: where the proxy listens. What it has written is read when it is stopped."""

    def __init__(self, folder, target, *arguments, **changes):
        self._output = (folder / "proxy.out").open("w+b")
        self.process = subprocess.Popen(
            [str(BINARY), "proxy", target, "--listen", "127.0.0.1:0", *map(str, arguments)],
            stdin=subprocess.DEVNULL, stdout=self._output, stderr=subprocess.PIPE, cwd=folder,
            env=environment(folder, **changes), text=True,
        )  # fmt: skip
        said = []
        for line in self.process.stderr:
            said.append(line)
            if found := re.search(r"(http://\S+) stands for", line):
                self.address = found[1]
                break
        else:
            raise AssertionError("".join(said))
        self.said = "".join(said)
        self.port = int(self.address.rsplit(":", 1)[1])

    def stop(self):
        """Ends it; what it wrote to standard output and to standard error meanwhile.

        It must have lived until now: an answer can have been given before the program fell over it.
        And it must have listened: one that has given up its port lives, too.
        """
        if self.process.poll() is None:
            with socket.create_connection(("127.0.0.1", self.port), LONGEST) as client:
                client.shutdown(socket.SHUT_WR)
                # It is over for the proxy, too.
                while client.recv(1 << 10):
                    pass
            self.process.send_signal(signal.SIGTERM)
        errors = self.process.stderr.read()
        status = self.process.wait(LONGEST)
        self.process.stderr.close()
        # Between the line that names its address and its first look at signals they end it at once.
        assert status in (128 + signal.SIGTERM, -signal.SIGTERM), f"ended with {status}: {errors}"
        assert "Fatal" not in errors and "Simultaneous accesses" not in errors, errors
        self._output.seek(0)
        return self._output.read().decode(), errors

    def lines(self):
        return [json.loads(line) for line in self.stop()[0].splitlines()]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            if not self.process.stderr.closed:
                self.stop()
        finally:
            self._output.close()
