"""fluidtop list: which streams does this backend have?"""

import pytest
from program import EXAMPLE, PYTHON

CLASSIC = {
    "stream_notifications": "sse",
    "download_file": "file",
    "stream_analytics_data": "ndjson",
    "stream_logs": "text",
}
NATIVE = {"stream_orders": "sse", "stream_prices": "sse", "stream_items": "ndjson"}


def kinds(result):
    assert result.status == 0, result.errors
    return {endpoint["name"]: endpoint["kind"] for endpoint in result.json()["endpoints"]}


@pytest.mark.parametrize("more", [[], ["--no-import"]], ids=["imported", "only read"])
def test_the_classic_streams_are_found_in_the_app(fluidtop, more):
    result = fluidtop("list", EXAMPLE / "main.py", "--python", PYTHON, "--json", *more)
    assert CLASSIC.items() <= kinds(result).items()


def test_a_running_backend_tells_of_the_streams_its_document_declares(fluidtop, backend):
    assert NATIVE.items() <= kinds(fluidtop("list", backend, "--json")).items()


def test_a_document_and_the_app_together_give_one_list(fluidtop, backend):
    result = fluidtop("list", backend, EXAMPLE / "main.py", "--python", PYTHON, "--json")
    assert (CLASSIC | NATIVE).items() <= kinds(result).items()
    names = [endpoint["name"] for endpoint in result.json()["endpoints"]]
    assert len(names) == len(set(names)), "an endpoint is listed twice"


def test_the_json_of_an_endpoint_has_every_promised_field(fluidtop):
    result = fluidtop("list", EXAMPLE / "main.py", "--python", PYTHON, "--json")
    document = result.json()
    assert document["version"] == 1
    assert set(document) == {"version", "sources", "endpoints", "models", "warnings"}
    endpoint = next(e for e in document["endpoints"] if e["name"] == "stream_notifications")
    assert set(endpoint) == {
        "name", "method", "path", "kind", "mediaType", "kinds", "summary", "tags", "deprecated",
        "parameters", "body", "item", "events", "sentinel", "security", "location", "evidence",
    }  # fmt: skip
    assert endpoint["path"] == "/notifications/stream"
    assert endpoint["mediaType"] == "text/event-stream"
    assert [event["name"] for event in endpoint["events"]] == ["notification"]
    parameter = endpoint["parameters"][0]
    assert (parameter["name"], parameter["in"], parameter["required"]) == ("user_id", "query", True)


def test_the_plain_list_names_path_and_kind(fluidtop, backend):
    result = fluidtop("list", backend)
    assert result.status == 0, result.errors
    assert "/orders/stream" in result.output
    assert "\x1b" not in result.output


def test_a_kind_narrows_the_list_and_all_widens_it(fluidtop, backend):
    only = kinds(fluidtop("list", backend, "--json", "--kind", "ndjson"))
    assert set(only.values()) == {"ndjson"}
    assert "read_user" in kinds(fluidtop("list", backend, "--json", "--all"))
