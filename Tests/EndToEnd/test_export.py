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
