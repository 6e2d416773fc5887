"""What one walk over each module tells: who calls whom, what is added where, what is kept."""

import ast

from .names import Found, Scope
from .syntax import FUNCTIONS, dotted, is_function

ROUTER_CLASSES = ("FastAPI", "Starlette", "APIRouter", "Router")
HANGING = {"include_router", "mount", "add_api_route", "add_route", "api_route"}
ROUTING = ("get", "post", "put", "patch", "delete", "head", "options", "trace", "route", "api_route")
# Stands for a call that hangs something into a router.
HUNG = "."
# Methods of Python's own values: a call by such a name says nothing of whose it is.
COMMON = set(ROUTING).union(*map(dir, (dict, list, set, str, bytes))) - {"__init__"}
LEAVES = {ast.Name, ast.Constant, ast.Load, ast.Store, ast.Del, ast.arg, ast.alias, ast.Pass}
LISTING = ("append", "extend", "insert")
ADDING = {"append": False, "add": False, "extend": True, "update": True}


class Growth:
    """Something that is added to a collection: one element, several, or under a key."""

    def __init__(self, base, node, module, functions, is_many=False, key=None):
        self.base = base
        self.node = node
        self.scope = Scope(module, functions)
        self.is_many = is_many
        self.key = key


class Facts:
    """Facts of all modules that are loaded, gathered when they are asked for."""

    def __init__(self, project):
        self.project = project
        self.gathered = set()
        self.seen = 0
        # name of a function: the names that functions of that name call
        self.calls = {}
        # name of a collection: what is added to it
        self.added = {}
        # name in an application's state: what is kept there
        self.states = {}
        # name of a function, with its class, by its node
        self.names = {}
        # names that are called anywhere
        self.callees = set()
        self.makers = set(ROUTER_CLASSES)
        self.touching = set()

    def gather(self):
        if len(self.project.modules) == self.seen:
            return
        self.seen = len(self.project.modules)
        new = [m for m in list(self.project.modules.values())
               if m is not None and m.path not in self.gathered]
        for module in new:
            self.gathered.add(module.path)
            self.walk(module.tree, module, (), "")
        if new:
            self.close()

    def walk(self, node, module, functions, name):
        for child in children(node):
            if isinstance(child, FUNCTIONS):
                self.function(child, module, functions, name, child.name)
                continue
            if isinstance(child, ast.ClassDef):
                self.classed(child, module, functions, name)
                continue
            if isinstance(child, ast.Call):
                self.call(child, module, functions, name)
            elif isinstance(child, (ast.Assign, ast.AugAssign)):
                self.assigned(child, module, functions)
            elif isinstance(child, ast.ImportFrom):
                self.renamed(child)
            self.walk(child, module, functions, name)

    def function(self, node, module, functions, around, name):
        self.names[id(node)] = name
        self.called(around, name)  # a closure is made where it stands
        for decorator in node.decorator_list:
            called = decorator.func if isinstance(decorator, ast.Call) else None
            if isinstance(called, ast.Attribute) and called.attr in ROUTING:
                self.called(around, HUNG)
            self.walk(ast.Expr(value=decorator), module, functions, around)
        self.walk(ast.Module(body=node.body, type_ignores=[]), module, functions + (node,), name)

    def called(self, caller, callee):
        self.calls.setdefault(caller, set()).add(callee)

    def classed(self, node, module, functions, around):
        for base in node.bases:
            name = (dotted(base.value if isinstance(base, ast.Subscript) else base) or [""])[-1]
            self.called("class " + node.name, "class " + name)
            self.called(node.name, name)
        for member in node.body:
            if is_function(member):
                inner = node.name + "." + member.name
                # Making an instance runs `__init__`; any other is called by its own name.
                self.called(node.name if member.name == "__init__" else member.name, inner)
                self.function(member, module, functions, "", inner)
            else:
                self.walk(ast.Module(body=[member], type_ignores=[]), module, functions, around)

    def renamed(self, node):
        for alias in node.names:
            if alias.asname and alias.asname != alias.name:
                self.called(alias.asname, alias.name)
                self.called("class " + alias.asname, "class " + alias.name)

    def call(self, call, module, functions, name):
        is_attribute = isinstance(call.func, ast.Attribute)
        callee = call.func.attr if is_attribute else getattr(call.func, "id", "")
        self.callees.add(callee)
        base = dotted(call.func.value) if is_attribute else None
        if hangs(call):
            self.called(name, HUNG)
        elif not is_attribute or callee not in COMMON:
            self.called(name, callee)
        if base and callee in ADDING and call.args:
            self.add(Growth(base, call.args[0], module, functions, ADDING[callee]))
        elif base and callee == "insert" and len(call.args) > 1:
            self.add(Growth(base, call.args[1], module, functions))
        elif base and callee == "setdefault" and len(call.args) > 1:
            self.add(Growth(base, call.args[1], module, functions, key=call.args[0]))

    def assigned(self, node, module, functions):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            if isinstance(node, ast.AugAssign):
                if dotted(target) and isinstance(node.op, (ast.Add, ast.BitOr)):
                    self.add(Growth(dotted(target), node.value, module, functions, True))
            elif isinstance(target, ast.Subscript) and dotted(target.value):
                key = getattr(target.slice, "value", target.slice)  # Python 3.8 has an Index
                key = key if isinstance(key, ast.AST) else target.slice
                self.add(Growth(dotted(target.value), node.value, module, functions, key=key))
            elif (isinstance(target, ast.Attribute) and isinstance(target.value, ast.Attribute)
                    and target.value.attr == "state"):
                self.states.setdefault(target.attr, []).append(
                    Found(node=node.value, scope=Scope(module, functions)))

    def add(self, growth):
        self.added.setdefault(growth.base[-1], []).append(growth)

    def close(self):
        """Names of functions that make or fill routers, themselves or by those that they call."""
        callers: dict = {}
        for caller, callees in self.calls.items():
            for callee in callees:
                callers.setdefault(callee, []).append(caller)
        makers = reached({"class " + name for name in ROUTER_CLASSES}, callers)
        self.makers = {name[6:] for name in makers if name.startswith("class ")}
        self.touching = reached(self.makers | {HUNG}, callers)

    def touches(self, function):
        """Whether a function makes or fills routers, itself or by what it calls."""
        self.gather()
        return self.names.get(id(function)) in self.touching

    def fills(self, function):
        """Whether a function itself makes or fills routers."""
        callees = self.calls.get(self.names.get(id(function)), ())
        return HUNG in callees or not self.makers.isdisjoint(callees)

    def growth(self, node, scope, lists):
        """What is added to a collection that a name stands for, wherever that is."""
        parts = dotted(node)
        if parts is None or parts[-1] not in self.added:
            return []
        result = []
        for growth in self.added[parts[-1]]:
            base = growth.base[0]
            for part in growth.base[1:]:
                base = ast.Attribute(value=ast.Name(id=base) if isinstance(base, str) else base, attr=part)
            base = ast.Name(id=base) if isinstance(base, str) else base
            at = scope if scope.functions and growth.scope.functions == scope.functions else growth.scope
            found = self.project.find(base, at)
            is_options = found is None and not lists and at is scope  # **options of this function
            if is_options or found is not None and any(found.node is known for known in lists):
                growth.scope = at
                result.append(growth)
        return result


def children(node):
    """The nodes in one that can hold others; most nodes are names and constants."""
    for field in node._fields:
        value = getattr(node, field, None)
        for child in value if value.__class__ is list else (value,):
            if isinstance(child, ast.AST) and child.__class__ not in LEAVES:
                yield child


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


def reached(names, callers):
    """These names and all that reach them."""
    result = set(names)
    waiting = list(names)
    while waiting:
        for caller in callers.get(waiting.pop(), ()):
            if caller not in result:
                result.add(caller)
                waiting.append(caller)
    return result
