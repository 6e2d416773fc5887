"""Records in exported Python: those of every conformance case, however the bytes are cut."""

import json

import pytest

from conformance import FORMATS, cases, served
from raw_server import COMPRESSED, RawServer, head


def test_python_holds_every_conformance_case_of_events(client, play):
    every = cases("sse.json")
    with client.Client(play(*[served(case, head("text/event-stream")) for case in every]).address) as api:
        for case in every:
            events = [tuple(event) for event in api.stream_notifications(1, reconnect="never")]
            wanted = [(event["type"], event["data"], event["lastEventId"]) for event in case["expect"]["events"]]
            assert events == wanted, case["name"]


@pytest.mark.parametrize("format, media_type", FORMATS.items())
def test_python_holds_every_conformance_case_of_records(client, play, format, media_type):
    every = cases("ndjson.json", format)
    with client.Client(play(*[served(case, head(media_type)) for case in every]).address) as api:
        for case in every:
            values, wanted = [], [json.loads(record) for record in case["expect"]["records"]]
            try:
                values += api.stream_analytics_data()
                assert not case["expect"]["errors"], case["name"]
            except client.RecordError as error:
                # The first invalid record ends it.
                assert case["expect"]["errors"] and error.kind == "invalidRecord", (case["name"], error)
                wanted = wanted[: len(values)]
            assert values == wanted, case["name"]


RECORDS = [
    ('[{"a": 1}, "x]", [1, 2] ,3.5, true,\n null,"\\"é😀"]', [{"a": 1}, "x]", [1, 2], 3.5, True, None, '"é😀']),
    ('{"a": "}"}{"b": [1]}\n12 "é" 1e2', [{"a": "}"}, {"b": [1]}, 12, "é", 100.0]),
    ("[1, 2] [3]", [1, 2, 3]),
    ("[1, 2 3]", [1, 2, "a comma is missing between two records"]),
    ("[1, NaN, 2]", [1, "a record is not JSON: NaN is not JSON"]),
    ('["a", "b"', ["a", "b", "the array of records ends too early"]),
    (f'[1, "{"a" * 40}", 2]', [1, "a record is larger than 32 bytes"]),
]


def records(client, *parts):
    """What a decoder gives out for the parts of a body, its error last."""
    decoder, found = client._ArrayDecoder(32), []
    try:
        for part in parts:
            for record in decoder.push(part):
                found.append(record)
        for record in decoder.finish():
            found.append(record)
    except client.RecordError as error:
        found.append(str(error))
    return found


@pytest.mark.parametrize("text, wanted", RECORDS)
def test_python_reads_the_same_records_however_the_bytes_are_cut(client, text, wanted):
    body = text.encode()
    assert records(client, body) == wanted
    assert records(client, *(bytes([byte]) for byte in body)) == wanted
    for cut in range(len(body)):
        assert records(client, body[:cut], body[cut:]) == wanted, cut


@pytest.mark.parametrize("coding", COMPRESSED)
def test_python_reads_a_compressed_stream_or_raises(client, play, coding):
    server = play([head("text/event-stream", Content_Encoding=coding) + COMPRESSED[coding], RawServer.FIN])
    with client.Client(server.address) as api:
        try:
            assert [event.data for event in api.stream_notifications(1, reconnect="never")] == ["1"]
        except client.ContentTypeError as error:
            assert coding in str(error) and coding in ("br", "zstd")
