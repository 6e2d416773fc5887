"""Applications and routers, and what is hung into them."""

import ast

from .files import STEP_LIMIT
from .names import Scope
from .syntax import call_argument, dotted, is_function, own_nodes
from .targets import METHODS, Targets


class Router:
    """An application or a router, and what is hung into it, in order."""

    def __init__(self, call, scope, name, is_app):
        self.call = call
        self.scope = scope
        self.name = name
        self.is_app = is_app
        self.entries = []
        self.is_reached = False


class Route:
    """A function behind a path.

    `given` are arguments that a partial has given already; `is_plain` says that Starlette calls
    the function, which takes the request alone.
    """

    def __init__(self, call, function, scope, methods, given=(), is_plain=False, name=None):
        self.call = call
        self.function = function
        self.scope = scope
        self.methods = methods
        self.given = set(given)
        self.is_plain = is_plain
        self.name = name or function.name


class Included:
    """A router in a router, or an application mounted in one."""

    def __init__(self, call, scope, target, is_mount):
        self.call = call
        self.scope = scope
        self.target = target
        self.is_mount = is_mount


class Routers:
    """Every application and router of the modules read, and what they hold."""

    def __init__(self, project):
        self.project = project
        self.targets = Targets(project)
        self.by_call = {}
        self.done = set()

    @property
    def all(self):
        return list(self.by_call.values())

    def read(self, modules):
        """Routers first, then what is hung into them, since modules use each other's."""
        new = [m for m in modules if m is not None and m.path not in self.done]
        for work in (self.declare, self.fill):
            for module in new:
                self.done.add(module.path)
                self.project.steps = 10 * STEP_LIMIT
                work(module.tree.body, Scope(module))

    def declare(self, body, scope):
        for node in own_nodes(body):
            if is_function(node):
                self.declare(node.body, scope.inside(node))
            elif isinstance(node, ast.ClassDef):
                self.declare(node.body, scope)
            elif isinstance(node, (ast.Assign, ast.AnnAssign)) and isinstance(node.value, ast.Call):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                names = [".".join(dotted(t)) for t in targets if dotted(t)]
                self.declare_call(node.value, scope, names[0] if names else "")

    def declare_call(self, call, scope, name):
        root = (self.project.class_root(call.func, scope) or "").split(".")
        kind = root[-1]
        if root[0] not in ("fastapi", "starlette") or id(call) in self.by_call:
            return
        if kind in ("FastAPI", "Starlette", "APIRouter", "Router"):
            is_app = kind in ("FastAPI", "Starlette")
            self.by_call[id(call)] = Router(call, scope, name, is_app)

    def router(self, node, scope, depth=0):
        """The router that an expression names, or None."""
        if id(node) in self.by_call:
            return self.by_call[id(node)]
        found = self.project.find(node, scope)
        if found is not None and found.node is not None:
            return self.by_call.get(id(found.node)) or self.made(found, depth)
        name = ".".join(dotted(node) or [])
        for router in self.by_call.values():  # self.router and the like
            if "." in name and router.name == name and router.scope.module is scope.module:
                return router
        return None

    def made(self, found, depth):
        """The router that a function of the project makes and returns: `app = create_app()`."""
        if not isinstance(found.node, ast.Call) or depth > 3:
            return None
        maker = self.project.find(found.node.func, found.scope)
        if maker is None or not is_function(maker.node):
            return None
        scope = maker.scope.inside(maker.node)
        for node in own_nodes(maker.node.body):
            if isinstance(node, ast.Return) and node.value is not None:
                router = self.router(node.value, scope, depth + 1)
                if router is not None:
                    return router
        return None

    def fill(self, body, scope):
        for node in own_nodes(body):
            if is_function(node):
                self.decorated(node, scope)
                self.fill(node.body, scope.inside(node))
            elif isinstance(node, ast.ClassDef):
                self.fill(node.body, scope)
            elif isinstance(node, ast.For):
                self.loop(node, scope)
            elif isinstance(node, ast.Call):
                self.hung(node, scope)
                if id(node) in self.by_call:
                    self.listed(self.by_call[id(node)], call_argument(node, "routes"), scope)

    def decorated(self, function, scope):
        # The decorator nearest to the function is applied first.
        for decorator in reversed(function.decorator_list):
            if not isinstance(decorator, ast.Call) or not isinstance(decorator.func, ast.Attribute):
                continue
            self.routed(decorator, function, scope)

    def routed(self, decorator, function, scope):
        """`@router.get(…)` over a function, or `router.get(…)(function)`."""
        attribute = decorator.func.attr
        if attribute not in METHODS and attribute not in ("api_route", "route"):
            return
        router = self.router(decorator.func.value, scope)
        if router is not None:
            is_plain = attribute == "route"
            methods = [attribute.upper()]
            if attribute in ("api_route", "route"):
                methods = self.methods(decorator, scope)
            router.entries.append(Route(decorator, function, scope, methods, is_plain=is_plain))

    def methods(self, call, scope):
        node = call_argument(call, "methods")
        if isinstance(node, (ast.Name, ast.Attribute)):
            found = self.project.find(node, scope)
            node = found.node if found is not None else None
        elements = node.elts if isinstance(node, (ast.List, ast.Tuple, ast.Set)) else []
        names = [t.upper() for e in elements for t in self.project.texts(e, scope)]
        return names or ["GET"]

    def loop(self, node, scope):
        """`for r in (a.router, b.router): app.include_router(r)`."""
        is_list = isinstance(node.iter, (ast.List, ast.Tuple))
        if not is_list or not isinstance(node.target, ast.Name):
            return
        for inner in own_nodes(node.body):
            if not isinstance(inner, ast.Call) or not isinstance(inner.func, ast.Attribute):
                continue
            target = call_argument(inner, "router", 0)
            if inner.func.attr != "include_router" or dotted(target) != [node.target.id]:
                continue
            outer = self.router(inner.func.value, scope)
            for element in node.iter.elts if outer is not None else []:
                outer.entries.append(Included(inner, scope, element, False))

    def hung(self, call, scope):
        if isinstance(call.func, ast.Call) and isinstance(call.func.func, ast.Attribute):
            if len(call.args) == 1:  # app.get("/x")(function)
                for target in self.targets.of(call.args[0], scope):
                    self.routed(call.func, target.node, target.scope)
            return
        if not isinstance(call.func, ast.Attribute):
            return
        attribute = call.func.attr
        if attribute not in ("include_router", "mount", "add_api_route", "add_route"):
            return
        outer = self.router(call.func.value, scope)
        if outer is None:
            return
        if attribute in ("add_api_route", "add_route"):
            self.added(call, scope, outer, is_plain=attribute == "add_route")
            return
        position, name = (1, "app") if attribute == "mount" else (0, "router")
        target = call_argument(call, name, position)
        if target is not None and self.router(target, scope) is not None:
            outer.entries.append(Included(call, scope, target, attribute == "mount"))

    def added(self, call, scope, outer, is_plain):
        target = call_argument(call, "endpoint", 1)
        if target is None:
            target = call_argument(call, "route", 1)
        if target is None:
            return
        partial = self.project.partial(target, scope)
        given = [k.arg for k in partial.keywords] if partial is not None else ()
        for found in self.targets.of(partial.args[0] if partial is not None else target, scope):
            methods = self.methods(call, scope)
            if found.method is not None:
                methods = [found.method]
            outer.entries.append(Route(
                call, found.node, found.scope, methods, given, is_plain, found.name))

    def listed(self, outer, node, scope):
        """`routes=[Route(…), Mount(…)]`."""
        if isinstance(node, ast.Name):
            found = self.project.find(node, scope)
            node, scope = (found.node, found.scope) if found is not None else (None, scope)
        for call in node.elts if isinstance(node, (ast.List, ast.Tuple)) else []:
            if not isinstance(call, ast.Call):
                continue
            kind = (self.project.class_root(call.func, scope) or "").split(".")[-1]
            if kind == "Route":
                self.added(call, scope, outer, is_plain=True)
            elif kind == "Mount":
                self.mounted(outer, call, scope)

    def mounted(self, outer, call, scope):
        inner = call_argument(call, "routes")
        target = call_argument(call, "app", 1)
        if inner is not None:
            self.by_call[id(call)] = Router(call, scope, "", False)
            self.listed(self.by_call[id(call)], inner, scope)
            outer.entries.append(Included(call, scope, call, True))
        elif target is not None and self.router(target, scope) is not None:
            outer.entries.append(Included(call, scope, target, True))
