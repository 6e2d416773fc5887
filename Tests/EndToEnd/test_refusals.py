"""What a server says when it refuses, and what a user is told to do about it."""

import shutil

import pytest

from h2_fault_server import H2FaultServer
from h2_faults import steps
from raw_server import OK, RawServer, head

NGINX = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
    b"<hr><center>nginx/1.25.3</center>\r\n</body>\r\n</html>\r\n"
)


def refusal(status, body=b"", media_type="text/html", **fields):
    return [head(media_type, status, **fields) + body, RawServer.FIN]


@pytest.mark.parametrize(
    "status, body, said",
    [
        ("502 Bad Gateway", NGINX, "answered 502: 502 Bad Gateway nginx/1.25.3; see the server's log"),
        ("404 Not Found", b"<!doctype html>\n<title>404</title>\n<h1>No such &lt;page&gt;</h1>",
         "answered 404: No such <page>; check the path"),
        ("404 Not Found", b"<p>a\x1b[2Jb", "answered 404: a\ufffd[2Jb; check the path"),
        ("404 Not Found", b"<script>x()</script>", "answered 404; check the path"),
        ("403 Forbidden", b"<p>" + b"word " * 5000, "answered 403: word word"),
    ],
)  # fmt: skip
def test_a_page_is_told_by_its_text(fluidtop, play, status, body, said):
    result = fluidtop("tail", play(refusal(status, body)).address)
    assert result.status == 1
    assert said in result.errors
    assert len(result.errors) < 400


@pytest.mark.parametrize(
    "challenges, options, advice",
    [
        (["Digest realm=\"a\""], [], "give --user NAME:PASSWORD"),
        (["Basic realm=\"a\""], ["--bearer", "t0ken"], "give --user NAME:PASSWORD"),
        (["Bearer"], [], "give credentials with --bearer"), ([], [], "give credentials with --bearer"),
        (["Bearer"], ["--bearer", "t0ken"], "doesn't know these credentials: check them"),
        (["Basic realm=\"a\""], ["--user", "ann:t0ken"], "doesn't know these credentials: check them"),
        (["Bearer", "Basic realm=\"a\""], [], "give credentials with --bearer"),
        ([], ["-H", "Authorization: t0ken"], "doesn't know these credentials: check them"),
    ],
)  # fmt: skip
def test_a_401_advises_what_was_not_given(fluidtop, play, challenges, options, advice):
    fields = b"".join(b"WWW-Authenticate: %s\r\n" % challenge.encode() for challenge in challenges)
    answer = b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n" + fields + b"\r\n"
    server = play(*[[answer, RawServer.FIN]] * 3)
    result = fluidtop("tail", server.address, *options)
    assert result.status == 1
    assert advice in result.errors
    assert "t0ken" not in result.errors


def test_json_is_asked_for_by_its_name(fluidtop, play):
    server = play(OK)
    fluidtop("tail", server.address)
    accept = server.requests[0].lower().partition("accept: ")[2].partition("\r\n")[0]
    assert {"text/event-stream", "application/json;q=0.8"} <= {part.strip() for part in accept.split(",")}


def test_a_path_of_windows_is_saved_under_its_last_name(fluidtop, play, tmp_path):
    name = rb'attachment; filename="C:\Users\me\r.doc"'
    server = play([
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Disposition: " + name + b"\r\n\r\nab", RawServer.FIN
    ])  # fmt: skip
    assert fluidtop("get", server.address).status == 0
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["r.doc"]


# All but NUL, CR and LF, as an EventSource of Chromium sends them.
@pytest.mark.parametrize("mark", ["\x0c", "\x1b", "\x01", "\x7f", "\x0b", "\t"])
def test_an_id_with_a_control_character_is_sent_back(fluidtop, play, mark):
    event = f"retry: 100\nid: a{mark}b\ndata: x\n\n".encode()
    server = play([head("text/event-stream", Content_Length="1000") + event, RawServer.FIN], refusal("204 No Content"))
    fluidtop("tail", server.address, "--output", "data")
    assert f"\r\nLast-Event-ID: a{mark}b\r\n" in server.requests[1]


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
@pytest.mark.parametrize("fault", ["reset-refused", "reset-internal-error", "reset-cancel"])
def test_a_request_that_http_2_resets_is_told_as_refused(fluidtop, certificates, fault):
    with H2FaultServer(*certificates("localhost"), steps("broken", fault, "before"), polite=True) as server:
        result = fluidtop("tail", server.address, "--insecure")
    assert result.status == 1
    assert "refused the request before an answer" in result.errors
