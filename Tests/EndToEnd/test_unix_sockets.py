"""Backends on a socket of this machine: by option, and as an address."""

import urllib.parse

import pytest


def forms(path, target):
    """The ways to say it: what stands in the URL's place, and the options."""
    return {
        "option": [f"http://localhost{target}", "--unix-socket", path],
        "http+unix": [f"http+unix://{urllib.parse.quote(str(path), safe='')}{target}"],
        "unix": [f"unix:{path}:{target}"],
    }


@pytest.fixture(params=["option", "http+unix", "unix"])
def on_socket(request, backend_socket):
    return lambda target: forms(backend_socket, target)[request.param]


def test_tail_reads_a_stream_behind_a_socket(fluidtop, on_socket):
    result = fluidtop("tail", *on_socket("/items?limit=2"), "--output", "data")
    assert result.status == 0, result.errors
    assert len(result.output.splitlines()) == 2


def test_get_saves_a_file_behind_a_socket(fluidtop, on_socket, tmp_path):
    result = fluidtop("get", *on_socket("/files/report/download"))
    assert result.status == 0, result.errors
    assert (tmp_path / "report.pdf").stat().st_size == 48 * 1024


def test_list_finds_the_endpoints_behind_a_socket(fluidtop, on_socket):
    result = fluidtop("list", *on_socket("/"), "--json")
    assert result.status == 0, result.errors
    assert "stream_orders" in [endpoint["name"] for endpoint in result.json()["endpoints"]]


def test_an_endpoint_behind_a_socket_is_called_by_its_name(fluidtop, on_socket):
    target, *options = on_socket("/")
    result = fluidtop(
        "tail", "stream_orders", "--from", target, *options, "-p", "limit=1", "--max", "1", "--output", "data"
    )
    assert result.status == 0, result.errors
    assert '"number":1' in result.output.replace(" ", "")


def test_a_socket_without_a_path_is_its_root(fluidtop, backend_socket):
    assert "/orders/stream" in fluidtop("list", f"unix:{backend_socket}").output


def test_a_proxy_of_the_environment_is_not_asked_for_a_socket(fluidtop, on_socket, unused_address):
    result = fluidtop("tail", *on_socket("/items?limit=1"), "--output", "data", HTTP_PROXY=unused_address,
                      http_proxy=unused_address)  # fmt: skip
    assert result.status == 0, result.errors


def test_a_socket_that_is_not_there_is_named(fluidtop, tmp_path):
    path = tmp_path / "nothing.sock"
    by_option = fluidtop("tail", "http://localhost/x", "--unix-socket", path)
    assert (by_option.status, len(by_option.errors.splitlines())) == (64, 1)
    assert f"there is no socket at '{path}'" in by_option.errors
    by_address = fluidtop("tail", f"unix:{path}:/x", "--reconnect", "never")
    assert by_address.status == 1
    assert str(path) in by_address.errors


def test_a_document_can_not_send_requests_to_a_socket_of_its_readers_machine(fluidtop, page_server):
    document = b'{"openapi":"3.1.0","info":{},"servers":[{"url":"http+unix://%2Frun%2Fdocker.sock"}],"paths":{}}'
    address = page_server(body=document, media_type="application/json")
    result = fluidtop("list", f"{address}/openapi.json", "--json")
    assert "docker" not in result.output + result.errors


def test_the_screen_shows_a_backend_behind_a_socket(screens, on_socket):
    screen = screens()
    screen.open(*on_socket("/"))
    screen.wait_until("/orders/stream")
