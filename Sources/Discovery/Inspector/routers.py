"""Runs through the modules as Python does, for what makes routers and hangs things into them."""

import ast

from .facts import hangs
from .files import FRAMEWORKS, imported_names
from .hanging import Hanging
from .hung import Router
from .mcp import APPS, app_of
from .names import Found, Scope, bindings
from .syntax import arguments_of, dotted, is_function, own_nodes
from .touching import ROUTER_CLASSES
from .typed import Assumed

# Calls in calls, and all calls that are followed into what they call.
CALL_DEPTH = 8
CALL_LIMIT = 5000


class Routers:
    """Every application and router of the modules read, and what they hold.

    The statements of a module run in order; a call of a function that makes or fills routers runs
    its body with what it is given. Functions that nobody is seen to call run last, by themselves.
    """

    def __init__(self, project):
        self.project = project
        self.touching = project.facts.touching
        self.hanging = Hanging(project, self)
        # by the call that makes it, then by what leads there
        self.by_call = {}
        self.wanted: set = set()
        self.done = set()
        self.ran = set()
        self.running: list = []
        self.called = set()
        self.uncalled: list = []
        self.defined = []
        self.calls = 0
        self.mattering = {}

    @property
    def all(self):
        return [router for made in self.by_call.values() for router in made.values()]

    def read(self, modules):
        """Runs modules, and those that they turn out to use."""
        waiting = list(modules)
        while waiting:
            self.touching.close()
            waiting = [m for m in waiting if m is not None and m.path not in self.done]
            self.wanted = {module.path for module in waiting}
            for module in waiting:
                if module.path not in self.done:
                    self.module(module)
            waiting = [m for m in list(self.project.modules.values())
                       if m is not None and m.path not in self.done]
        self.run_uncalled()

    def run_uncalled(self):
        """What nobody calls runs first: it may call the others."""
        for is_first in (True, False):
            for function, scope in self.defined:  # which grows meanwhile
                if id(function) in self.called or function not in self.touching.functions:
                    continue
                if is_first and function.name in self.touching.sites:
                    continue
                self.called.add(id(function))
                self.uncalled.append(function)
                self.project.refill(1 if self.touching.fills(function) else 10)
                self.run(function, scope.inside(function))

    def imported(self, node, scope):
        """What a module imports runs first, as in Python."""
        for name, level in imported_names(node):
            path = self.project.path_named(name, level, scope.module.path)
            if path is not None and path in self.wanted and path not in self.done:
                self.module(self.project.modules[path])

    def module(self, module):
        self.done.add(module.path)
        self.body(module.tree.body, Scope(module))

    # ------------------------------------------------------------ statements

    def body(self, statements, scope, around=None):
        """`around` is the scope with the names of the class that the statements stand in."""
        for node in statements:
            if self.project.is_late():
                return
            if not self.running:
                self.project.refill()
            self.statement(node, scope, around or scope)

    def statement(self, node, scope, around):
        if is_function(node):
            self.hanging.decorated(node, around, scope)
            self.defined.append((node, scope))
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            self.imported(node, scope)
        elif isinstance(node, ast.ClassDef):
            names = {name: (value, scope) for inner in node.body
                     for name, value in bindings(inner) if isinstance(value, ast.expr)}
            self.body(node.body, scope, around.bound(names))
        elif not self.matters(node):
            return
        elif isinstance(node, (ast.For, ast.AsyncFor)):
            self.expression(node.iter, around)
            rounds = self.project.rounds(node.target, node.iter, around)
            for inner in rounds if rounds is not None else [around]:
                self.body(node.body, inner)
            self.body(node.orelse, scope, around)
        elif isinstance(node, ast.If):
            self.expression(node.test, around)
            for branch in self.project.branches(node, around):
                self.body(branch, scope, around)
        else:
            self.simple(node, scope, around)

    def simple(self, node, scope, around):
        """Expressions of a statement, then the statements in it."""
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and isinstance(node.value, ast.Call):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [".".join(dotted(t) or []) for t in targets if dotted(t)]
            self.call(node.value, around, names[0] if names else "")
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self.expression(child, around)
            elif isinstance(child, ast.stmt):
                self.body([child], scope, around)
            else:
                self.simple(child, scope, around)

    def matters(self, node):
        """Whether anything in a statement makes or fills routers."""
        if id(node) not in self.mattering:
            self.mattering[id(node)] = any(
                is_function(n) or isinstance(n, ast.ClassDef)
                or isinstance(n, ast.Call) and (name_of(n) in self.touching.called or hangs(n))
                for n in own_nodes([node]))
        return self.mattering[id(node)]

    def expression(self, node, scope):
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)) and self.matters(node):
            for inner in self.project.loops(node.generators, scope) or [scope]:
                self.expression(node.elt, inner)
            return
        for inner in own_nodes([node]):
            if isinstance(inner, ast.Call):
                self.call(inner, scope)

    # ------------------------------------------------------------ calls

    def call(self, call, scope, name=""):
        self.served_by_mcp(call, scope, name)
        if self.is_maker(call, scope):
            router = self.make(call, scope, name)
            if not router.is_filled:
                router.is_filled = True
                self.hanging.listed(router, *router.argument("routes"))
                self.run_lifespan(router)
        if hangs(call):
            self.hanging.hung(call, scope)
        if name_of(call) in self.touching.called:
            self.follow(call, scope)

    def follow(self, call, scope):
        """Runs the body of what is called, with what it is given."""
        found = self.project.callee(call, scope)
        if found is not None and isinstance(found.node, ast.ClassDef):
            instance = Found(node=call, scope=scope)
            found = self.project.find_in_class(found, "__init__", 0, instance=instance)
        if found is None or not is_function(found.node):
            return
        if found.node not in self.touching.functions or len(scope.path) >= CALL_DEPTH:
            return
        self.calls += 1
        if self.calls == CALL_LIMIT:
            self.project.warn("more than %d calls lead to routes: the rest is not followed; name "
                              "the application's file" % CALL_LIMIT)
        if self.calls < CALL_LIMIT:
            self.run(found.node, self.project.inner(call, found, scope))

    def run(self, function, inner):
        key = (id(function), inner.path)
        if key in self.ran or id(function) in self.running:
            return
        self.ran.add(key)
        self.called.add(id(function))
        self.running.append(id(function))
        self.body(function.body, inner)
        self.running.pop()

    def run_lifespan(self, router):
        """The function that runs while an application does is given the application."""
        node, scope = router.argument("lifespan")
        found = self.project.find(node, scope) if node is not None else None
        if found is None or not is_function(found.node) or not arguments_of(found.node):
            return
        if found.node in self.touching.functions:
            first = arguments_of(found.node)[0][0].arg
            path = router.scope.path + (router.call, node)
            self.run(found.node, found.scope.inside(
                found.node, {first: (router.call, router.scope)}, path))

    # ------------------------------------------------------------ what is a router

    def is_maker(self, call, scope, is_used=False):
        """Whether a call makes an application or a router. `is_used` says that something is hung
        into what it makes: then another package's class may be a router, too.
        """
        name = name_of(call)
        if isinstance(call, Assumed) or not (
            name in self.touching.makers or name.endswith("Router")
        ):
            return False
        root = (self.project.class_root(call.func, scope) or "").split(".")
        if root[0] in FRAMEWORKS:
            return root[-1] in ROUTER_CLASSES
        return is_used and len(root) > 1 and root[-1] != "Router" and root[-1].endswith("Router")

    def make(self, call, scope, name="", is_app=None):
        """The router that a call makes, where it is reached in this way."""
        made = self.by_call.setdefault(id(call), {})
        if scope.path not in made:
            root = (self.project.class_root(call.func, scope) or "").split(".")[-1]
            is_app = root in ("FastAPI", "Starlette") if is_app is None else is_app
            made[scope.path] = Router(self.sources(call, scope), name, is_app)
        router = made[scope.path]
        router.name = router.name or name
        return router

    def served_by_mcp(self, call, scope, name=""):
        """The application that an MCP server makes of itself by this call, or None."""
        if name_of(call) not in APPS:
            return None
        made = self.by_call.setdefault(id(call), {})
        if scope.path not in made:
            router = app_of(self.project, call, scope)
            if router is None:
                return None
            made[scope.path] = router
        made[scope.path].name = made[scope.path].name or name
        return made[scope.path]

    def sources(self, call, scope):
        """The call, and `super().__init__(…)` of a class of the project's own."""
        return [(call, scope)] + self.project.constructors(call, scope)

    def of(self, node, scope, is_used=False):
        """The routers that an expression can be."""
        result: list = []
        for value in self.project.values(node, scope):
            router = self.instance(value, is_used)
            if router is not None and router not in result:
                result.append(router)
        name = ".".join(dotted(node) or [])
        if not result and "." in name:  # self.router and the like
            result = [r for r in self.all
                      if r.name == name and r.scope.module is scope.module][:1]
        return result

    def instance(self, found, is_used):
        if not isinstance(found.node, ast.Call):
            return None
        made = self.by_call.get(id(found.node), {})
        if found.scope.path in made:
            return made[found.scope.path]
        if made:  # made before the loop or the call that leads here
            return made[max(made, key=lambda path: shared(path, found.scope.path))]
        if self.is_maker(found.node, found.scope, is_used):
            return self.make(found.node, found.scope)
        return self.served_by_mcp(found.node, found.scope)

    def kept(self):
        """The functions that were run."""
        self.mattering.clear()
        return self.touching.functions

    def unknown(self):
        """(call, scope, what) of each that hangs something into what nobody knows."""
        return [missed for key, missed in self.hanging.unknown.items()
                if key not in self.hanging.known]


def name_of(call):
    func = call.func
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")



def shared(path, other):
    """How far two ways are the same."""
    length = 0
    while length < min(len(path), len(other)) and path[length] is other[length]:
        length += 1
    return length
