"""fluidtop export: how do I write that client?"""

from program import EXAMPLE, PYTHON


def test_typescript_has_the_functions_of_the_classic_streams(fluidtop):
    result = fluidtop("export", EXAMPLE / "main.py", "--python", PYTHON, "--out", "-")
    assert result.status == 0, result.errors
    for name in ("stream_notifications", "download_file", "stream_analytics_data", "stream_logs"):
        assert f"function {name}" in result.output


def test_the_same_input_gives_the_same_bytes(fluidtop, backend):
    first = fluidtop("export", backend, "--endpoint", "stream_orders", "--out", "-")
    second = fluidtop("export", backend, "--endpoint", "stream_orders", "--out", "-")
    assert first.status == 0, first.errors
    assert first.output == second.output
    assert "read_user" not in first.output


def test_curl_is_one_command_for_one_endpoint(fluidtop, backend):
    result = fluidtop("export", backend, "--endpoint", "stream_orders", "--as", "curl", "--out", "-")
    assert result.status == 0, result.errors
    assert "curl" in result.output
    assert "/orders/stream" in result.output


def test_an_export_says_what_discovery_lost(fluidtop, tmp_path):
    (tmp_path / "app.py").write_text(
        "import nowhere_at_all\nfrom fastapi import FastAPI\napp = FastAPI()\n@app.get('/a')\ndef a() -> int: ...\n"
    )
    result = fluidtop("export", "app.py", "--python", PYTHON, "--out", "api.ts")
    assert result.status == 0
    assert "note: app.py is not imported" in result.errors
    assert "nowhere_at_all" in result.errors


def test_an_export_without_endpoints_writes_nothing_and_says_so(fluidtop, tmp_path):
    (tmp_path / "empty.json").write_text('{"openapi": "3.1.0", "info": {"title": "E", "version": "1"}, "paths": {}}')
    result = fluidtop("export", "empty.json", "--as", "python", "--out", "api.py")
    assert result.status == 1
    assert result.errors == (
        "fluidtop: no endpoint was found, and nothing was written; name the application too (main:app, "
        "path/main.py), its folder, or another document\n"
    )
    assert not (tmp_path / "api.py").exists()
