"""The text of a stream as it is yielded: an event, or a part of one."""

import re

from .events import UNNAMED, UNREADABLE


class Pieces:
    """Joins yielded texts to events; what is unknown of a text is U+0000."""

    def __init__(self, events):
        self.events = events
        self.begin()

    def begin(self):
        self.name = None
        self.data = []
        self.type = {}

    def add(self, text, schema):
        """One text, and the type that is made to JSON in it, {} where nobody knows."""
        lines = re.split(r"\r\n|\r|\n", text)
        for position, line in enumerate(lines):
            if line:
                self.line(line, schema)
            elif position + 1 < len(lines):
                self.end()
        if self.data and text.endswith("\0"):  # what ends it is in what is unknown
            self.end()

    def line(self, line, schema):
        field, colon, value = line.partition(":")
        value = value[1:] if value.startswith(" ") else value
        if field == "event" and colon:
            if self.data:
                self.end()
            self.name = value
        elif field == "data" and colon:
            self.data.append(value)
            if "\0" in value:
                self.type = schema
        elif "\0" in field and self.data:  # the rest of the data: `yield "data: "` stood before
            self.data[-1] += "\0"
            self.type = schema
        elif "\0" in field:
            self.events.note([UNREADABLE], [schema])

    def end(self):
        """The blank line after an event, or the end of the stream."""
        name = UNNAMED if self.name is None else self.events.name(self.name)
        if self.data:
            is_end = len(self.data) == 1 and self.events.ends(self.data[0])
            self.events.note([name], [] if is_end else [self.type])
        elif self.name is not None:
            self.events.note([name], [])
        self.begin()
