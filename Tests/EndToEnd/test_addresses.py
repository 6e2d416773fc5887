"""One reading of addresses for every command: what is a URL for one is a URL for all."""

import socket

import pytest
from raw_server import RawServer, head

EVENT = [head("text/event-stream") + b"data: in\n\n", RawServer.FIN]
OPTIONS = ["--output", "data", "--reconnect", "never"]


def port(server):
    return server.address.rpartition(":")[2]


@pytest.mark.parametrize(
    ("typed", "host", "target"),
    [
        ("localhost:{port}", "localhost:{port}", "/"),
        ("127.0.0.1:{port}?x=1", "127.0.0.1:{port}", "/?x=1"),
        ("127.0.0.1:{port}/events#part", "127.0.0.1:{port}", "/events"),
        (":{port}/events", "localhost:{port}", "/events"),
        ("api.localhost:{port}/x", "api.localhost:{port}", "/x"),
        ("http://localhost.:{port}/x", "localhost.:{port}", "/x"),
        ("http://api.localhost.:{port}/x", "api.localhost.:{port}", "/x"),
        ("LOCALHOST:{port}/X", "localhost:{port}", "/X"),
        ("http://api.localhost:{port}/x", "api.localhost:{port}", "/x"),
        ("localhost:{port}/x?to=http://h/", "localhost:{port}", "/x?to=http://h/"),
        ("HTTP://localhost:{port}", "localhost:{port}", "/"),
        ("2130706433:{port}/x", "127.0.0.1:{port}", "/x"),
    ],
)
def test_an_address_without_its_scheme_is_a_url(fluidtop, play, typed, host, target):
    server = play(EVENT)
    result = fluidtop("tail", typed.format(port=port(server)), *OPTIONS)
    assert (result.status, result.output) == (0, "in\n"), result.errors
    assert server.requests[0].startswith(f"GET {target} HTTP/1.1\r\n")
    assert f"\r\nHost: {host.format(port=port(server))}\r\n" in server.requests[0]


def test_an_ipv6_address_stands_in_brackets(fluidtop):
    try:
        listener = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("no IPv6 on this machine")
    with listener:
        place = f"[::1]:{listener.getsockname()[1]}"
    result = fluidtop("tail", place, *OPTIONS)
    assert result.status == 1
    assert f"nothing listens at {place}" in result.errors


def test_user_and_password_may_stand_before_it(fluidtop, play):
    server = play(EVENT)
    assert fluidtop("tail", f"ann:s3cret@localhost:{port(server)}/x", *OPTIONS).status == 0
    assert "\r\nAuthorization: Basic YW5uOnMzY3JldA==\r\n" in server.requests[0]


@pytest.mark.parametrize("command", ["tail", "get", "list"])
@pytest.mark.parametrize("typed", ["nowhere.invalid/events", "nowhere.invalid:80/events", "http://nowhere.invalid/x"])
def test_a_host_of_the_network_is_told_from_a_name(fluidtop, command, typed):
    result = fluidtop(command, typed)
    assert result.status == 1
    assert "no address is known for nowhere.invalid" in result.errors
    assert "8000" not in result.errors


@pytest.mark.parametrize("name", ["orders", "stream_order", "/order", "GET /order", "orders.list"])
def test_a_name_stays_a_name(fluidtop, backend, name):
    result = fluidtop("tail", name, "--from", backend.removeprefix("http://"))
    assert result.status == 64
    assert f"no endpoint is called '{name}'" in result.errors


def test_targets_and_base_urls_are_read_so_too(fluidtop, backend):
    place = backend.removeprefix("http://")
    named = ["-p", "limit=1", "--max", "1", "--output", "data"]
    for options in [["--from", place], ["--from", backend, "--base-url", place]]:
        result = fluidtop("tail", "stream_orders", *options, *named)
        assert result.status == 0, result.errors
    assert "/orders/stream" in fluidtop("list", f"{place}/openapi.json").output


def test_a_folder_with_a_dot_stays_a_folder(fluidtop, tmp_path):
    (tmp_path / "my.project" / "src").mkdir(parents=True)
    result = fluidtop("list", "my.project/src")
    assert "no address is known" not in result.errors
