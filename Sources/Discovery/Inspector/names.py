"""One parsed file and what its names stand for."""

import ast

from .syntax import arguments_of, is_function


class Module:
    """One parsed file and what its names stand for."""

    def __init__(self, project, path, tree):
        self.project = project
        self.path = path
        self.tree = tree
        self.names = {}
        self.imports = []
        self._owners = None
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
            self.names[name] = value
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            self.imports.append(node)

    def owner(self, function):
        """The class that a function is a method of, or None."""
        if self._owners is None:
            classes = [n for n in ast.walk(self.tree) if isinstance(n, ast.ClassDef)]
            self._owners = {id(n): c for c in classes for n in c.body if is_function(n)}
        return self._owners.get(id(function))

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
            if isinstance(target, ast.Name):
                yield target.id, node.value
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        if isinstance(node.target, ast.Name):
            yield node.target.id, node.value


class Scope:
    """Where an expression is looked at: a module, the functions around it, arguments given."""

    def __init__(self, module, functions=(), arguments=None):
        self.module = module
        self.functions = tuple(functions)
        self.arguments = arguments or {}

    @property
    def function(self):
        return self.functions[-1] if self.functions else None

    def inside(self, function, arguments=None):
        """The scope of a function's body; what the functions around were given stays known."""
        if self.arguments:
            own = {argument.arg for argument, _ in arguments_of(function)}
            own.update(self.module.project.assigned(function))
            kept = {name: given for name, given in self.arguments.items() if name not in own}
            arguments = dict(kept, **(arguments or {}))
        return Scope(self.module, self.functions + (function,), arguments)

    def locals(self, name):
        """Every value that the innermost functions give a name, the nearest function's only."""
        for function in reversed(self.functions):
            found = self.module.project.assigned(function).get(name)
            if found:
                return found
        return []


class Found:
    """What a name stands for: a node in a scope, a module, or a name outside of the project."""

    def __init__(self, node=None, scope=None, module=None, outside=None):
        self.node = node
        self.scope = scope
        self.module = module
        self.outside = outside
