"""The types of values, where they are plain to see."""

import ast

from .lookup import DEPTH_LIMIT
from .names import Scope
from .syntax import annotation_of, arguments_of, dotted, is_function, nodes_of, subscript_items


class Values:
    """Schemas of expressions: of what a call makes, a name is given, a loop runs over."""

    def __init__(self, project, types):
        self.project = project
        self.types = types

    def model_of(self, node, scope):
        schema = self.type_of(node, scope)
        return schema if "$ref" in schema else {}

    def type_of(self, node, scope, depth=0):
        """The schema of a value, where its type is plain to see."""
        if depth > DEPTH_LIMIT or self.project.is_spent():
            return {}
        if isinstance(node, ast.Await):
            return self.type_of(node.value, scope, depth + 1)
        if isinstance(node, ast.Call):
            found = self.project.find(node.func, scope)
            if found is not None and isinstance(found.node, ast.ClassDef):
                return self.types.schema(node.func, scope)
            if found is not None and is_function(found.node):
                return self.types.schema(found.node.returns, found.scope)
            return {}
        if isinstance(node, ast.Name):
            return self.type_of_name(node.id, scope, depth)
        return {}

    def type_of_name(self, name, scope, depth):
        for function in reversed(scope.functions):
            schema = self.parameter(function, name, scope, depth)
            if schema is not None:
                return schema
            assigned = []
            for node in nodes_of(function):
                if isinstance(node, ast.AnnAssign) and dotted(node.target) == [name]:
                    return self.types.schema(node.annotation, scope)
                if isinstance(node, ast.Assign) and [name] in [dotted(t) for t in node.targets]:
                    schema = self.type_of(node.value, scope, depth + 1)
                    if schema and schema not in assigned:
                        assigned.append(schema)
                if isinstance(node, (ast.For, ast.AsyncFor)) and dotted(node.target) == [name]:
                    return self.element_of(node.iter, scope, depth + 1)
            if assigned:
                return assigned[0] if len(assigned) == 1 else {"anyOf": assigned}
        value = scope.module.names.get(name)
        if isinstance(value, ast.expr):
            return self.type_of(value, Scope(scope.module), depth + 1)
        return {}

    def parameter(self, function, name, scope, depth):
        """The schema of a parameter, by its annotation or what is given for it; None of no one."""
        for argument, _ in arguments_of(function):
            if argument.arg != name:
                continue
            schema = self.types.schema(argument.annotation, scope) if argument.annotation else {}
            if not schema and name in scope.arguments:
                value, outer = scope.arguments[name]
                return self.type_of(value, outer, depth + 1)
            return schema if argument.annotation is not None else None
        return None

    def element_of(self, node, scope, depth):
        """The schema of the elements of what a loop runs over."""
        while isinstance(node, ast.Await):
            node = node.value
        if isinstance(node, ast.Call):
            found = self.project.find(node.func, scope)
            if found is not None and is_function(found.node):
                returns = annotation_of(found.node.returns)
                if isinstance(returns, ast.Subscript):
                    return self.types.schema(subscript_items(returns)[0], found.scope)
            if (dotted(node.func) or [""])[-1] in ("list", "sorted", "reversed", "iter"):
                return self.element_of(node.args[0], scope, depth) if node.args else {}
            return {}
        if isinstance(node, (ast.List, ast.Tuple)) and node.elts:
            return self.type_of(node.elts[0], scope, depth + 1)
        if isinstance(node, ast.Name) and depth < DEPTH_LIMIT:
            schema = self.type_of_name(node.id, scope, depth + 1)
            if schema.get("type") == "array":
                return schema.get("items", {})
            values = scope.locals(node.id) or [scope.module.names.get(node.id)]
            for value in values:
                if isinstance(value, (ast.List, ast.Tuple, ast.Call, ast.Await)):
                    return self.element_of(value, scope, depth + 1)
        return {}
