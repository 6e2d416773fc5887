"""What the proxy tells of what passes, while it passes and when it is ended."""

import threading

from program import LONGEST, wait_until
from raw_server import chunked, head
from test_proxy import asked, connect, origin, proxied, read_until  # noqa: F401

EVENTS = head("text/event-stream", Transfer_Encoding="chunked")
EVENT = chunked(b"data: 1\n\n", whole=False)


def test_text_without_line_ends_is_told_while_it_streams(proxied, origin, tmp_path):  # noqa: F811
    goes_on = threading.Event()

    def serve(connection):
        with connection:
            if not read_until(connection, b"\r\n\r\n").startswith(b"GET /words"):
                return
            connection.sendall(head("text/plain", Transfer_Encoding="chunked") + chunked(b"one ", whole=False))
            goes_on.wait(LONGEST)
            connection.sendall(chunked(b"two"))

    proxy = proxied(origin(serve))
    with connect(proxy) as client:
        client.sendall(asked("/words"))
        wait_until(lambda: "one" in (tmp_path / "proxy.out").read_text())
        goes_on.set()
        read_until(client, b"0\r\n\r\n")
        wait_until(lambda: "two" in (tmp_path / "proxy.out").read_text())
    proxy.stop()


def test_the_proxy_ends_under_a_flood_and_says_that_it_did(proxied, origin):  # noqa: F811
    def serve(connection):
        with connection:
            if not read_until(connection, b"\r\n\r\n").startswith(b"GET /events"):
                return
            connection.sendall(EVENTS)
            try:
                while True:
                    connection.sendall(EVENT)
            except OSError:
                pass

    proxy = proxied(origin(serve), "--output", "trace")
    clients = [connect(proxy) for _ in range(3)]

    def read(client):
        try:
            while client.recv(65536):
                pass
        except OSError:
            pass

    readers = [threading.Thread(target=read, args=(client,), daemon=True) for client in clients]
    for client, reader in zip(clients, readers, strict=True):
        client.sendall(asked("/events"))
        read_until(client, b"data: 1\n\n")
        reader.start()
    told = proxy.lines()
    assert sorted(line["run"] for line in told if line.get("how") == "stopped") == [1, 2, 3]
    for client, reader in zip(clients, readers, strict=True):
        reader.join(LONGEST)
        client.close()
