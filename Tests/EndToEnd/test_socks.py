"""--proxy socks5://…: the proxy connects, and looks names up where it is told to."""

import pytest
from raw_server import RawServer, head
from socks_server import SocksServer


@pytest.fixture
def proxy():
    servers = []

    def start(**settings):
        servers.append(SocksServer(**settings))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def events(play):
    return play([head("text/event-stream") + b"data: a\n\n", RawServer.FIN])


def port(server):
    return int(server.address.rpartition(":")[2])


def tail(fluidtop, url, proxy, **changes):
    return fluidtop("tail", url, "--proxy", proxy, "--output", "data", "--reconnect", "never", **changes)


def test_a_stream_comes_through_a_socks_proxy(fluidtop, proxy, events):
    through = proxy()
    result = tail(fluidtop, events.address, f"socks5://{through.place}")
    assert (result.status, result.output) == (0, "a\n"), result.errors
    assert through.asked == [("127.0.0.1", port(events))]


def test_a_name_that_only_the_proxy_knows_is_looked_up_by_it(fluidtop, proxy, events):
    through = proxy(names={"backend.internal": "127.0.0.1"})
    url = f"http://backend.internal:{port(events)}/"
    result = tail(fluidtop, url, f"socks5h://{through.place}")
    assert (result.status, result.output) == (0, "a\n"), result.errors
    assert through.asked == [("backend.internal", port(events))]


def test_user_and_password_go_to_the_proxy_and_to_nobody_else(fluidtop, proxy, events):
    through = proxy(login=("ann", "s3cret/word"))
    url = f"socks5://ann:$PASSWORD@{through.place}"
    result = tail(fluidtop, events.address, url, PASSWORD="s3cret%2Fword")
    assert (result.status, result.output) == (0, "a\n"), result.errors
    assert "uthorization" not in events.requests[0]


@pytest.mark.parametrize("login", ["", "ann:wrong@"], ids=["none", "wrong"])
def test_a_proxy_that_lets_nobody_in_is_one_sentence_without_the_password(fluidtop, proxy, events, login):
    through = proxy(login=("ann", "s3cret"))
    result = tail(fluidtop, events.address, f"socks5://{login}{through.place}")
    assert result.status == 1
    assert len(result.errors.splitlines()) == 1
    assert "the proxy 127.0.0.1" in result.errors
    assert "wrong" not in result.errors
    assert events.requests == []


def test_a_download_and_a_list_go_through_it_too(fluidtop, proxy, backend, tmp_path):
    through = proxy()
    options = ["--proxy", f"socks5://{through.place}"]
    assert fluidtop("get", f"{backend}/files/report/download", *options).status == 0
    assert (tmp_path / "report.pdf").exists()
    assert "/orders/stream" in fluidtop("list", backend, *options).output
    assert len(through.asked) >= 2


def test_the_environment_may_name_one(fluidtop, proxy, events):
    through = proxy(names={"backend.internal": "127.0.0.1"})
    url = f"http://backend.internal:{port(events)}/"
    result = fluidtop("tail", url, "--output", "data", "--reconnect", "never", ALL_PROXY=f"socks5h://{through.place}")
    assert (result.status, result.output) == (0, "a\n"), result.errors


def test_a_proxy_that_is_not_there_is_said(fluidtop, events, unused_address):
    result = tail(fluidtop, events.address, unused_address.replace("http", "socks5"))
    assert result.status == 1
    assert "the proxy 127.0.0.1 gave no connection" in result.errors
