"""What the body of a stream is made of."""

import ast
import json
import re

from .lookup import DEPTH_LIMIT
from .syntax import (
    annotation_of, call_argument, dotted, is_function, own_nodes, subscript_items, yields_of,
)
from .values import Values

STREAM_TYPES = {
    "AsyncIterable", "AsyncIterator", "AsyncGenerator", "Iterable", "Iterator", "Generator",
}

ENDS = {
    "DONE", "END", "ENDED", "EOF", "EOS", "FINISH", "FINISHED", "COMPLETE", "COMPLETED", "STOP",
    "STOPPED", "CLOSE", "CLOSED",
}


class Stream:
    """What the body of a stream is made of: names of events, the sentinel, the item's type."""

    def __init__(self, project, types):
        self.project = project
        self.types = types
        self.values = Values(project, types)
        self.events = []
        self.sentinel = None
        self.item = None
        self.seen = set()

    def content(self, node, scope, depth=0):
        """The expression given to a streaming response."""
        if node is None or depth > DEPTH_LIMIT or self.project.is_spent():
            return
        if isinstance(node, ast.Await):
            self.content(node.value, scope, depth + 1)
        elif isinstance(node, ast.GeneratorExp):
            self.yielded(node.elt, scope)
        elif isinstance(node, ast.Name):
            given = scope.arguments.get(node.id)
            if given is not None:
                self.content(given[0], given[1], depth + 1)
                return
            for value in scope.locals(node.id):
                if isinstance(value, ast.expr):
                    self.content(value, scope, depth + 1)
        elif isinstance(node, ast.Call):
            node = self.project.whole_call(node, scope)
            found = self.project.find(node.func, scope)
            if found is not None and is_function(found.node):
                arguments = self.project.given(node, found.node, scope)
                inner = found.scope.inside(found.node, arguments)
                self.generator(found.node, inner, depth + 1)
                for returned in own_nodes(found.node.body):
                    if isinstance(returned, ast.Return):  # it hands out a generator
                        self.content(returned.value, inner, depth + 1)
            for argument in node.args:  # wrapped: heartbeat(events())
                if isinstance(argument, ast.Call):
                    self.content(argument, scope, depth + 1)

    def generator(self, function, scope, depth=0):
        if id(function) in self.seen or depth > DEPTH_LIMIT:
            return
        self.seen.add(id(function))
        self.annotated(function.returns, scope, is_route=depth == 0)
        for node in yields_of(function):
            if isinstance(node, ast.YieldFrom):
                self.content(node.value, scope, depth + 1)
            elif node.value is not None:
                self.yielded(node.value, scope)
        for node in own_nodes(function.body):
            if isinstance(node, (ast.For, ast.AsyncFor)) and isinstance(node.iter, ast.Call):
                if any(self.passes_on(n, node.target) for n in own_nodes(node.body)):
                    self.content(node.iter, scope, depth + 1)

    @staticmethod
    def passes_on(node, target):
        return (isinstance(node, ast.Yield) and isinstance(node.value, ast.Name)
                and isinstance(target, ast.Name) and node.value.id == target.id)

    def annotated(self, node, scope, is_route):
        """AsyncIterable[Item], Iterator[Item], …: but text and raw events say nothing.

        What feeds a response made by hand is already serialized, unless it is a model.
        """
        node = annotation_of(node)
        if not isinstance(node, ast.Subscript):
            return
        if (dotted(node.value) or [""])[-1] not in STREAM_TYPES:
            return
        item = subscript_items(node)[0]
        name = (dotted(item) or [""])[-1]
        if name in ("ServerSentEvent", "str", "bytes", "Any", "dict", "Dict"):
            return
        schema = self.types.schema(item, scope)
        if is_route or "$ref" in schema:
            self.note_item(schema)

    def note_item(self, schema):
        if schema and self.item is None:
            name = schema.get("$ref", "").rsplit("/", 1)[-1] or None
            self.item = {"name": name, "schema": {} if name else schema}

    def note_event(self, text):
        if text and "\0" not in text and text not in self.events:
            self.events.append(text)

    def note_data(self, text):
        """`[DONE]`, `[STREAM_END]`: a word for the end, and not any: `[PING]` is a heartbeat."""
        found = re.match(r"^\[(?:[A-Z_]+_)?([A-Z]+)\]$", text)
        if found is not None and (found.group(1) in ENDS or text == "[END_OF_STREAM]"):
            self.sentinel = text

    def yielded(self, node, scope):
        """One yielded expression: a dictionary, a ServerSentEvent, or text."""
        if isinstance(node, ast.Name):
            for value in scope.locals(node.id):
                if isinstance(value, (ast.Dict, ast.Call, ast.JoinedStr, ast.BinOp)):
                    self.yielded(value, scope)
                    return
        if isinstance(node, ast.Dict):
            self.yielded_dict(node, scope)
            return
        if isinstance(node, ast.Call):
            root = self.project.class_root(node.func, scope) or (dotted(node.func) or [""])[-1]
            if root.split(".")[-1] in ("ServerSentEvent", "JSONServerSentEvent"):
                self.yielded_event(node, scope, root)
                return
        for text in self.project.texts(node, scope):
            self.yielded_text(text)
        for inner in wholes(node):
            self.serialized(inner, scope)

    def yielded_dict(self, node, scope):
        for key, value in zip(node.keys, node.values):
            names = self.project.texts(key, scope)
            if names == ["event"]:
                for text in self.project.texts(value, scope):
                    self.note_event(text)
            elif names == ["data"]:
                for text in self.project.texts(value, scope):
                    self.note_data(text)
                for inner in wholes(value):
                    self.serialized(inner, scope)

    def yielded_event(self, call, scope, root):
        for text in self.project.texts(call_argument(call, "event"), scope):
            self.note_event(text)
        is_native = root.startswith("fastapi")
        for name, position in (("data", 0), ("raw_data", None)):
            value = call_argument(call, name, position)
            if value is None:
                continue
            for text in self.project.texts(value, scope):
                # FastAPI's own class writes `data` as JSON, a text in quotes.
                self.note_data(text)
                if self.sentinel == text and is_native and name == "data":
                    self.sentinel = json.dumps(text)
            for inner in wholes(value):
                self.serialized(inner, scope)
            if is_native and name == "data":
                self.note_item(self.values.type_of(value, scope))

    def yielded_text(self, text):
        for line in re.split(r"\r\n|\r|\n", text):
            name, colon, value = line.partition(":")
            value = value[1:] if value.startswith(" ") else value
            if name == "event" and colon:
                self.note_event(value)
            elif name == "data" and colon:
                self.note_data(value)

    def serialized(self, node, scope):
        """`item.model_dump()`, `item.dict()`, `asdict(item)`, `jsonable_encoder(item)`, …."""
        if not isinstance(node, ast.Call):
            return
        if isinstance(node.func, ast.Attribute):
            if node.func.attr in ("model_dump", "model_dump_json", "dict", "json"):
                self.note_item(self.values.type_of(node.func.value, scope))
        name = (dotted(node.func) or [""])[-1]
        if name in ("asdict", "jsonable_encoder", "dumps") and node.args:
            self.note_item(self.values.model_of(node.args[0], scope))


def wholes(node):
    """The expressions in one that may be all of what it makes: a member of a list or dictionary is not."""
    waiting = [node]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, (ast.Dict, ast.List, ast.Set, ast.Tuple, ast.ListComp, ast.SetComp, ast.DictComp)):
            continue
        yield node
        waiting.extend(ast.iter_child_nodes(node))
