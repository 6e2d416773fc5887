"""Which applications and routers of the modules read are listed, and what is said of the others."""

import ast

from .hung import Included
from .names import Imported, Scope
from .syntax import dotted, is_function

OTHER_FRAMEWORKS = {
    "flask": "Flask", "quart": "Quart", "litestar": "Litestar", "ninja": "Django Ninja",
    "rest_framework": "Django", "django": "Django", "aiohttp": "aiohttp", "sanic": "Sanic",
    "tornado": "Tornado", "falcon": "Falcon", "bottle": "Bottle", "robyn": "Robyn",
    "blacksheep": "BlackSheep",
}


class Applications:
    """Chooses among the routers, by the modules that were asked for."""

    def __init__(self, project, routers, modules):
        self.project = project
        self.routers = routers
        self.modules = modules
        paths = {module.path for module in modules}
        self.here = [r for r in routers.all if r.scope.module.path in paths]
        self.here += [r for r in [*self.bound(), *self.run()] if r not in self.here]
        self.included = {
            id(entry.router) for router in routers.all for entry in router.entries
            if isinstance(entry, Included)
        }

    def bound(self):
        """Applications that a module has a name for, made elsewhere: `app = create_app()`."""
        for module in self.modules:
            for name, value in list(module.names.items()):
                if isinstance(value, (ast.expr, Imported)) and self.may_be(value):
                    for router in self.routers.of(ast.Name(id=name), Scope(module)):
                        if router.is_app:
                            yield router

    def run(self):
        """Applications that a module runs: `uvicorn.run(create_app())`, `run("server:app")`."""
        paths = {module.path for module in self.modules}
        sites = [s for name in ("run", "serve") for s in self.routers.touching.sites.get(name, [])]
        for site in [s for s in sites if s.module.path in paths and s.call.args]:
            served = self.served(site.call.args[0], Scope(site.module, site.functions))
            yield from [router for router in self.routers.of(*served) if router.is_app]

    def served(self, node, scope):
        """What `"server:app"` names; any other expression as it is."""
        module, _, name = (self.project.texts(node, scope) or [""])[0].partition(":")
        found = self.project.module_named(module, 0, scope.module) if name.isidentifier() else None
        if found is None:
            return node, scope
        self.routers.read([found])
        return ast.Name(id=name), Scope(found)

    def may_be(self, value):
        if isinstance(value, Imported):
            return value.attribute in ("app", "api", "application")
        called = value.func if isinstance(value, ast.Call) else None
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        return name in self.routers.touching.called

    @property
    def tops(self):
        """Applications that are in no other one."""
        return [r for r in self.here if r.is_app and id(r) not in self.included]

    @property
    def unreached(self):
        """Routers that no application was seen to include; they still have endpoints."""
        return [r for r in self.here if not r.is_reached and id(r) not in self.included]

    def named(self, name):
        """The application of a name, else the one that a function makes; None without one."""
        for module in self.modules:
            node: ast.expr = ast.parse(name, mode="eval").body
            found = self.project.find(node, Scope(module))
            if found is not None and is_function(found.node):  # a factory, named without a call
                node = ast.Call(func=node, args=[], keywords=[])
            for router in self.routers.of(node, Scope(module)):
                return router
        router = next((r for r in self.here if r.is_app), None)
        if router is not None and not any(name.split(".")[0] in m.names for m in self.modules):
            self.project.warn("there is no %s in %s; %s (%s) is read instead" % (
                name, self.modules[0].relative, router.name or "its application", router.place))
        return router

    # ------------------------------------------------------------ what is said

    def say_unknown(self):
        """Routes that hang in what nobody knows, one sentence for each thing in each file."""
        groups: dict = {}
        for call, scope, what in self.routers.unknown():
            base = ".".join(dotted(call.func.value) or ["this"])
            groups.setdefault((scope.module.relative, base), []).append((call.lineno, what))
        for (file, base), missed in groups.items():
            names = ", ".join(dict.fromkeys(what for _, what in missed[:3]))
            more = ", …" if len(missed) > 3 else ""
            self.project.warn(
                "%s:%d: which application or router %s is was not found; what it is given there is "
                "left out (%s%s): name the file of the application, or its running server" % (
                    file, missed[0][0], base, names, more))

    def say_nothing_found(self, shown):
        used = {OTHER_FRAMEWORKS[root] for module in self.modules for node in module.imports
                for root in roots(node) if root in OTHER_FRAMEWORKS}
        way = ""
        if used:
            way = "; of %s, name the OpenAPI document or the running server" % " and ".join(sorted(used))
        self.project.warn("no FastAPI application and no APIRouter in %s%s" % (shown, way))


def roots(node):
    names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""]
    return [name.split(".")[0] for name in names]
