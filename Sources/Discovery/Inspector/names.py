"""One parsed file and what its names stand for."""

import ast
from typing import Any

from .syntax import arguments_of, dotted, is_function, nodes_of, remembered

# Scopes that are kept, with what is remembered of them, before all are given up.
SCOPE_LIMIT = 30000


class Module:
    """One parsed file and what its names stand for."""

    def __init__(self, project, path, tree, content=b""):
        self.project = project
        self.path = path
        self.tree = tree
        self.content = content
        self.names = {}
        # name to the last line of each statement that binds it, with what it means from there on
        self.lines = {}
        self.imports = []
        self.scopes = {}
        # method to its class
        self.owners = {}
        for node in self.statements(tree.body):
            self.bind(node)

    @staticmethod
    def statements(body):
        """Top level statements, those under `if`, `try` and `with` among them."""
        for node in body:
            yield node
            if is_function(node) or isinstance(node, ast.ClassDef):
                continue
            for field in ("body", "orelse", "finalbody"):
                for inner in Module.statements(getattr(node, field, None) or []):
                    yield inner
            for handler in getattr(node, "handlers", []):
                for inner in Module.statements(handler.body):
                    yield inner

    def bind(self, node):
        for name, value in bindings(node):
            self.give(name, value, getattr(node, "end_lineno", None) or node.lineno)
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            self.imports.append(node)

    def give(self, name, value, line):
        self.names[name] = value
        self.lines.setdefault(name, []).append((line, value))

    def meaning(self, name, line=None):
        """What a name stands for on a line of the module itself, or in the end."""
        if line is not None and len(self.lines.get(name, ())) > 1:
            for bound, value in reversed(self.lines[name]):
                if bound < line:
                    return value
        return self.names[name]

    def owner(self, function):
        """The class that a function is a method of, or None."""
        return self.owners.get(function)

    @property
    def relative(self):
        return self.project.relative(self.path)


class Imported:
    """A name that an import statement makes."""

    def __init__(self, module, attribute=None, level=0):
        self.module = module
        self.attribute = attribute
        self.level = level


def bindings(node):
    """(name, meaning) for each name that a statement makes."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield alias.asname or alias.name.split(".")[0], Imported(
                alias.name if alias.asname else alias.name.split(".")[0]
            )
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            yield alias.asname or alias.name, Imported(node.module or "", alias.name, node.level)
    elif is_function(node) or isinstance(node, ast.ClassDef):
        yield node.name, node
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            yield from unpacked(target, node.value)
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        if isinstance(node.target, ast.Name):
            yield node.target.id, node.value


@remembered
def members_of(node):
    """Name to meaning of what the statements of a class make, the first of each name."""
    members: dict = {}
    for statement in node.body:
        for name, value in bindings(statement):
            members.setdefault(name, value)
    return members


@remembered
def kept_by(node):
    """Name to (method, value) of each `self.name = …` in the methods of a class, in order."""
    kept: dict = {}
    for method in node.body:
        if is_function(method) and arguments_of(method):
            own = arguments_of(method)[0][0].arg
            for assignment in nodes_of(method):
                if isinstance(assignment, ast.Assign):
                    for target in map(dotted, assignment.targets):
                        if target and len(target) == 2 and target[0] == own:
                            kept.setdefault(target[1], []).append((method, assignment.value))
    return kept


def unpacked(target, value):
    """(name, value) of each name in a target: `a, b = f()`."""
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, (ast.Tuple, ast.List)) and not any(
        isinstance(t, ast.Starred) for t in target.elts
    ):
        for place, part in enumerate(target.elts):
            item = ast.Subscript(value=value, slice=ast.Constant(value=place), ctx=ast.Load())
            yield from unpacked(part, ast.copy_location(item, value))


class Scope:
    """Where an expression is looked at: a module, the functions around it, arguments given.

    `path` are the calls and the rounds of loops that lead here, so that what a function makes is
    another thing for each call of it. Of one place there is one scope, which remembers what
    its expressions were found to be.
    """

    module: Any
    functions: tuple
    arguments: dict
    path: tuple
    # (what was asked, expression) to the depth that the answer was limited by, and the answer
    memory: dict

    def __new__(cls, module, functions=(), arguments=None, path=()):
        arguments = arguments or {}
        key = (tuple(functions), path, tuple(arguments.items()))
        known = module.scopes.get(key)
        if known is None:
            known = super().__new__(cls)
            known.module, known.functions, known.arguments, known.path = module, key[0], arguments, path
            known.memory = {}
            if len(module.scopes) >= SCOPE_LIMIT:
                module.scopes.clear()
            module.scopes[key] = known
        return known

    @property
    def function(self):
        return self.functions[-1] if self.functions else None

    @property
    def options(self):
        """The name of the function's `**options`, or None."""
        kwarg = self.function.args.kwarg if self.function is not None else None
        return kwarg.arg if kwarg is not None else None

    def bound(self, names, mark=None):
        """The scope with further names given: a round of a loop, the body of a class."""
        path = self.path if mark is None else self.path + (mark,)
        return Scope(self.module, self.functions, dict(self.arguments, **names), path)

    def outside(self, position):
        """The scope around one of the functions here, where its parameters are written."""
        own = {a.arg for function in self.functions[position:] for a, _ in arguments_of(function)}
        kept = {name: given for name, given in self.arguments.items() if name not in own}
        return Scope(self.module, self.functions[:position], kept, self.path)

    def inside(self, function, arguments=None, path=None):
        """The scope of a function's body; what the functions around were given stays known."""
        if self.arguments:
            named = [argument.arg for argument, _ in arguments_of(function)]
            # What a method is bound to is known by the scope that it was found in.
            own = set(named[1:] if self.module.owner(function) is not None else named)
            own.update(self.module.project.assigned(function))
            kept = {name: given for name, given in self.arguments.items() if name not in own}
            arguments = dict(kept, **(arguments or {}))
        path = self.path if path is None else path
        return Scope(self.module, self.functions + (function,), arguments, path)

    def is_parameter(self, name):
        return any(argument.arg == name for function in self.functions
                   for argument, _ in arguments_of(function))

    def locals(self, name):
        """Every value that the innermost functions give a name, the nearest function's only."""
        for function in reversed(self.functions):
            found = self.module.project.assigned(function).get(name)
            if found:
                return found
        return []


class Found:
    """What a name stands for: a node in a scope, a module, or a name outside of the project."""

    __slots__ = ("node", "scope", "module", "outside")

    def __init__(self, node=None, scope=None, module=None, outside=None):
        self.node = node
        self.scope = scope
        self.module = module
        self.outside = outside
