"""What a name is by its type: the class of an annotation, the result of a dependency."""

import ast
from typing import Any

from .files import Files
from .names import Found
from .syntax import (
    annotation_of, call_argument, dotted, is_none, subscript_items, union_members, yields_of,
)

DEPENDING = ("Depends", "Security")
# Results of calls that are members of results of calls.
RESULT_DEPTH = 8


class Assumed(ast.Call):
    """A call that stands nowhere, for what makes an instance that is injected."""


class Typed(Files):
    """Instances that nobody is seen to make: what FastAPI injects, what a function is given."""

    find: Any
    find_member: Any
    values: Any

    def __init__(self, root, limits):
        super().__init__(root, limits)
        self.instances: dict = {}

    def find_typed(self, annotation, default, scope, depth):
        """What a parameter is by its dependency or its annotation, or None."""
        declared = self.alias(annotation_of(annotation), scope, depth)
        kind, call = declared, default
        if isinstance(declared, ast.Subscript) and last(declared.value) == "Annotated":
            kind, *metadata = subscript_items(declared)
            call = next((m for m in metadata if is_dependency(m)), default)
        if is_dependency(call):
            wanted = call_argument(call, "dependency", 0)
            made = self.find_made(kind if wanted is None else wanted, scope, depth)
            if made is not None:
                return made
        return self.instance(kind, scope, depth)

    def alias(self, annotation, scope, depth):
        """`ChatDep = Annotated[Chat, Depends(chat)]` behind its name."""
        if isinstance(annotation, (ast.Name, ast.Attribute)):
            found = self.find(annotation, scope, depth)
            if found is not None and isinstance(found.node, ast.Subscript):
                return found.node
        return annotation

    def find_made(self, node, scope, depth):
        """What a call of a dependency makes."""
        if not isinstance(node, (ast.Name, ast.Attribute)):
            return None
        call = self.instances.setdefault(id(node), Assumed(func=node, args=[], keywords=[]))
        call.lineno, call.col_offset = node.lineno, node.col_offset
        return Found(node=call, scope=scope) if self.find(node, scope, depth) is not None else None

    def instance(self, annotation, scope, depth):
        """An instance of the class that an annotation names, or of the first of a union."""
        for member in union_members(annotation) if annotation is not None else []:
            member = annotation_of(member)
            if is_none(member) or not isinstance(member, (ast.Name, ast.Attribute)):
                continue
            found = self.find(member, scope, depth)
            if found is not None and (found.outside or isinstance(found.node, ast.ClassDef)):
                return self.find_made(member, scope, depth)
        return None

    def find_of_result(self, found, maker, name, depth):
        """A member of what a function returns or yields, else of what it says that it returns."""
        if depth > RESULT_DEPTH:
            self.cuts += 1
            return None
        for value in self.values(found.node, found.scope, depth + 1):
            if value.node is not None and value.node is not found.node:
                member = self.find_member(value, name, depth + 1)
                if member is not None:
                    return member
        if maker is None:
            return None
        made = self.yielded_or_declared(maker, depth)
        return self.find_member(made, name, depth + 1) if made is not None else None

    def yielded_or_declared(self, maker, depth):
        inner = maker.scope.inside(maker.node)
        for node in yields_of(maker.node):
            if isinstance(node, ast.Yield) and node.value is not None:
                for value in self.values(node.value, inner, depth + 1):
                    if value.node is not node.value or isinstance(node.value, ast.Call):
                        return value
        returns = annotation_of(maker.node.returns)
        if isinstance(returns, ast.Subscript) and last(returns.value).endswith(
            ("Iterator", "Iterable", "Generator", "Awaitable", "Coroutine")
        ):
            items = subscript_items(returns)
            returns = items[-1] if last(returns.value) == "Coroutine" else items[0]
        return self.instance(returns, maker.scope, depth)


def last(node):
    return (dotted(node) or [""])[-1]


def is_dependency(node):
    return isinstance(node, ast.Call) and last(node.func) in DEPENDING
