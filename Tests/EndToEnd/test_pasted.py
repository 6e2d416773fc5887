"""A pasted command line is the request that curl, or the browser, would have sent."""

import shutil
import subprocess

import pytest

from program import BINARY, environment
from raw_server import OK, RawServer, head

EVENT = [head("text/event-stream") + b"data: in\n\n", RawServer.FIN]
OPTIONS = ["--output", "data"]

CHROME_BASH = r"""curl '{url}?a=1&b=%20' \
  -X 'POST' \
  -H 'accept: text/event-stream' \
  -H 'content-type: application/json' \
  -b 'sid=a; t="1"' \
  -H 'origin: {url}' \
  --data-raw $'{{"text":"it\'s \u0021 \ud83d\ude00"}}' \
  --compressed \
  --insecure"""

CHROME_CMD = (
    "curl ^\"{url}?a=1^&b=^%^20^\" ^\n  -X ^\"POST^\" ^\n  -H ^\"accept: text/event-stream^\" ^\n"
    "  -H ^\"content-type: application/json^\" ^\n  -b ^\"sid=a; t=^\\^\"1^\\^\"^\" ^\n  -H ^\"origin: {url}^\" ^\n"
    "  --data-raw ^\"^{{^\\^\"text^\\^\":^\\^\"it's ^! \U0001f600^\\^\"^}}^\" ^\n  --compressed ^\n  --insecure"
)

POWERSHELL = """$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
$session.UserAgent = "Mozilla/5.0"
$session.Cookies.Add((New-Object System.Net.Cookie("sid", "a", "/", "127.0.0.1")))
$session.Cookies.Add((New-Object System.Net.Cookie("t", "`"1`"", "/", "127.0.0.1")))
Invoke-WebRequest -UseBasicParsing -Uri "{url}?a=1&b=%20" `
-Method "POST" `
-WebSession $session `
-Headers @{{
"accept"="text/event-stream"
  "origin"="{url}"
}} `
-ContentType "application/json" `
-Body ([System.Text.Encoding]::UTF8.GetBytes("{{`"text`":`"it's ! $([char]55357)$([char]56832)`"}}"))"""


@pytest.mark.parametrize("command", ["tail", "get"])
@pytest.mark.parametrize("line", [CHROME_BASH, CHROME_CMD, POWERSHELL], ids=["bash", "cmd", "powershell"])
def test_what_a_browser_copies_is_sent_again(fluidtop, play, command, line):
    server = play(EVENT)
    options = OPTIONS if command == "tail" else ["-o", "-"]
    result = fluidtop(command, "--curl", line.format(url=f"{server.address}/x"), *options)
    assert result.status == 0, result.errors
    assert "in\n" in result.output
    text = server.requests[0]
    assert text.startswith("POST /x?a=1&b=%20 HTTP/1.1\r\n")
    fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in text.split("\r\n"))}
    assert fields["accept"] == "text/event-stream"
    assert fields["content-type"] == "application/json"
    assert fields["cookie"] == 'sid=a; t="1"'
    assert fields["origin"] == f"{server.address}/x"
    assert text.partition("\r\n\r\n")[2] == '{"text":"it\'s ! \U0001f600"}'


# What differs is what each program says of itself.
OWN = ("user-agent", "accept", "accept-encoding", "cache-control", "connection", "host")


def parts(request):
    """The first line, the lines that differ for no other reason, and the body."""
    head, _, body = request.partition("\r\n\r\n")
    first, *lines = head.split("\r\n")
    split = (line.partition(": ") for line in lines)
    return first, sorted((name.lower(), value) for name, _, value in split if name.lower() not in OWN), body


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is what it is held against")
@pytest.mark.parametrize(
    "line",
    [
        "'URL'", "-N 'URL?q=a%20b'", "-sSL -H 'X-A: b' -H 'X-B;' URL", "-XPUT -d a=b -d c=d URL", "-d @data.txt URL",
        "--data-raw @data.txt URL", "--data-binary @data.txt URL", "-d a -d @data.txt URL",
        "--data-urlencode 'q=a&b/c' --data-urlencode 'n@data.txt' URL", "-G -d a=b -d c=d URL?x=y",
        "--json '{\"a\": 1}' URL", "-d '{\"a\": 1}' URL", "-d '' URL", "-b 'a=b; c=d' URL", "-A '' -e http://o/ URL",
        "-A me URL", "-u 'ann:s3:cret' URL", "-r 0-9 URL", "-X OPTIONS URL", "-sH'X: y' URL", "--url URL --compressed",
        "-H 'Content-Type: text/x' -d x URL", "$'URL' -d $'a\\tb\\x21'", "-d \"it's \\$5 \\`x\\`\" URL",
        "-H \"Authorization: Bearer $TOKEN\" URL", "-d \"$TOKEN\" URL", "-d '$TOKEN $$' URL",
        "--oauth2-bearer t0ken URL", "-X post URL -d a",
    ],
)  # fmt: skip
def test_the_request_is_the_one_that_curl_sends(fluidtop, play, tmp_path, line):
    (tmp_path / "data.txt").write_text("line 1\nline=2 &\n$TOKEN\n")
    server = play(OK, OK)
    url = f"{server.address}/x"
    command = "curl " + line.replace("URL", url)
    secret = {"TOKEN": "s3cret$x"}
    subprocess.run(
        ["bash", "-c", command + " --noproxy '*' -m 20"], cwd=tmp_path, check=True, capture_output=True, timeout=30,
        env=environment(tmp_path, **secret),
    )  # fmt: skip
    result = fluidtop("tail", "--curl", command, "--as", "json", *OPTIONS, **secret)
    assert result.status == 0, result.errors
    theirs, ours = map(parts, server.requests)
    if line.startswith("-X post"):
        # fetch writes the six that everybody knows in capitals.
        theirs = (theirs[0].replace("post", "POST"), *theirs[1:])
    assert ours == theirs


def test_a_form_is_sent_as_multipart(fluidtop, play, tmp_path):
    (tmp_path / "a.csv").write_text("1,2\n")
    server = play(OK)
    line = f"curl -F 'name=Ann' -F 'file=@a.csv;type=text/csv' {server.address}/x"
    result = fluidtop("tail", "--curl", line, "--as", "json", *OPTIONS)
    assert result.status == 0, result.errors
    text = server.requests[0]
    assert "multipart/form-data; boundary=" in text
    assert 'name="name"\r\n\r\nAnn\r\n' in text
    assert 'filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n1,2\n' in text


@pytest.mark.parametrize("options", [["--curl", "-"], ["--curl", "@line.txt"]], ids=["pipe", "file"])
def test_a_line_is_read_from_a_pipe_or_a_file(play, tmp_path, options):
    server = play(EVENT)
    line = f"curl '{server.address}/it'\\''s' -H \"X: y\"\n"
    (tmp_path / "line.txt").write_text(line)
    result = subprocess.run(
        [BINARY, "tail", *options, *OPTIONS], input=line, cwd=tmp_path, env=environment(tmp_path), timeout=30,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (result.returncode, result.stdout) == (0, "in\n"), result.stderr
    assert server.requests[0].startswith("GET /it's HTTP/1.1\r\n")


def test_the_line_may_stand_for_the_url_and_what_is_typed_counts_more(fluidtop, play):
    server = play(EVENT)
    result = fluidtop("tail", f"curl -X DELETE {server.address}/x", "-X", "PATCH", "-H", "X: y", *OPTIONS)
    assert result.status == 0, result.errors
    assert server.requests[0].startswith("PATCH /x ")
    assert "\r\nX: y\r\n" in server.requests[0]


def test_a_download_gets_the_name_that_the_line_gives_it(fluidtop, play, tmp_path):
    server = play([head("application/pdf", Content_Length="2") + b"ab", RawServer.FIN])
    assert fluidtop("get", "--curl", f"curl -L -o here.pdf {server.address}/x").status == 0
    assert (tmp_path / "here.pdf").read_bytes() == b"ab"


@pytest.mark.parametrize(
    "line",
    [
        "curl URL -H 'Authorization: s3cret", "curl URL --foo s3cret", "curl URL --header=s3cret", "curl URL s3cret",
        "curl URL $(cat s3cret)", "curl URL > s3cret", "curl -H s3cret",
        "curl URL; curl s3cret", "curl -b s3cret URL", "curl -Zs3cret URL", "iwr -Uri 'URL' -Form s3cret",
        "curl URL -u s3cret", "curl URL -x ftp://ann:s3cret@proxy", "ls s3cret",
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_said_in_a_sentence_without_what_may_be_a_secret(fluidtop, play, line):
    server = play(OK)
    result = fluidtop("tail", "--curl", line.replace("URL", server.address))
    assert result.status == 64
    assert server.requests == []
    assert len(result.errors.splitlines()) == 1
    assert "s3cret" not in result.output + result.errors
