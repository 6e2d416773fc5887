"""An error about something that can't be read does not quote it: it may be a secret."""

import pytest

SECRET = "hunter2"
HERE = "http://127.0.0.1:9"

OPTIONS = [
    ["-H", f"Bearer {SECRET}"],
    ["-H", f"Authorization Bearer {SECRET}"],
    ["-H", f"X-Key {SECRET}\r\n: a"],
    ["--user", SECRET],
    ["--bearer", f"a {SECRET}"],
    ["--bearer", f"{SECRET}\r\nX: y"],
    ["--proxy", f"http://ann:{SECRET}/x@proxy:80"],
    ["--proxy", f"ftp://ann:{SECRET}@proxy:80"],
    ["--form", SECRET],
    ["--form", f"={SECRET}"],
    ["-p", SECRET],
    ["-p", f"={SECRET}"],
    ["--base-url", f"http://ann:{SECRET}/x@"],
]

URLS = [
    f"http://ann:{SECRET}/x@127.0.0.1:9/",
    f"http://ann:{SECRET}#x@127.0.0.1:9/",
    f"http://ann:{SECRET}?x@127.0.0.1:9/",
    f"http://ann:x/{SECRET}@127.0.0.1:9/",
    f"http://ann:x#{SECRET}@127.0.0.1:9/",
    f"http://ann:{SECRET}@[::1/",
    f"http://ann:{SECRET}@127.0.0.1:99999/",
    f"ftp://ann:{SECRET}@127.0.0.1/",
    f"http://ann:{SECRET}@/",
]

NAMES = [
    f"feed?token={SECRET}",
    f"/feed#token={SECRET}",
    f"127.0.0.1:99999/feed?token={SECRET}",
    f"ann:{SECRET}@127.0.0.1:99999/feed",
    f"ann:x/{SECRET}@127.0.0.1:99999/feed.json",
    f"https:/ann:{SECRET}@127.0.0.1/feed.py",
    f"curl -H 'Authorization: Bearer {SECRET}' {HERE}",
]


@pytest.mark.parametrize("command", ["tail", "get"])
@pytest.mark.parametrize("options", OPTIONS, ids=" ".join)
def test_an_option_that_does_not_fit(fluidtop, command, options):
    result = fluidtop(command, HERE, *options)
    assert result.status != 0
    assert SECRET not in result.errors


@pytest.mark.parametrize("command", ["tail", "get", "list", "export", "inspect"])
@pytest.mark.parametrize("url", URLS)
def test_a_url_that_can_not_be_read(fluidtop, command, url):
    result = fluidtop(command, url)
    assert result.status != 0
    assert SECRET not in result.errors + result.output


@pytest.mark.parametrize("command", ["tail", "get", "list", "export", "inspect"])
@pytest.mark.parametrize("name", NAMES)
def test_what_names_nothing(fluidtop, command, name):
    result = fluidtop(command, name)
    assert result.status != 0
    assert SECRET not in result.errors + result.output


@pytest.mark.parametrize("option", [["--from", NAMES[5]], ["--endpoint", NAMES[0]]], ids=" ".join)
def test_what_names_nothing_in_an_option(fluidtop, backend, option):
    command = ["tail", "stream_logs"] if option[0] == "--from" else ["export", backend]
    result = fluidtop(*command, *option)
    assert result.status != 0
    assert SECRET not in result.errors + result.output


@pytest.mark.parametrize("command", ["tail", "get", "demo"])
def test_words_that_stood_in_no_quotes(fluidtop, command):
    url = [] if command == "demo" else [HERE]
    result = fluidtop(command, *url, *f"Authorization: Bearer {SECRET}".split())
    assert result.status == 64
    assert "left over" in result.errors
    assert SECRET not in result.errors + result.output


@pytest.mark.parametrize("command", ["tail", "get"])
def test_a_value_that_does_not_fit_its_schema(fluidtop, backend, command):
    result = fluidtop(command, "stream_notifications", "--from", backend, "-p", f"user_id={SECRET}")
    assert result.status == 64
    assert SECRET not in result.errors
