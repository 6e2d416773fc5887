"""What one call or decorator hangs into which router."""

import ast

from .facts import HANGING, LISTING, ROUTING
from .asgi import is_asgi, methods_of, serves_files
from .hung import Included, Route
from .mcp import answering
from .syntax import call_argument, dotted
from .targets import METHODS, Targets


class Hanging:
    """Calls that hang routes and routers; `routers` says what expressions are routers."""

    def __init__(self, project, routers):
        self.project = project
        self.routers = routers
        self.targets = Targets(project)
        # Calls that hang something into a router that is known, and those of unknown ones.
        self.known = set()
        self.unknown = {}

    def decorated(self, function, around, scope):
        """`@router.get(…)` over a function; `around` is where its decorators are looked at."""
        # The decorator nearest to the function is applied first.
        for decorator in reversed(function.decorator_list):
            if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute):
                self.routed(decorator, around, function, scope)

    def routed(self, call, at, function, scope, name=None):
        """`@router.get(…)` over a function, or `router.get(…)(function)`."""
        attribute = call.func.attr
        if attribute not in ROUTING:
            return
        outers = self.outers(call, at)
        if not outers and self.looks_routed(call, at):
            self.missed(call, at, function.name)
        is_plain = attribute == "route"
        methods = [attribute.upper()]
        if attribute in ("api_route", "route"):
            methods = self.methods(call, at)
        for outer in outers:
            outer.add(Route(call, at, function, scope, methods, is_plain=is_plain, name=name))

    def outers(self, call, scope):
        found = self.routers.of(call.func.value, scope, is_used=True)
        if found:
            self.known.add(id(call))
        return found

    def looks_routed(self, call, scope):
        """Whether a decorator of something unknown has the form of a route's."""
        path = call_argument(call, "path", 0)
        texts = self.project.texts(path, scope)
        is_path = bool(texts) and (texts[0] == "" or texts[0].startswith("/"))
        return is_path and not self.is_other(call.func.value, scope)

    def is_other(self, node, scope):
        """Whether something is known to be no router."""
        for value in self.project.values(node, scope):
            if value.outside is not None or value.module is not None:
                return True
            if isinstance(value.node, ast.Call):
                made = self.project.callee(value.node, value.scope)
                if made is not None and not self.routers.is_maker(value.node, value.scope):
                    return True
        return False

    def missed(self, call, scope, what):
        self.unknown[id(call)] = (call, scope, what)

    def methods(self, call, scope):
        elements = self.project.elements(call_argument(call, "methods"), scope) or []
        names = [t.upper() for e, inner in elements for t in self.method(e, inner)]
        return names or ["GET"]

    def method(self, node, scope):
        texts = self.project.texts(node, scope)
        member = node.attr if isinstance(node, ast.Attribute) else ""
        return texts or ([member] if member.lower() in METHODS else [])  # HTTPMethod.POST

    def hung(self, call, scope):
        if isinstance(call.func, ast.Call) and isinstance(call.func.func, ast.Attribute):
            if len(call.args) == 1 and call.func.func.attr in ROUTING:  # app.get("/x")(function)
                for target in self.targets.of(call.args[0], scope):
                    self.routed(call.func, scope, target.node, target.scope, target.name)
            return
        if not isinstance(call.func, ast.Attribute):
            return
        attribute = call.func.attr
        if attribute in LISTING:
            self.appended(call, scope)
        if attribute not in HANGING:
            return
        outers = self.outers(call, scope)
        if not outers and not self.is_other(call.func.value, scope):
            self.missed(call, scope, attribute)
        for outer in outers:
            if attribute in ("add_api_route", "add_route"):
                self.added(call, scope, outer, is_plain=attribute == "add_route")
            elif attribute in ("include_router", "mount"):
                self.included(call, scope, outer, attribute == "mount")

    def included(self, call, scope, outer, is_mount):
        position, name = (1, "app") if is_mount else (0, "router")
        target = call_argument(call, name, position)
        inner = self.routers.of(target, scope, is_used=True)
        for router in inner:
            outer.add(Included(call, scope, router, is_mount))
        if is_mount and not inner:
            self.mounted_function(outer, call, scope, target)
        if target is not None and not inner and not is_mount:
            self.project.warn(
                "%s:%d: what router %s is cannot be read; its endpoints are left out or lack a "
                "prefix: name the application (FILE:NAME) without --no-import, or its running server" % (
                    scope.module.relative, call.lineno, shown(target)))

    def added(self, call, scope, outer, is_plain):
        target = call_argument(call, "endpoint", 1)
        if target is None:
            target = call_argument(call, "route", 1)
        if target is None:
            return
        partial = self.project.partial(target, scope)
        given = [k.arg for k in partial.keywords] if partial is not None else ()
        meant = self.targets.of(partial.args[0] if partial is not None else target, scope)
        if not meant:
            self.project.warn(
                "%s:%d: what function %s is cannot be read; its endpoint is left out: name the "
                "application (FILE:NAME) without --no-import, or its running server" % (
                    scope.module.relative, call.lineno, shown(target)))
        for found in meant:
            is_called = is_asgi(found.node)
            methods = methods_of(self.project, found) if is_called else self.methods(call, scope)
            if found.method is not None:
                methods = [found.method]
            outer.add(Route(
                call, scope, found.node, found.scope, methods, given, is_plain, found.name))

    # ------------------------------------------------------------ lists of Starlette's

    def appended(self, call, scope):
        """`app.router.routes.append(Route(…))`."""
        base = call.func.value
        if not isinstance(base, ast.Attribute) or base.attr != "routes":
            return
        owner = base.value
        if isinstance(owner, ast.Attribute) and owner.attr == "router":
            owner = owner.value
        position = 1 if call.func.attr == "insert" else 0
        node = call.args[position] if len(call.args) > position else None
        if call.func.attr != "extend" and node is not None:
            node = ast.copy_location(ast.List(elts=[node], ctx=ast.Load()), call)
        for outer in self.routers.of(owner, scope):
            self.listed(outer, node, scope)

    def listed(self, outer, node, scope):
        """`routes=[Route(…), Mount(…)]`, and what is added to such a list."""
        if node is None:
            return
        elements = self.project.elements(node, scope)
        if elements is None:
            self.project.warn("%s:%d: the routes in %s cannot be read; they are left out" % (
                scope.module.relative, getattr(node, "lineno", 1), shown(node)))
        for element, inner in elements or []:
            for value in self.project.values(element, inner):
                if isinstance(value.node, ast.Call):
                    self.listed_call(outer, value.node, value.scope)

    def listed_call(self, outer, call, scope):
        kind = (self.project.class_root(call.func, scope) or "").split(".")[-1]
        if kind == "Route":
            self.added(call, scope, outer, is_plain=True)
        elif kind == "APIRoute":
            self.added(call, scope, outer, is_plain=False)
        elif kind == "Mount":
            self.mounted(outer, call, scope)

    def mounted(self, outer, call, scope):
        inner = call_argument(call, "routes")
        if inner is not None:
            router = self.routers.make(call, scope, "", False)
            router.entries = []
            self.listed(router, inner, scope)
            outer.add(Included(call, scope, router, True))
            return
        target = call_argument(call, "app", 1)
        inners = self.routers.of(target, scope)
        for router in inners:
            outer.add(Included(call, scope, router, True))
        if not inners:
            self.mounted_function(outer, call, scope, target)

    def mounted_function(self, outer, call, scope, target):
        """A function that is an ASGI application, or an object that is one."""
        path = call_argument(call, "path", 0)
        for text in self.project.texts(path, scope)[:1]:
            path = ast.Constant(value=text.rstrip("/") + "/")
        if isinstance(target, ast.Attribute) and target.attr == "handle_post_message":
            answering(outer, self.project, call, scope, path, "POST", "mcp_message")
        hung = ast.copy_location(ast.Call(func=call.func, args=[path], keywords=[]), call)
        if target is None or serves_files(self.project, target, scope):
            return
        for found in self.targets.of(target, scope):
            if is_asgi(found.node):
                outer.add(Route(hung, scope, found.node, found.scope, methods_of(self.project, found),
                                is_plain=True, name=found.name))


def shown(node):
    """An expression as a sentence names it."""
    parts = dotted(node.func if isinstance(node, ast.Call) else node)
    if parts is None:
        return "this"
    return ".".join(parts) + ("()" if isinstance(node, ast.Call) else "")
