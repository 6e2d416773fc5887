"""Constants that other files use."""

EVENTS = "text/event-stream"
ROWS = "application/x-ndjson"
