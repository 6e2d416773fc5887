"""The source of functions that exist."""

import ast
import functools
import inspect

from .names import Found, Module, Scope
from .syntax import FUNCTIONS


def inner_function(called):
    """The function that somebody wrote behind a callable, and the arguments given before."""
    given: dict = {}
    for _ in range(12):
        if isinstance(called, functools.partial):
            given = dict(called.keywords, **given)
            called = called.func
        elif hasattr(called, "__wrapped__"):
            called = called.__wrapped__
        elif inspect.ismethod(called):
            called = called.__func__
        elif inspect.isfunction(called):
            return called, given
        elif inspect.isfunction(getattr(type(called), "__call__", None)):  # noqa: B004
            called = type(called).__call__
        else:
            break
    return None, given


class Functions:
    """Finds the syntax of functions by the place that their code says it comes from."""

    def __init__(self, project):
        self.project = project
        self.places = {}

    def find(self, function, given=None, depth=0):
        """The definition in its scope, or None; closures and given arguments are known in it."""
        code = getattr(function, "__code__", None)
        module = self.project.load(code.co_filename) if code is not None else None
        if code is None or module is None:
            return None
        found = self.index(module).get((code.co_name, code.co_firstlineno))
        if found is None:
            return None
        node, around = found
        values = dict(given or {})
        for name, cell in zip(code.co_freevars, function.__closure__ or ()):
            try:
                values[name] = cell.cell_contents
            except ValueError:  # not assigned yet
                pass
        arguments = {}
        for name, value in values.items():
            meaning = self.meaning(value, module, depth)
            if meaning is not None:
                arguments[name] = meaning
        return Found(node=node, scope=Scope(module, around, arguments))

    def meaning(self, value, module, depth):
        """A value as syntax in its scope, where it has one."""
        if isinstance(value, (str, bytes, int)):
            return ast.Constant(value=value), Scope(module)
        if isinstance(value, type):
            text = "from %s import %s" % (value.__module__, value.__name__)
            try:
                names = Module(self.project, module.path, ast.parse(text))
            except SyntaxError:  # a class made in a function
                return None
            return ast.Name(id=value.__name__), Scope(names)
        function, given = inner_function(value) if callable(value) else (None, {})
        if function is None or depth > 3:
            return None
        found = self.find(function, given, depth + 1)
        return (found.node, found.scope) if found is not None else None

    def index(self, module):
        """(name, first line) of every function to its node and the functions around it."""
        if module.path not in self.places:
            places: dict = {}
            self.collect(module.tree, (), places)
            self.places[module.path] = places
        return self.places[module.path]

    def collect(self, node, around, places):
        for child in ast.iter_child_nodes(node):
            inner = around
            if isinstance(child, FUNCTIONS):
                line = child.decorator_list[0].lineno if child.decorator_list else child.lineno
                places[(child.name, line)] = (child, around)
                inner = around + (child,)
            self.collect(child, inner, places)
