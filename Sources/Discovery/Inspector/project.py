"""The source of an application: its files, its names, and the texts it holds."""

import ast

from .lookup import DEPTH_LIMIT, Lookup
from .names import Scope
from .syntax import arguments_of, is_function, own_nodes


class Project(Lookup):
    """Files and names of the application, and the texts that its expressions may be."""


    def texts(self, node, scope, depth=0):
        """Every text that an expression may be; unknown parts of it are U+0000."""
        if node is None or depth > DEPTH_LIMIT or self.is_spent():
            return []
        if isinstance(node, ast.Constant):
            if isinstance(node.value, bytes):
                return [node.value.decode("utf-8", "replace")]
            return [node.value] if isinstance(node.value, str) else []
        if isinstance(node, ast.IfExp):
            either = self.texts(node.body, scope, depth + 1)
            return either + self.texts(node.orelse, scope, depth + 1)
        if isinstance(node, ast.BoolOp):
            return [t for v in node.values for t in self.texts(v, scope, depth + 1)]
        if isinstance(node, ast.JoinedStr):
            return self.joined(node.values, scope, depth)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return self.joined([node.left, node.right], scope, depth)
        if isinstance(node, ast.Name) and node.id not in scope.arguments:
            values = scope.locals(node.id)
            if values:
                inner = [self.texts(v, scope, depth + 1) for v in values if v is not node]
                return [text for texts in inner for text in texts]
            default = self.default_text(node.id, scope, depth)
            if default is not None:
                return default
        if isinstance(node, (ast.Name, ast.Attribute)):
            found = self.find(node, scope)
            if found is not None and isinstance(found.node, ast.AST) and found.node is not node:
                return self.texts(found.node, found.scope, depth + 1)
            return []
        if isinstance(node, ast.Call):
            return self.called_texts(node, scope, depth)
        return []

    def default_text(self, name, scope, depth):
        """A parameter of the function around, when nobody says what is given for it."""
        if scope.function is None:
            return None
        for argument, default in arguments_of(scope.function):
            if argument.arg == name:
                return self.texts(default, Scope(scope.module), depth + 1) if default else []
        return None

    def joined(self, nodes, scope, depth):
        result = [""]
        for node in nodes:
            if isinstance(node, ast.FormattedValue):
                node = node.value
            choices = self.texts(node, scope, depth + 1) or ["\0"]
            result = [left + right for left in result for right in choices][:16]
        return result

    def called_texts(self, call, scope, depth):
        """`"…".encode()`, `str(…)`, and a function of the project that returns a text."""
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("encode", "strip"):
            return self.texts(call.func.value, scope, depth + 1)
        if isinstance(call.func, ast.Name) and call.func.id in ("str", "bytes") and call.args:
            return self.texts(call.args[0], scope, depth + 1)
        found = self.find(call.func, scope)
        if found is None or not is_function(found.node) or depth > DEPTH_LIMIT:
            return []
        inner = found.scope.inside(found.node, self.given(call, found.node, scope))
        returned = [n.value for n in own_nodes(found.node.body) if isinstance(n, ast.Return)]
        return [t for node in returned for t in self.texts(node, inner, depth + 1)]
