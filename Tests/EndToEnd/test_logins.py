"""Who asks: --user in the scheme that the server wants, and .netrc."""

import base64

import pytest
from digest_server import DigestServer
from raw_server import RawServer, answer, head

EVENT = [head("text/event-stream") + b"data: in\n\n", RawServer.FIN]
OPTIONS = ["--output", "data", "--reconnect", "never"]


def basic(pair):
    return "\r\nAuthorization: Basic " + base64.b64encode(pair.encode()).decode() + "\r\n"


@pytest.fixture
def guarded():
    servers = []

    def start(algorithm):
        servers.append(DigestServer(algorithm, "ann", "s3:cret ü"))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
def test_a_user_is_told_by_digest_where_the_server_asks_for_it(fluidtop, guarded, algorithm):
    server = guarded(algorithm)
    result = fluidtop("tail", f"{server.address}/a?b=c", "--user", "ann:$WORD", *OPTIONS, WORD="s3:cret ü")
    assert (result.status, result.output) == (0, "in\n"), result.errors
    assert server.schemes[-1] == "Digest"


def test_a_wrong_password_is_refused_once_and_not_shown(fluidtop, guarded):
    server = guarded("SHA-256")
    result = fluidtop("tail", server.address, "--user", "ann:wr0ng", *OPTIONS)
    assert result.status == 1
    assert "401" in result.errors
    assert "wr0ng" not in result.errors
    assert len(server.schemes) <= 3


def netrc(folder, address, name=".netrc", password="s3cret"):
    host = address.removeprefix("http://").partition(":")[0]
    path = folder / name
    path.write_text(f"machine {host} login ann password {password}\n")
    path.chmod(0o600)
    return path


def test_netrc_gives_user_and_password_of_a_host(fluidtop, play, tmp_path):
    server = play(EVENT)
    netrc(tmp_path, server.address)
    result = fluidtop("tail", server.address, "--netrc", *OPTIONS)
    assert (result.status, result.output) == (0, "in\n"), result.errors
    assert basic("ann:s3cret") in server.requests[0]


def test_netrc_may_be_another_file(fluidtop, play, tmp_path):
    server = play(EVENT)
    path = netrc(tmp_path, server.address, name="logins")
    assert fluidtop("get", f"{server.address}/x", "--netrc-file", path).status == 0
    assert basic("ann:s3cret") in server.requests[0]


def test_netrc_is_read_only_where_it_is_asked_for(fluidtop, play, tmp_path):
    server = play(EVENT)
    netrc(tmp_path, server.address)
    assert fluidtop("tail", server.address, *OPTIONS).status == 0
    assert "uthorization" not in server.requests[0]


def test_what_the_user_says_wins_over_netrc(fluidtop, play, tmp_path):
    server = play(EVENT)
    netrc(tmp_path, server.address)
    assert fluidtop("tail", server.address, "--netrc", "--bearer", "t0ken", *OPTIONS).status == 0
    assert "\r\nAuthorization: Bearer t0ken\r\n" in server.requests[0]
    assert "Basic" not in server.requests[0]


def test_netrc_of_one_host_does_not_go_to_another(fluidtop, play, tmp_path):
    other = play(EVENT)
    there = other.address.replace("127.0.0.1", "localhost")
    server = play(answer("302 Found", f"Location: {there}/"))
    netrc(tmp_path, server.address)
    result = fluidtop("tail", server.address, "--netrc", *OPTIONS)
    assert (result.status, result.output) == (0, "in\n"), result.errors
    assert basic("ann:s3cret") in server.requests[0]
    assert "uthorization" not in other.requests[0]


def test_the_newline_of_a_tokens_file_is_no_part_of_it(fluidtop, play):
    server = play(EVENT)
    assert fluidtop("tail", server.address, "--bearer", "$TOKEN", *OPTIONS, TOKEN="t0ken\n").status == 0
    assert "\r\nAuthorization: Bearer t0ken\r\n" in server.requests[0]


@pytest.mark.parametrize(
    "options",
    [
        ["-H", "Bearer s3cret"], ["-H", "Bearer s3cret: x"], ["-H", "X-Key: s3cret\nA: b"], ["--user", "s3cret"],
        ["-p", "s3cret"], ["--form", "s3cret"], ["--proxy", "ftp://ann:s3cret@proxy"],
        ["--bearer", "s3cret s3cret"],
    ],
    ids=lambda options: options[0],
)  # fmt: skip
def test_what_can_not_be_read_is_not_quoted_since_it_may_be_a_secret(fluidtop, play, options):
    server = play(EVENT)
    result = fluidtop("tail", server.address, *options)
    assert result.status == 64
    assert len(result.errors.splitlines()) == 1
    assert "s3cret" not in result.output + result.errors
    assert server.requests == []


@pytest.mark.parametrize("command", ["tail", "get", "list"])
@pytest.mark.parametrize("raw", ["/", "?", "#", "/@"])
def test_a_password_with_a_raw_sign_in_a_url_is_not_shown(fluidtop, command, raw):
    result = fluidtop(command, f"http://ann:s3{raw}cret@127.0.0.1:9/events")
    assert result.status in (1, 64)
    assert "cret" not in result.output + result.errors


def test_a_parameter_that_does_not_fit_is_not_quoted(fluidtop, backend):
    result = fluidtop("tail", "stream_notifications", "--from", backend, "-p", "user_id=s3cret")
    assert result.status == 64
    assert "user_id" in result.errors
    assert "s3cret" not in result.errors
