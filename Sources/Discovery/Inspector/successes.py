"""What a route declares of its ordinary answers."""

from .events import described
from .responses import ResponseClass
from .syntax import call_argument, is_none, literal_items, union_members


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
        for status, response in literal_items(call_argument(route.call, "responses")):
            if str(getattr(status, "value", ""))[:1] != "2":
                continue
            for key, model in literal_items(response):
                schema = self.types.schema(model, route.scope)
                if getattr(key, "value", None) == "model" and schema and schema not in result:
                    result.append(schema)
        return result
