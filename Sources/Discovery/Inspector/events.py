"""The events and records that a stream was seen to send."""

import json
import re

# The type of an event that names none. Source: WHATWG HTML, 9.2.6.
UNNAMED = "message"
# Stands for a name that cannot be read.
UNREADABLE = None

ENDS = {
    "DONE", "END", "ENDED", "EOF", "EOS", "FINISH", "FINISHED", "COMPLETE", "COMPLETED", "STOP",
    "STOPPED", "CLOSE", "CLOSED",
}


class Events:
    """Names of events, each with the types of its data; a type that nobody knows is {}.

    Records of other streams are events without a name here.
    """

    def __init__(self):
        self.types = {}
        self.written = set()
        self.sentinel = None

    def note(self, names, types):
        """Events that were seen; without types one that has a name and is never data."""
        for name in names:
            if types or name != UNNAMED:
                known = self.types.setdefault(name, [])
                known += [schema for schema in types if schema not in known]

    def name(self, text):
        """What a name is noted under, as it is written in the source."""
        if "\0" in text:
            return UNREADABLE
        if text:
            self.written.add(text)
        return text or UNNAMED

    def ends(self, text, is_quoted=False):
        """`[DONE]`, `[STREAM_END]`: a word for the end, and not any: `[PING]` is a heartbeat."""
        found = re.match(r"^\[(?:[A-Z_]+_)?([A-Z]+)\]$", text)
        if found is None or (found.group(1) not in ENDS and text != "[END_OF_STREAM]"):
            return False
        self.sentinel = json.dumps(text) if is_quoted else text
        return True

    @property
    def item(self):
        """The one type of all of them; None where named ones differ, or somebody knows less."""
        types = [schema for known in self.types.values() for schema in known]
        distinct = [schema for position, schema in enumerate(types) if schema not in types[:position]]
        return None if self.written and len(distinct) > 1 else described(distinct)

    @property
    def list(self):
        """The named ones, and those without a name among them, each with a type of its own where
        there is none of all.
        """
        if not self.written:
            return []
        has_item = self.item is not None
        return [
            {"name": name, "item": None if has_item else described(types)}
            for name, types in self.types.items() if name is not UNREADABLE
        ]


def described(types):
    """A type, or the choice of several, as it is reported; None where nobody knows it."""
    if not types or {} in types:
        return None
    schema = types[0] if len(types) == 1 else {"anyOf": types}
    name = schema.get("$ref", "").rsplit("/", 1)[-1] or None
    return {"name": name, "schema": {} if name else schema}
