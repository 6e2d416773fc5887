"""Walks routers and writes down their endpoints."""

import ast

from .behaviour import Behaviour
from .hung import Included, Route
from .parameters import Parameters
from .responses import Answers, ResponseClass
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


class Listing:
    """The endpoints of routers that were read."""

    def __init__(self, project, types, routers):
        self.project = project
        self.types = types
        self.routers = routers
        self.successes = Successes(project, types)
        self.endpoints = []
        # (method, path) to its endpoint, its route, the application that answers, and whether all of
        # its prefix is known
        self.keys = {}
        # {"name": a function, "sentence": why it is left out}
        self.omissions = []
        self.next_shedding = SHEDDING

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
