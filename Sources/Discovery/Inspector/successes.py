"""What a route declares of its ordinary answers."""

import ast

from .events import described
from .responses import ResponseClass
from .syntax import call_argument, is_none, union_members

# Media types that only streams have: those of the one table, which is not Python's.
STREAMS = (
    "text/event-stream", "application/x-ndjson", "application/ndjson", "application/jsonl",
    "application/x-jsonlines", "application/jsonlines", "application/json-lines",
    "application/stream+json", "application/x-json-stream", "application/json-seq",
)


class Successes:
    """The models of a route's answers, by its decorator and the annotation of its function."""

    def __init__(self, project, types):
        self.project = project
        self.types = types

    def item(self, route):
        """What an ordinary function returns, by `response_model` or its annotation."""
        node = call_argument(route.call, "response_model")
        if node is None or is_none(node):
            node = route.function.returns
        members = [m for m in union_members(node)
                   if ResponseClass.find(self.project, m, route.scope) is None]
        schema = self.types.union(members, route.scope, 0) if members else {}
        if not schema or schema == {"type": "null"}:
            return None
        others = self.others(route)
        if others:
            return {"name": None, "schema": {"oneOf": [schema] + others}}
        return described([schema])

    def others(self, route):
        """The models of further statuses: `responses={202: {"model": Accepted}}`."""
        result = []
        for key, model, scope in self.responses(route):
            if key == "model":
                schema = self.types.schema(model, scope)
                if schema and schema not in result:
                    result.append(schema)
        return result

    def responses(self, route):
        """(key, value, scope) of what `responses=` says of each status that is a success."""
        for status, response, scope in self.pairs(call_argument(route.call, "responses"), route.at):
            name = status.attr if isinstance(status, ast.Attribute) else ""
            text = str(getattr(status, "value", "")) if not name else name.replace("HTTP_", "")
            if text[:1] != "2":
                continue
            for key, value, inner in self.pairs(response, scope):
                yield getattr(key, "value", None), value, inner

    def streams(self, route):
        """The media types of streams among them."""
        for key, content, scope in self.responses(route):
            for media, _, inner in self.pairs(content, scope) if key == "content" else []:
                for text in self.project.texts(media, inner):
                    if text.split(";")[0].strip().lower() in STREAMS:
                        yield text

    def pairs(self, node, scope):
        return self.project.pairs(node, scope) or []
