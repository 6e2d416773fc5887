"""The headers that a response is made with, or given later."""

import ast

from .files import HEADER_STEPS
from .syntax import dotted, nodes_of


class Headers:
    """Names in lower case to values; a value that is not a literal is U+0000."""

    def __init__(self, project, made, variable):
        self.project = project
        self.call = made.call
        self.scope = made.scope
        node, at = made.argument("headers", 2)
        # What they are added to: a name given to the response, or `response.headers`.
        self.bases = [dotted(node)] if node is not None and dotted(node) else []
        self.values = self.read(node, at)
        if variable is not None:
            self.bases.append([variable, "headers"])
            self.changed_later([variable, "headers"])

    def read(self, node, scope):
        result = {}
        with self.project.at_most(HEADER_STEPS):
            pairs = self.project.pairs(node, scope) or []
        for key, value, inner in pairs:
            for name in self.project.texts(key, inner):
                result[name.lower()] = (self.project.texts(value, inner) or ["\0"])[0]
        return result

    def changed_later(self, base):
        """`response.headers["…"] = …` after the construction; its `media_type` is not looked at
        any more then.
        """
        for growth in self.growths(base):
            if growth.key is None:
                self.values.update(self.read(growth.node, self.scope))
            else:
                for name in self.project.texts(growth.key, self.scope):
                    self.values[name.lower()] = (self.project.texts(growth.node, self.scope) or ["\0"])[0]

    def growths(self, base):
        """What the function itself adds."""
        return [growth for growth in self.project.facts.added.get(base[-1], [])
                if dotted(growth.base) == base and growth.scope.functions == self.scope.functions]

    def is_optional(self, name):
        """Whether a header is only added on a condition that the response does not hang on."""
        added = [growth.node for base in self.bases for growth in self.growths(base)
                 if growth.key is not None
                 and [text.lower() for text in self.project.texts(growth.key, self.scope)] == [name]]
        return bool(added) and all(self.is_conditional(node) for node in added)

    def is_conditional(self, node):
        branches = [branch for condition in nodes_of(self.scope.function) if isinstance(condition, ast.If)
                    for branch in (condition.body, condition.orelse) if branch]
        return any(holds(branch, node) and not holds(branch, self.call) for branch in branches)


def holds(branch, node):
    """Whether a node stands in these statements, by its line."""
    return branch[0].lineno <= node.lineno <= branch[-1].end_lineno
