"""Walks the routers of the source and writes down the endpoints."""

import ast
import os

from .applications import Applications
from .behaviour import Behaviour
from .configuration import Configuration
from .folder import Folder
from .hung import Included, Route
from .parameters import Parameters
from .responses import Answers, ResponseClass
from .routers import Routers
from .schemas import Types
from .successes import Successes
from .syntax import call_argument, is_true
from .targets import BODILESS, plain_name

# After so many endpoints the bodies that they led to are given up again.
SHEDDING = 100
# An answer of an endpoint that only has ordinary ones.
ORDINARY = {"mediaType": None, "streams": False, "attachment": False, "known": False, "detail": ""}


class Context:
    """What the routers around a route add to it; `is_whole` says that all prefixes are known."""

    def __init__(self, prefix="", tags=(), has_default_class=False, deprecated=False, is_whole=True):
        self.prefix = prefix
        self.tags = list(tags)
        self.has_default_class = has_default_class
        self.deprecated = deprecated
        self.is_whole = is_whole


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
        # (method, path) to its endpoint, its route, the application that answers, and whether all of
        # its prefix is known
        self.keys = {}
        # {"name": a function, "sentence": why it is left out}
        self.omissions = []
        self.next_shedding = SHEDDING
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

    def tags(self, node, scope):
        elements = self.project.elements(node, scope) or []
        return [t for e, inner in elements for t in self.project.texts(e, inner)]

    def walk(self, router, context, depth=0, top=None):
        if depth > 12:
            return
        top = top or router
        router.is_reached = True
        self.project.refill()
        node, scope = router.argument("prefix")
        prefix = self.text(node, scope, "a router's prefix")
        has_class = router.argument("default_response_class")[0] is not None
        inner = Context(
            context.prefix + (prefix or ""), context.tags + self.tags(*router.argument("tags")),
            context.has_default_class or has_class,
            context.deprecated or is_true(router.argument("deprecated")[0]),
            context.is_whole and prefix is not None,
        )
        for entry in router.entries:
            if isinstance(entry, Route):
                self.route(entry, inner, top)
            else:
                self.include(entry, inner, depth, top, router)

    def include(self, entry, context, depth, top, outer):
        self.project.refill()
        prefix = self.prefix(entry)
        if prefix is None and any(e.router is entry.router and self.prefix(e) is not None
                                  for e in outer.entries if isinstance(e, Included)):
            return  # at the other prefix it is right
        tags = self.tags(call_argument(entry.call, "tags"), entry.scope)
        inner = Context(
            context.prefix + (prefix or ""),
            [] if entry.is_mount else context.tags + tags,
            context.has_default_class and not entry.is_mount,
            context.deprecated or is_true(call_argument(entry.call, "deprecated")),
            context.is_whole and prefix is not None,
        )
        self.walk(entry.router, inner, depth + 1, top)

    def prefix(self, entry):
        """Where a router is included, or None where that is not known."""
        name, position = ("path", 0) if entry.is_mount else ("prefix", None)
        node = call_argument(entry.call, name, position)
        prefix = self.text(node, entry.scope, "the prefix of an included router")
        return prefix.rstrip("/") if prefix and entry.is_mount else prefix

    def route(self, route, context, top):
        self.project.refill()
        if len(self.endpoints) >= self.next_shedding:
            self.next_shedding = len(self.endpoints) + SHEDDING
            self.project.shed(self.routers.kept())
        if self.project.is_late():
            return
        written = call_argument(route.call, "path", 0)
        if written is None and (route.call.args or route.call.keywords):  # @app.get(*arguments)
            written = route.call
        name = route.function.name
        own = self.text(written, route.at, "the path of %s" % name, omitted=name)
        if own is None:
            return
        path = context.prefix + own
        if not path.startswith("/"):
            path = "/" + path
        for method in route.methods:
            try:
                self.add(route, context, method, path, top)
                if self.project.steps < 0:
                    self.project.warn("%s: %s is too entangled to be read whole" % (
                        route.place, route.function.name))
            except Exception as error:  # one odd function must not hide all others
                self.project.misunderstood(route.place, method, path, error)

    def add(self, route, context, method, path, top):
        """One endpoint; of two at one path the first answers, of two applications either may."""
        known = self.keys.get((method, path))
        if known is not None and context.is_whole and not known[3]:
            self.endpoints.remove(known[0])  # which is elsewhere, nobody knows where
            self.project.warn("%s: %s %s without its prefix is that of %s, which is listed" % (
                known[1].place, method, path, route.place))
            known = None
        if known is None:
            self.keys[method, path] = ({}, route, top, context.is_whole)
            endpoint = self.endpoint(route, context, method, path)
            self.keys[method, path] = (endpoint, route, top, context.is_whole)
            self.endpoints.append(endpoint)
            return
        first, other, its_top, _ = known
        if other.function is route.function:
            return
        sentence = "%s: %s %s is that of %s too" % (route.place, method, path, other.place)
        if its_top is top or not (top.is_app and its_top.is_app):
            self.project.warn(sentence + ", which answers first; this one is not listed")
            return
        self.project.warn(sentence + ", in another application: how both answer is listed as one; "
                          "name one application (FILE:NAME)")
        more = self.endpoint(route, context, method, path)
        answers = (first["answers"] or [ORDINARY]) + (more["answers"] or [ORDINARY])
        if answers != [ORDINARY] * 2:
            first["answers"] = [a for n, a in enumerate(answers) if a not in answers[:n]]

    def endpoint(self, route, context, method, path):
        self.project.refill()
        function = route.function
        parameters = Parameters(self.types, path)
        if not route.is_plain:
            parameters.read(function, route.scope, given=route.given)
        parameters.complete()
        plain = self.successes.item(route)
        behaviour = self.behaviour(route, context, method, has_model=plain is not None)
        tags = []
        for tag in context.tags + self.tags(call_argument(route.call, "tags"), route.at):
            if tag not in tags:
                tags.append(tag)
        summary = self.project.texts(call_argument(route.call, "summary"), route.at)
        name = self.project.texts(call_argument(route.call, "name"), route.at)
        return {
            "name": name[0] if name and name[0].isidentifier() else plain_name(route.name, method, path),
            "method": method, "path": path,
            "summary": summary[0] if summary else (ast.get_docstring(function) or "").split("\f")[0],
            "tags": tags,
            "deprecated": context.deprecated or is_true(call_argument(route.call, "deprecated")),
            "parameters": parameters.list, "body": parameters.body,
            "answers": behaviour.answers.list,
            "item": behaviour.item if behaviour.streams else plain,
            "answer": (plain or behaviour.ordinary_type) if behaviour.streams else None,
            "events": behaviour.events.list, "sentinel": behaviour.events.sentinel,
            "file": route.scope.module.relative, "line": function.lineno,
        }

    def behaviour(self, route, context, method, has_model):
        declared = call_argument(route.call, "response_class")
        response = ResponseClass.find(self.project, declared, route.at) if declared else None
        is_default = declared is None and not context.has_default_class and not route.is_plain
        behaviour = Behaviour(
            self.project, self.types, route.function, route.scope, response, is_default, has_model)
        behaviour.declare(self.successes.streams(route))
        if method in BODILESS:
            behaviour.answers = Answers(self.project)
        return behaviour

    # ------------------------------------------------------------ targets

    def inspect(self, target, app):
        if os.path.isdir(target):
            modules = [self.project.load(p) for p in self.folder.route_files(target)]
            self.read_routers(modules)
            self.folder.say_skipped()
            chosen = modules
        else:
            module = self.project.load(target)
            if module is None:
                return
            self.folder.load_imports(module.path)
            bound = [self.project.load(p) for p in self.folder.bound_files()]
            self.read_routers(list(self.project.modules.values()))
            chosen = [module] + [m for m in bound if m is not module]
        self.list_routers([m for m in chosen if m is not None], target, app)
        if self.project.was_late:
            self.project.warn(
                "%s: the time for reading was over after %d files and %d endpoints; the rest is not "
                "listed, or not whole: give it more time (option discovery-timeout), or name a smaller folder" % (
                    self.project.relative(target), len(self.project.modules), len(self.endpoints)))

    def read_routers(self, modules):
        """Runs the modules, and all again where one turns out to be missing between two of them."""
        warnings, read = list(self.project.warnings), set(self.project.modules)
        self.routers.read(modules)
        given = self.project.facts.touching.given
        between = self.folder.load_callers([f for f in self.routers.uncalled if f in given], read)
        if between:
            self.project.forget(warnings)
            self.routers = Routers(self.project)
            self.routers.read([*modules, *between])

    def list_routers(self, modules, target, app):
        found = Applications(self.project, self.routers, modules)
        self.project.shed(self.routers.kept())
        shown = self.project.relative(target)
        if app is not None:
            router = found.named(app)
            for top in [router] if router is not None else []:
                self.list_application(top)
            if router is None:
                self.project.warn("no FastAPI application in %s" % shown)
        else:
            for router in found.tops:
                self.list_application(router)
            self.list_unreached(found.unreached)
        found.say_unknown()
        if app is None and not found.here and not self.routers.unknown():
            found.say_nothing_found(shown)
        is_empty = not (self.endpoints or self.omissions or self.project.warnings)
        if found.here and is_empty and not self.project.was_late:
            self.project.warn("%s: no endpoint of this application was found" % found.here[0].place)

    def list_application(self, router):
        self.describe(router)
        self.walk(router, Context())

    def list_unreached(self, routers):
        lost = [router for router in routers if self.lacks_prefix(router)]
        for router in lost[:1]:
            more = ", nor the routers at %d more places (%s)" % (
                len(lost) - 1, ", ".join(r.place for r in lost[1:4]) + (", …" if len(lost) > 4 else ""))
            self.project.warn(
                "%s: no application that was read includes %s%s; its paths may lack a prefix: name the "
                "application (FILE:NAME), or its running server" % (
                    router.place, router.name or "this router", more if len(lost) > 1 else ""))

    def lacks_prefix(self, router):
        """Lists what a router holds by itself; whether it has any that nobody's folders place."""
        prefix = self.configuration.prefix(router.scope.module.path)
        before = len(self.endpoints)
        self.walk(router, Context(prefix))
        is_bound = self.configuration.is_bound(router.scope.module.path)
        return len(self.endpoints) > before and not is_bound

    def describe(self, router):
        title = self.project.texts(*router.argument("title"))
        version = self.project.texts(*router.argument("version"))
        self.title = self.title or (title[0] if title else None)
        self.version = self.version or (version[0] if version else None)

    def answer(self):
        return {
            "version": 1, "title": self.title, "apiVersion": self.version,
            "endpoints": self.endpoints, "models": self.types.used(self.endpoints),
            "omissions": self.omissions, "warnings": self.project.warnings,
        }
