"""The types that expressions make JSON of."""

import ast

from .lookup import DEPTH_LIMIT
from .syntax import dotted, is_function, returns_of
from .values import Values

COLLECTIONS = (
    ast.Dict, ast.List, ast.Set, ast.Tuple, ast.ListComp, ast.SetComp, ast.DictComp,
)
SERIALIZERS = ("asdict", "jsonable_encoder", "dumps")


class Payloads:
    """Schemas of what is written as JSON, where it is plain to see; {} of all else."""

    def __init__(self, project, types):
        self.project = project
        self.values = Values(project, types)

    def object(self, node, scope):
        """The schema of a value that the framework itself makes JSON of."""
        return self.values.type_of(node, scope)

    def schema(self, node, scope, depth=0):
        if depth > DEPTH_LIMIT or self.project.is_spent():
            return {}
        for inner in wholes(node):
            schema = self.serialized(inner, scope)
            if schema:
                return schema
        for inner in bearers(node):
            schema = self.followed(inner, scope, depth)
            if schema:
                return schema
        return {}

    def serialized(self, node, scope):
        """`item.model_dump()`, `item.dict()`, `asdict(item)`, `jsonable_encoder(item)`, …."""
        if not isinstance(node, ast.Call):
            return {}
        if isinstance(node.func, ast.Attribute):
            if node.func.attr in ("model_dump", "model_dump_json", "dict", "json"):
                return self.values.type_of(node.func.value, scope)
        if (dotted(node.func) or [""])[-1] in SERIALIZERS and node.args:
            return self.values.model_of(node.args[0], scope)
        return {}

    def followed(self, node, scope, depth):
        """The schema behind a name, or in what a function of the project returns."""
        if isinstance(node, ast.Name):
            if node.id in scope.arguments:
                value, outer = scope.arguments[node.id]
                return self.schema(value, outer, depth + 1) if isinstance(value, ast.expr) else {}
            return self.agreed([(value, scope) for value in scope.locals(node.id)], depth)
        found = self.project.find(node.func, scope)
        if found is None or not is_function(found.node):
            return {}
        inner = found.scope.inside(found.node, self.project.given(node, found.node, scope))
        returned = [n.value for n in returns_of(found.node)]
        return self.agreed([(value, inner) for value in returned], depth)

    def agreed(self, places, depth):
        """The schema that all of these expressions have."""
        schemas = [self.schema(value, scope, depth + 1) if isinstance(value, ast.expr) else {}
                   for value, scope in places]
        return schemas[0] if schemas and all(s == schemas[0] for s in schemas) else {}


def wholes(node):
    """The expressions in one that may be all of what it makes: a member of a list is not."""
    waiting = [node]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, COLLECTIONS):
            continue
        yield node
        waiting.extend(ast.iter_child_nodes(node))


def bearers(node):
    """Names and calls that a text is made of: `f"data: {payload}"`, `text.encode()`."""
    if isinstance(node, ast.JoinedStr):
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from bearers(part.value)
    elif isinstance(node, ast.BinOp):
        yield from bearers(node.left)
        yield from bearers(node.right)
    elif isinstance(node, ast.Await):
        yield from bearers(node.value)
    elif isinstance(node, ast.Name):
        yield node
    elif isinstance(node, ast.Call):
        name = (dotted(node.func) or [""])[-1]
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("encode", "strip"):
            yield from bearers(node.func.value)
        elif name in SERIALIZERS + ("str",) and node.args:
            yield from bearers(node.args[0])
        else:
            yield node
