"""The source of an application: its files, its names, and the texts it holds."""

import ast

from .flow import Flow
from .lookup import DEPTH_LIMIT
from .names import Scope
from .syntax import arguments_of, call_argument, is_function

CUTTING = ("strip", "lstrip", "rstrip", "removeprefix", "removesuffix")
ENVIRONMENT = ("os.getenv", "os.environ.get")


class Project(Flow):
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
            return [t for branch in self.branches(node, scope) for t in self.texts(branch, scope, depth + 1)]
        if isinstance(node, ast.BoolOp):
            return [t for v in node.values for t in self.texts(v, scope, depth + 1)]
        if isinstance(node, ast.JoinedStr):
            return self.joined(node.values, scope, depth)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return self.joined([node.left, node.right], scope, depth)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            return self.formatted(node.left, "%s", [node.right], scope, depth)
        if isinstance(node, ast.Subscript):
            values = [v for v in self.values(node, scope, depth + 1) if v.node is not node]
            return [t for v in values for t in self.texts(v.node, v.scope, depth + 1)]
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
        return self.strung([(node, scope) for node in nodes], depth)

    def strung(self, pieces, depth):
        """Texts one behind the other."""
        result = [""]
        for node, scope in pieces:
            if isinstance(node, ast.FormattedValue):
                node = node.value
            choices = self.texts(node, scope, depth + 1) or ["\0"]
            result = [left + right for left in result for right in choices][:16]
        return result

    def called_texts(self, call, scope, depth):
        """`"…".encode()`, `str(…)`, and a function of the project that returns a text."""
        if isinstance(call.func, ast.Attribute) and call.func.attr == "encode":
            return self.texts(call.func.value, scope, depth + 1)
        if isinstance(call.func, ast.Attribute) and call.func.attr in CUTTING:
            return self.cut(call, scope, depth)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "format":
            return self.formatted(call.func.value, "{}", call.args, scope, depth)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "join" and call.args:
            elements = self.elements(call.args[0], scope, depth + 1) or []
            between = [(call.func.value, scope)] * len(elements)
            pieces = [piece for pair in zip(between, elements) for piece in pair][1:]
            return self.strung(pieces, depth)
        if isinstance(call.func, ast.Name) and call.func.id in ("str", "bytes") and call.args:
            return self.texts(call.args[0], scope, depth + 1)
        found = self.callee(call, scope)
        if found is not None and found.outside in ENVIRONMENT:
            return self.texts(call_argument(call, "default", 1), scope, depth + 1)
        if depth > DEPTH_LIMIT:
            return []
        if found is None or not is_function(found.node):
            values = [v for v in self.values(call, scope, depth + 1) if v.node is not call]
            return [t for v in values for t in self.texts(v.node, v.scope, depth + 1)]
        inner = self.inner(call, found, scope)
        return [t for node in self.returns(found.node, inner)
                for t in self.texts(node.value, inner, depth + 1)]

    def cut(self, call, scope, depth):
        """`prefix.rstrip("/")`; unknown parts stay."""
        given = [self.texts(argument, scope, depth + 1) for argument in call.args]
        if not all(given) or not hasattr(str, call.func.attr):
            return []
        return [getattr(text, call.func.attr)(*(choices[0] for choices in given))
                for text in self.texts(call.func.value, scope, depth + 1)]

    def formatted(self, node, place, arguments, scope, depth):
        """`"%s/a" % x`, `"{}/a".format(x)`; what is formatted in other ways is unknown."""
        if len(arguments) == 1 and isinstance(arguments[0], ast.Tuple):
            arguments = arguments[0].elts
        result = []
        for text in self.texts(node, scope, depth + 1):
            parts: list = [ast.Constant(value=part) for part in text.split(place)]
            if len(parts) != len(arguments) + 1:
                return []
            nodes = [n for pair in zip(parts, list(arguments) + [None]) for n in pair if n]
            result += self.joined(nodes, scope, depth)
        return result
