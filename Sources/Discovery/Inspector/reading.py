"""Walks the routers of the source and writes down the endpoints."""

import ast
import os

from .behaviour import Behaviour
from .configuration import Configuration
from .files import STEP_LIMIT
from .folder import Folder
from .names import Scope
from .parameters import Parameters
from .responses import ResponseClass
from .routers import Included, Route, Routers
from .schemas import Types
from .successes import Successes
from .syntax import call_argument, first_line

class Context:
    """What the routers around a route add to it."""

    def __init__(self, prefix="", tags=(), has_default_class=False, deprecated=False):
        self.prefix = prefix
        self.tags = list(tags)
        self.has_default_class = has_default_class
        self.deprecated = deprecated


class Reading:
    """Walks the routers and writes down the endpoints."""

    def __init__(self, project, configuration=None):
        self.project = project
        self.configuration = configuration or Configuration()
        self.folder = Folder(project, self.configuration)
        self.types = Types(project)
        self.successes = Successes(project, self.types)
        self.routers = Routers(project)
        self.endpoints = []
        self.keys = set()
        # {"name": a function, "sentence": why it is left out}
        self.omissions = []
        self.title = None
        self.version = None

    def text(self, node, scope, what, omitted=None):
        """One literal text; "" without a node; None when it is something else, with a warning or,
        of an omitted function, its omission.
        """
        if node is None:
            return ""
        texts = self.project.texts(node, scope)
        if texts and "\0" not in texts[0]:
            return texts[0]
        place = "%s:%d" % (scope.module.relative, getattr(node, "lineno", 1))
        sentence = "%s: %s is not a literal; it is left out" % (place, what)
        if omitted is None:
            self.project.warn(sentence)
        else:
            self.omissions.append({"name": omitted, "sentence": sentence})
        return None

    def tags(self, call, scope):
        node = call_argument(call, "tags")
        elements = node.elts if isinstance(node, (ast.List, ast.Tuple)) else []
        return [t for e in elements for t in self.project.texts(e, scope)]

    @staticmethod
    def flag(call, name):
        node = call_argument(call, name)
        return isinstance(node, ast.Constant) and node.value is True

    def walk(self, router, context, depth=0):
        if depth > 12:
            return
        router.is_reached = True
        self.project.steps = STEP_LIMIT
        prefix = self.text(call_argument(router.call, "prefix"), router.scope, "a router's prefix")
        prefix = prefix or ""
        has_class = call_argument(router.call, "default_response_class") is not None
        inner = Context(
            context.prefix + prefix, context.tags + self.tags(router.call, router.scope),
            context.has_default_class or has_class,
            context.deprecated or self.flag(router.call, "deprecated"),
        )
        for entry in router.entries:
            if isinstance(entry, Route):
                self.route(entry, inner)
            else:
                self.include(entry, inner, depth)

    def include(self, entry, context, depth):
        self.project.steps = STEP_LIMIT
        router = self.routers.router(entry.target, entry.scope)
        if router is None:
            return
        name, position = ("path", 0) if entry.is_mount else ("prefix", None)
        node = call_argument(entry.call, name, position)
        prefix = self.text(node, entry.scope, "the prefix of an included router") or ""
        if entry.is_mount:
            prefix = prefix.rstrip("/")
        inner = Context(
            context.prefix + prefix,
            [] if entry.is_mount else context.tags + self.tags(entry.call, entry.scope),
            context.has_default_class and not entry.is_mount,
            context.deprecated or self.flag(entry.call, "deprecated"),
        )
        self.walk(router, inner, depth + 1)

    def route(self, route, context):
        self.project.steps = STEP_LIMIT
        written = call_argument(route.call, "path", 0)
        if written is None and (route.call.args or route.call.keywords):  # @app.get(*arguments)
            written = route.call
        name = route.function.name
        own = self.text(written, route.scope, "the path of %s" % name, omitted=name)
        if own is None:
            return
        path = context.prefix + own
        if not path.startswith("/"):
            path = "/" + path
        for method in route.methods:
            if (method, path) in self.keys:
                continue
            self.keys.add((method, path))
            try:
                self.endpoints.append(self.endpoint(route, context, method, path))
                if self.project.steps < 0:
                    self.project.warn("%s:%d: %s is too entangled to be read whole" % (
                        route.scope.module.relative, route.function.lineno, route.function.name))
            except Exception as error:  # one odd function must not hide all others
                place = "%s:%d" % (route.scope.module.relative, route.function.lineno)
                self.project.misunderstood(place, method, path, error)

    def endpoint(self, route, context, method, path):
        self.project.steps = STEP_LIMIT
        function = route.function
        parameters = Parameters(self.types, path)
        if not route.is_plain:
            parameters.read(function, route.scope, given=route.given)
        parameters.complete()
        plain = self.successes.item(route)
        behaviour = self.behaviour(route, context, has_model=plain is not None)
        tags = []
        for tag in context.tags + self.tags(route.call, route.scope):
            if tag not in tags:
                tags.append(tag)
        summary = self.project.texts(call_argument(route.call, "summary"), route.scope)
        name = self.project.texts(call_argument(route.call, "name"), route.scope)
        return {
            "name": name[0] if name and name[0].isidentifier() else route.name,
            "method": method, "path": path,
            "summary": summary[0] if summary else first_line(ast.get_docstring(function)),
            "tags": tags,
            "deprecated": context.deprecated or self.flag(route.call, "deprecated"),
            "parameters": parameters.list, "body": parameters.body,
            "answers": behaviour.answers.list,
            "item": behaviour.item if behaviour.streams else plain,
            "answer": (plain or behaviour.ordinary_type) if behaviour.streams else None,
            "events": behaviour.events.list, "sentinel": behaviour.events.sentinel,
            "file": route.scope.module.relative, "line": function.lineno,
        }

    def behaviour(self, route, context, has_model):
        declared = call_argument(route.call, "response_class")
        response = ResponseClass.find(self.project, declared, route.scope) if declared else None
        is_default = declared is None and not context.has_default_class and not route.is_plain
        return Behaviour(
            self.project, self.types, route.function, route.scope, response, is_default, has_model)

    # ------------------------------------------------------------ targets

    def inspect(self, target, app):
        if os.path.isdir(target):
            modules = [self.project.load(p) for p in self.folder.route_files(target)]
            self.routers.read(modules)
            chosen = modules
        else:
            module = self.project.load(target)
            if module is None:
                return
            self.project.load_imports(module)
            bound = [self.project.load(p) for p in self.folder.bound_files()]
            self.routers.read(list(self.project.modules.values()))
            chosen = [module] + [m for m in bound if m is not module]
        self.list_routers([m for m in chosen if m is not None], target, app)

    def list_routers(self, modules, target, app):
        paths = {module.path for module in modules}
        here = [r for r in self.routers.all if r.scope.module.path in paths]
        if app is not None:
            self.list_named(here, modules, target, app)
            return
        mounted = {
            id(self.routers.router(entry.target, entry.scope))
            for router in self.routers.all for entry in router.entries
            if isinstance(entry, Included)
        }
        for router in here:
            if router.is_app and id(router) not in mounted:
                self.describe(router)
                self.walk(router, Context())
        # A router that no application was seen to include still has endpoints.
        for router in here:
            if not router.is_reached and id(router) not in mounted:
                self.walk(router, Context(self.configuration.prefix(router.scope.module.path)))
        if not here and not os.path.isdir(target):
            # Made by a function of another file.
            for name in ("app", "api", "application"):
                router = self.routers.router(ast.Name(id=name), Scope(modules[0]))
                if router is not None:
                    self.describe(router)
                    return self.walk(router, Context())
        if not here:
            self.project.warn(
                "no FastAPI application and no APIRouter in %s" % self.project.relative(target))

    def list_named(self, here, modules, target, app):
        router = None
        for module in modules:
            router = router or self.routers.router(ast.parse(app, mode="eval").body, Scope(module))
        if router is None:  # made in a function: create_app()
            router = next((r for r in here if r.is_app), None)
            if router is not None and not any(app.split(".")[0] in m.names for m in modules):
                self.project.warn("there is no %s in %s; %s is read instead" % (
                    app, self.project.relative(target), router.name or "its application"))
        if router is None:
            self.project.warn("no FastAPI application in %s" % self.project.relative(target))
            return
        self.describe(router)
        self.walk(router, Context())

    def describe(self, router):
        title = self.project.texts(call_argument(router.call, "title"), router.scope)
        version = self.project.texts(call_argument(router.call, "version"), router.scope)
        self.title = self.title or (title[0] if title else None)
        self.version = self.version or (version[0] if version else None)

    def answer(self):
        return {
            "version": 1, "title": self.title, "apiVersion": self.version,
            "endpoints": self.endpoints, "models": self.types.used(self.endpoints),
            "omissions": self.omissions, "warnings": self.project.warnings,
        }
