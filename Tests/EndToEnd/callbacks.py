"""Callbacks as a trace has them, for what a test expects."""

OPEN_SSE = {"callback": "onOpen", "status": 200, "mediaType": "text/event-stream"}
OPEN_ROWS = {"callback": "onOpen", "status": 200, "mediaType": "application/x-ndjson"}
COMPLETE = {"callback": "onComplete"}
CLOSE = {"callback": "onClose"}
# What a call's handle says when all is over.
ENDED = {"readyState": 2}


def message(data, type="message", id=""):
    return {"callback": "onMessage", "type": type, "data": data, "lastEventId": id}


def fatal(kind, **facts):
    return {"callback": "onError", "fatal": True, "error": {"kind": kind, **facts}}


def lost(retry, kind="connectionLost", **facts):
    return {"callback": "onError", "fatal": False, "retryInMs": retry, "error": {"kind": kind, **facts}}
