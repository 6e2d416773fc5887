"""What is behind a route: functions, objects that can be called, classes of methods."""

import ast
import re

from .names import Found
from .syntax import as_function, is_function, returns_of

# Whoever asks by one of these wants no body.
BODILESS = ("HEAD", "OPTIONS")
METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")


class Targets:
    """Finds the functions that an endpoint is."""

    def __init__(self, project):
        self.project = project

    def of(self, node, scope):
        """The functions that an endpoint is: itself, `__call__` of an object, or `get`, `post`, …
        of a class of Starlette's.
        """
        if isinstance(node, ast.Lambda):
            return [Target(Found(node=as_function(node), scope=scope))]
        if isinstance(node, ast.Call):
            made = self.project.find(node.func, scope)
            if made is not None and is_function(made.node):
                return self.handed_out(node, made, scope)
            found = Found(node=node, scope=scope) if made is not None else None
        else:
            found = self.project.find(node, scope)
        if found is None:
            values = self.project.values(node, scope)
            found = next((v for v in values if is_function(v.node)), None)
        if found is None:
            return []
        if is_function(found.node):
            return [Target(found)]
        if isinstance(found.node, ast.Call):
            called = self.project.find_member(found, "__call__", 1)
            made = self.project.find(found.node.func, found.scope)
            if called is not None and is_function(called.node):
                return [Target(called, name=snake(made.node.name))]
        if isinstance(found.node, ast.ClassDef):
            members = [(m, self.project.find_in_class(found, m, 1)) for m in METHODS]
            return [Target(member, method=m.upper(), name=snake(found.node.name))
                    for m, member in members if member is not None and is_function(member.node)]
        return []

    def handed_out(self, call, maker, scope):
        """The function that a function makes: `make_endpoint("text/event-stream")`."""
        inner = maker.scope.inside(maker.node, self.project.given(call, maker.node, scope))
        for node in returns_of(maker.node):
            if isinstance(node.value, ast.Name):
                for value in inner.locals(node.value.id):
                    if is_function(value):
                        return [Target(Found(node=value, scope=inner))]
        return []


class Target:
    """A function behind a route, with the method and the name where a class gives them."""

    def __init__(self, found, method=None, name=None):
        self.node = found.node
        self.scope = found.scope
        self.method = method
        self.name = name


def plain_name(name, method, path):
    """The name of a function; of one that is called `_`, and of a lambda, its method and path."""
    if name.strip("_") and name.strip("<>") != "lambda":
        return name
    return "_".join([method.lower()] + re.findall(r"\w+", path))


def snake(name):
    """`ClassName` as an identifier of a function: `class_name`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
