"""What one walk over each module tells: who calls whom, what is added where, what is kept."""

import ast

from .names import Found, Scope
from .syntax import FUNCTIONS, children, dotted, is_function
from .touching import Site, Touching

HANGING = {"include_router", "mount", "add_api_route", "add_route", "api_route"}
ROUTING = ("get", "post", "put", "patch", "delete", "head", "options", "trace", "route", "api_route")
# Methods of Python's own values: a call by such a name says nothing of whose it is.
COMMON = set(ROUTING).union(*map(dir, (dict, list, set, str, bytes))) - {"__init__"}
LISTING = ("append", "extend", "insert")
ADDING = {"append": False, "add": False, "extend": True, "update": True}


class Growth:
    """Something that is added to a collection: one element, several, or under a key."""

    __slots__ = ("base", "node", "scope", "is_many", "key")

    def __init__(self, base, node, scope, is_many=False, key=None):
        self.base = base
        self.node = node
        self.scope = scope
        self.is_many = is_many
        self.key = key


class Facts:
    """Facts of all modules, gathered as each is loaded."""

    def __init__(self, project):
        self.project = project
        self.touching = Touching(project)
        # name of a collection: what is added to it
        self.added = {}
        # name in an application's state: what is kept there
        self.states = {}
        # Functions with others in them.
        self.nesting = set()

    def gather(self, module):
        self.walk(children(module.tree), module, ())

    def walk(self, nodes, module, functions):
        waiting = nodes[::-1]
        while waiting:
            node = waiting.pop()
            if isinstance(node, FUNCTIONS):
                self.function(node, module, functions, node.name)
                continue
            if isinstance(node, ast.ClassDef):
                self.classed(node, module, functions)
                continue
            if isinstance(node, ast.Call):
                self.call(node, module, functions)
            elif isinstance(node, ast.NamedExpr) and not functions:
                module.give(node.target.id, node.value, node.lineno - 1)
            elif isinstance(node, ast.Global) and functions:
                assigned = self.project.assigned(functions[-1])
                for name, value in [(n, v) for n in node.names for v in assigned.get(n, [])]:
                    module.give(name, value, node.lineno)
            elif isinstance(node, (ast.Assign, ast.AugAssign)):
                self.assigned(node, module, functions)
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    if alias.asname and alias.asname != alias.name:
                        self.touching.aliases.setdefault(alias.name, set()).add(alias.asname)
            waiting += reversed(children(node))

    def function(self, node, module, functions, name):
        self.touching.names[node] = name
        self.touching.homes[node] = module
        if functions:
            self.touching.parents[node] = functions[-1]
            self.nesting.update(functions)
        for decorator in node.decorator_list:
            called = decorator.func if isinstance(decorator, ast.Call) else None
            if isinstance(called, ast.Attribute) and called.attr in ROUTING and functions:
                self.touching.hang(called.value, functions[-1])
            self.walk([decorator], module, functions)
        self.walk(node.body, module, functions + (node,))

    def classed(self, node, module, functions):
        for base in node.bases:
            name = (dotted(base.value if isinstance(base, ast.Subscript) else base) or [""])[-1]
            self.touching.heirs.setdefault(name, set()).add(node.name)
        for member in node.body:
            if is_function(member):
                name = node.name if member.name == "__init__" else member.name
                module.owners[member] = node
                self.function(member, module, functions, name)
            else:
                self.walk([member], module, functions)

    def call(self, call, module, functions):
        is_attribute = isinstance(call.func, ast.Attribute)
        callee = call.func.attr if is_attribute else getattr(call.func, "id", "")
        if hangs(call):
            for function in functions[-1:]:
                self.touching.hang(called_on(call), function)
        elif not self.project.is_listing and (not is_attribute or callee not in COMMON):
            self.touching.sites.setdefault(callee, []).append(Site(call, module, functions))
        base = call.func.value if is_attribute else None
        if base and callee in ADDING and call.args:
            self.add(base, call.args[0], module, functions, ADDING[callee])
        elif base and callee == "insert" and len(call.args) > 1:
            self.add(base, call.args[1], module, functions)
        elif base and callee == "setdefault" and len(call.args) > 1:
            self.add(base, call.args[1], module, functions, key=call.args[0])

    def assigned(self, node, module, functions):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            if isinstance(node, ast.AugAssign):
                if isinstance(node.op, (ast.Add, ast.BitOr)):
                    self.add(target, node.value, module, functions, True)
            elif isinstance(target, ast.Subscript):
                key = getattr(target.slice, "value", target.slice)  # Python 3.8 has an Index
                key = key if isinstance(key, ast.AST) else target.slice
                self.add(target.value, node.value, module, functions, key=key)
            elif (isinstance(target, ast.Attribute) and isinstance(target.value, ast.Attribute)
                    and target.value.attr == "state"):
                self.states.setdefault(target.attr, []).append(
                    Found(node=node.value, scope=Scope(module, functions)))

    def add(self, base, node, module, functions, is_many=False, key=None):
        name = base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", None)
        if name is not None:
            growth = Growth(base, node, Scope(module, functions), is_many, key)
            self.added.setdefault(name, []).append(growth)

    def growth(self, node, scope, lists):
        """What is added to a collection that a name stands for, wherever that is."""
        result = []
        for growth in self.added.get((dotted(node) or [""])[-1], []):
            is_here = bool(scope.functions) and growth.scope.functions == scope.functions
            if isinstance(growth.base, ast.Name) and not is_here and self.is_local(growth):
                continue
            at = scope if is_here else growth.scope
            found = self.project.find(growth.base, at)
            is_options = found is None and not lists and is_here  # **options of this function
            if is_options or found is not None and any(found.node is known for known in lists):
                result.append(Growth(growth.base, growth.node, at, growth.is_many, growth.key))
        return result

    def is_local(self, growth):
        """Whether only the function that adds to a collection has a name for it."""
        function = growth.scope.function
        return function is not None and growth.base.id in self.project.assigned(function)


def called_on(call):
    """The expression that a call which hangs something in is a method of."""
    method = call.func.func if isinstance(call.func, ast.Call) else call.func
    return method.value if isinstance(method, ast.Attribute) else method


def hangs(call):
    """Whether a call has the form of one that hangs something into a router."""
    if isinstance(call.func, ast.Call):  # app.get("/x")(function)
        inner = call.func.func
        return isinstance(inner, ast.Attribute) and inner.attr in ROUTING
    if not isinstance(call.func, ast.Attribute):
        return False
    base = call.func.value
    return call.func.attr in HANGING or (
        call.func.attr in LISTING and isinstance(base, ast.Attribute) and base.attr == "routes")
