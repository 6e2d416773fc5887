"""--cert and --key: who the client is to a server that asks for a certificate."""

import shutil
import socket
import ssl
import subprocess
import threading

import pytest
from program import LONGEST
from raw_server import head, read_request

pytestmark = [
    pytest.mark.xdist_group("secure"),
    pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificates"),
]


class StrictServer:
    """Streams one event to clients whose certificate `client` signed; keeps whom they said to be."""

    def __init__(self, certificate, key, client):
        self.names = []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(client)
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"https://localhost:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self):
        self._listener.close()

    def _serve(self):
        while True:
            try:
                plain, _ = self._listener.accept()
                plain.settimeout(LONGEST)
                with self._context.wrap_socket(plain, server_side=True) as connection:
                    subject = dict(pair[0] for pair in connection.getpeercert()["subject"])
                    self.names.append(subject["commonName"])
                    read_request(connection)
                    connection.sendall(head("text/event-stream") + b"data: in\n\n")
            except ssl.SSLError:
                continue
            except OSError:
                return


@pytest.fixture
def server(certificates):
    server = StrictServer(*certificates("localhost"), certificates("ann")[0])
    yield server
    server.close()


@pytest.fixture
def trust(certificates):
    return ["--cacert", certificates("localhost")[0], "--output", "data", "--reconnect", "never"]


def test_a_certificate_and_its_key_let_the_client_in(fluidtop, server, certificates, trust):
    certificate, key = certificates("ann")
    result = fluidtop("tail", server.address, "--cert", certificate, "--key", key, *trust)
    assert (result.status, result.output) == (0, "in\n"), result.errors
    assert server.names == ["ann"]


def test_both_may_stand_in_one_file(fluidtop, server, certificates, trust, tmp_path):
    (tmp_path / "both.pem").write_bytes(b"".join(path.read_bytes() for path in certificates("ann")))
    result = fluidtop("tail", server.address, "--cert", "both.pem", *trust)
    assert (result.status, result.output) == (0, "in\n"), result.errors


def test_without_one_nobody_is_let_in(fluidtop, server, trust):
    result = fluidtop("tail", server.address, *trust)
    assert result.status == 1
    assert len(result.errors.splitlines()) == 1
    assert server.names == []


def test_a_key_that_belongs_to_another_certificate_is_said(fluidtop, server, certificates, trust):
    result = fluidtop("tail", server.address, "--cert", certificates("ann")[0], "--key", certificates("bob")[1], *trust)
    assert result.status == 1
    assert "can't be read" in result.errors or "certificate" in result.errors
    assert server.names == []


def test_a_key_under_a_password_is_refused_before_anybody_is_asked_for_it(
    fluidtop, server, certificates, trust, tmp_path
):
    certificate, key = certificates("ann")
    subprocess.run(
        ["openssl", "pkcs8", "-topk8", "-in", key, "-out", tmp_path / "locked.key", "-passout", "pass:s3cret"],
        check=True, capture_output=True, timeout=LONGEST,
    )  # fmt: skip
    result = fluidtop("tail", server.address, "--cert", certificate, "--key", "locked.key", *trust)
    assert (result.status, len(result.errors.splitlines())) == (64, 1)
    assert "is encrypted with a password" in result.errors


def test_a_file_is_saved_with_a_certificate_too(fluidtop, server, certificates, trust):
    certificate, key = certificates("ann")
    result = fluidtop("get", server.address, "--cert", certificate, "--key", key, *trust[:2], "-o", "-")
    assert (result.status, result.output) == (0, "data: in\n\n"), result.errors
