"""What the body of a stream is made of."""

import ast

from .events import UNNAMED, UNREADABLE, Events
from .lookup import DEPTH_LIMIT
from .payloads import Payloads
from .pieces import Pieces
from .syntax import (
    annotation_of, call_argument, dotted, is_function, is_none, nodes_of, own_nodes, returns_of,
    subscript_items, union_members, yields_of,
)

STREAM_TYPES = {
    "AsyncIterable", "AsyncIterator", "AsyncGenerator", "Iterable", "Iterator", "Generator",
}
EVENT_TYPES = ("ServerSentEvent", "JSONServerSentEvent")
# Methods of memory channels and of queues.
SENDING = ("send", "send_nowait", "put", "put_nowait")
# Fields of an event that are no data.
OTHER_FIELDS = {"id", "retry", "comment", "sep"}


class Stream:
    """What the body of a stream is made of: its events or records, and the types of their data.

    `framing` says what the framework makes of each thing yielded: an event of its "text", or an
    event or a line of "json"; with None it is sent as it is.
    """

    def __init__(self, project, types):
        self.project = project
        self.types = types
        self.payloads = Payloads(project, types)
        self.events = Events()
        self.pieces = Pieces(self.events)
        self.framing = None
        self.seen = set()

    def content(self, node, scope, depth=0):
        """The expression given to a streaming response."""
        if node is None or depth > DEPTH_LIMIT or self.project.is_spent():
            return
        if isinstance(node, ast.Await):
            self.content(node.value, scope, depth + 1)
        elif isinstance(node, ast.GeneratorExp):
            self.yielded(node.elt, scope)
            self.pieces.end()
        elif isinstance(node, ast.Name):
            given = scope.arguments.get(node.id)
            if given is not None:
                self.content(given[0], given[1], depth + 1)
                return
            for value in scope.locals(node.id):
                if isinstance(value, ast.expr):
                    self.content(value, scope, depth + 1)
        elif isinstance(node, ast.Call):
            self.called(node, scope, depth)

    def called(self, call, scope, depth):
        call = self.project.whole_call(call, scope)
        found = self.project.find(call.func, scope)
        if found is not None and is_function(found.node):
            inner = found.scope.inside(found.node, self.project.given(call, found.node, scope))
            if self.generator(found.node, inner, depth + 1):
                return
            for returned in returns_of(found.node):  # it hands out a generator
                self.content(returned.value, inner, depth + 1)
        for argument in call.args:  # wrapped: heartbeat(events())
            if isinstance(argument, ast.Call):
                self.content(argument, scope, depth + 1)

    def sent_by(self, node, scope):
        """What a function, perhaps a partial one, sends into a channel: `await send.send(event)`."""
        partial = self.project.partial(node, scope)
        call = ast.Call(func=partial.args[0] if partial is not None else node, args=[], keywords=[])
        found = self.project.callee(call, scope)
        if found is None or not is_function(found.node):
            return
        inner = found.scope.inside(found.node)
        for sent in nodes_of(found.node):
            if isinstance(sent, ast.Call) and getattr(sent.func, "attr", "") in SENDING and sent.args:
                self.yielded(sent.args[0], inner)
        self.pieces.end()

    def generator(self, function, scope, depth=0):
        """Whether its annotation says the type of all that it yields."""
        if id(function) in self.seen or depth > DEPTH_LIMIT:
            return False
        self.seen.add(id(function))
        declared, is_whole = self.declared(function.returns, scope, is_route=depth == 0)
        if is_whole:
            self.events.note([UNNAMED], [declared])
        passed = self.passed_on(function, scope)
        for node in yields_of(function):
            if isinstance(node, ast.YieldFrom):
                self.content(node.value, scope, depth + 1)
            elif node.value is not None and node not in passed:
                self.yielded(node.value, scope, declared)
        self.pieces.end()
        if not is_whole:
            for loop in passed.values():
                self.content(loop.iter, scope, depth + 1)
        return is_whole

    def passed_on(self, function, scope):
        """`yield` to the loop of which it hands out each element."""
        result = {}
        for loop in nodes_of(function):
            if not isinstance(loop, (ast.For, ast.AsyncFor)) or not isinstance(loop.iter, ast.Call):
                continue
            found = self.project.find(loop.iter.func, scope)
            if found is None or not is_function(found.node):
                continue
            for node in own_nodes(loop.body):
                if (isinstance(node, ast.Yield) and isinstance(node.value, ast.Name)
                        and dotted(loop.target) == [node.value.id]):
                    result[node] = loop
        return result

    def declared(self, node, scope, is_route):
        """The type of AsyncIterable[Item], Iterator[Item], …, and whether nothing else is yielded:
        an event object beside it has data of its own. Text and raw events say nothing.

        What feeds a response made by hand is already serialized, unless it is a model.
        """
        node = annotation_of(node)
        if not isinstance(node, ast.Subscript):
            return {}, False
        if (dotted(node.value) or [""])[-1] not in STREAM_TYPES:
            return {}, False
        members = union_members(subscript_items(node)[0])
        items = [m for m in members if (dotted(m) or [""])[-1] not in EVENT_TYPES]
        if not items or len(items) == 1 and (dotted(items[0]) or [""])[-1] in (
            "str", "bytes", "Any", "dict", "Dict",
        ):
            return {}, False
        schema = self.types.union(items, scope, 0)
        if not schema or not (is_route or "$ref" in schema):
            return {}, False
        return schema, len(items) == len(members)

    # ------------------------------------------------------------ one yielded expression

    def yielded(self, node, scope, declared=None, depth=0):
        """A dictionary, a ServerSentEvent, a model, or text."""
        if depth > DEPTH_LIMIT or self.project.is_spent():
            return
        if isinstance(node, ast.IfExp):
            self.yielded(node.body, scope, declared, depth + 1)
            self.yielded(node.orelse, scope, declared, depth + 1)
            return
        if isinstance(node, ast.Name):
            values = [v for v in scope.locals(node.id)
                      if isinstance(v, (ast.Dict, ast.Call, ast.JoinedStr, ast.BinOp, ast.IfExp))]
            for value in values:
                self.yielded(value, scope, declared, depth + 1)
            if values:
                return
        root = None
        if isinstance(node, ast.Call):
            root = self.project.class_root(node.func, scope) or (dotted(node.func) or [""])[-1]
        if root is not None and root.split(".")[-1] in EVENT_TYPES:
            self.yielded_event(node, scope, root)
        elif declared:
            self.events.note([UNNAMED], [declared])
        elif isinstance(node, ast.Dict):
            self.yielded_dict(node, scope)
        else:
            self.yielded_value(node, scope)

    def yielded_dict(self, node, scope):
        fields = {}
        for key, value in zip(node.keys, node.values):
            for name in self.project.texts(key, scope):
                fields[name] = value
        names = self.names(fields.get("event"), scope)
        if "data" in fields:
            self.events.note(names, self.data(fields["data"], scope))
        elif "event" in fields:
            self.events.note(names, [])
        elif not fields:
            self.events.note([UNREADABLE], [{}])
        elif not OTHER_FIELDS.issuperset(fields):
            self.events.note([UNNAMED], [{}])

    def yielded_event(self, call, scope, root):
        names = self.names(call_argument(call, "event"), scope)
        is_native = root.startswith("fastapi")
        values = [(name, call_argument(call, name, position))
                  for name, position in (("data", 0), ("raw_data", None))]
        for name, value in values:
            if value is None or is_none(value):
                continue
            # FastAPI's own class writes `data` as JSON, a text in quotes.
            self.events.note(names, self.data(value, scope, is_native and name == "data"))
            return
        if any(keyword.arg is None for keyword in call.keywords):
            self.events.note([UNREADABLE], [{}])
        elif names != [UNNAMED]:
            self.events.note(names, [])

    def yielded_value(self, node, scope):
        texts = self.project.texts(node, scope)
        if self.framing is None or any("data:" in text for text in texts):
            schema = self.payloads.schema(node, scope)
            for text in texts or ["\0"]:
                self.pieces.add(text, schema)
            return
        types = self.data(node, scope, self.framing == "json")
        is_plain = texts or types != [{}]
        self.events.note([UNNAMED if is_plain else UNREADABLE], types)

    def names(self, node, scope):
        """What events are noted under, by the expression of their name."""
        if node is None or is_none(node):
            return [UNNAMED]
        return [self.events.name(text) for text in self.project.texts(node, scope) or ["\0"]]

    def data(self, node, scope, is_object=False):
        """The types of an event's data; none of a word for the end.

        `is_object` says that the framework makes JSON of it.
        """
        if isinstance(node, ast.IfExp):
            return [schema for branch in (node.body, node.orelse)
                    for schema in self.data(branch, scope, is_object)]
        texts = self.project.texts(node, scope)
        ends = [self.events.ends(text, is_object) for text in texts]
        if texts and all(ends):
            return []
        schema = self.payloads.schema(node, scope)
        return [schema or (self.payloads.object(node, scope) if is_object else {})]
