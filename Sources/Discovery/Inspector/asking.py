"""Asks a running application for its routes, and the source of their functions for the rest."""

import inspect
import os

from .asgi import is_asgi, is_understood, methods_of
from .behaviour import Behaviour
from .document import combined_document
from .files import INSTALLED
from .functions import Functions, inner_function
from .mcp import served_by
from .models import exact_models
from .responses import ResponseClass
from .schemas import Types
from .targets import BODILESS, METHODS, plain_name, snake


class Asking:
    """The endpoints of an application that was imported; `package` is the name that its own modules
    begin with.
    """

    def __init__(self, project, package=None):
        self.project = project
        self.package = package
        self.types = Types(project)
        self.functions = Functions(project)
        self.endpoints = []
        self.keys = set()
        # (prefix, application, route contexts): each of FastAPI's has a document.
        self.parts = []
        self.title = None
        self.version = None

    def walk(self, application, prefix="", depth=0):
        title = getattr(application, "title", None)
        if self.title is None and isinstance(title, str):
            self.title, self.version = title, getattr(application, "version", None)
        contexts = contexts_of(application.routes)
        if hasattr(application, "openapi"):
            self.parts.append((prefix, application, contexts))
        for context in contexts:
            self.visit(context, prefix, depth)

    def visit(self, context, prefix, depth):
        inner = mounted(context)
        path = getattr(context, "path", None)
        if inner is not None and path is not None:
            if depth < 8:
                self.walk(inner, prefix + path.rstrip("/"), depth + 1)
            return
        endpoint = getattr(context, "endpoint", None)
        if endpoint is None and path is not None:
            endpoint = getattr(context, "_base_app", getattr(context, "app", None))
            path = path.rstrip("/") + "/"
        if endpoint is None or path is None or is_frameworks_own(endpoint):
            return
        for method, called in self.calls(context, endpoint):
            if (method, prefix + path) not in self.keys:
                self.keys.add((method, prefix + path))
                self.add(context, method, prefix + path, called)

    def calls(self, context, endpoint):
        """(method, what is called for it): a class of Starlette's has a method for each."""
        methods = getattr(context, "methods", None)
        if isinstance(endpoint, type):
            return [(m.upper(), getattr(endpoint, m)) for m in METHODS if hasattr(endpoint, m)]
        if methods is None:  # a WebSocket, or an ASGI application
            return [(method, endpoint) for method in self.methods_of_asgi(context, endpoint)]
        names = sorted(methods, key=lambda m: (m != "GET", m))
        if "GET" in names and not hasattr(context, "response_class"):
            names.remove("HEAD")  # Starlette answers it by itself
        return [(name, endpoint) for name in names]

    def methods_of_asgi(self, context, endpoint):
        """Of a mounted one that nobody understands, none: it may be anybody's pages or figures."""
        known = served_by(endpoint)
        if known:
            return list(known)
        if any(map(is_frameworks_own, type(endpoint).__mro__)):  # files
            return []
        function, _ = inner_function(endpoint)
        is_socket = "WebSocket" in type(getattr(context, "original_route", context)).__name__
        found = self.functions.find(function) if function is not None and not is_socket else None
        if found is None or not is_asgi(found.node):
            return []
        if self.is_anothers(function) and not is_understood(self.project, found):
            return []
        return methods_of(self.project, found)

    def is_anothers(self, function):
        """Whether a function is that of a package installed beside the application."""
        file = getattr(getattr(function, "__code__", None), "co_filename", "")
        name = (getattr(function, "__module__", None) or "").split(".")[0]
        return name != self.package and bool(INSTALLED.intersection(file.split(os.sep)))

    def add(self, context, method, path, called):
        function, given = inner_function(called)
        facts = self.facts(context, method, path, called, function)
        known = served_by(called)
        try:
            facts.update({"answers": known[method]} if method in known else
                         self.behaviour(context, function, given))
            if method in BODILESS:
                facts["answers"] = []
        except Exception as error:  # one odd function must not hide all others
            self.project.misunderstood(facts["name"], method, path, error)
        self.endpoints.append(facts)

    @staticmethod
    def facts(context, method, path, called, function):
        return {
            "name": plain_name(name_of(context, called, function), method, path), "method": method, "path": path,
            "summary": summary_of(context, function),
            "tags": [str(getattr(t, "value", t)) for t in getattr(context, "tags", None) or []],
            "deprecated": bool(getattr(context, "deprecated", False)),
            "parameters": [], "body": None, "item": None, "answer": None, "events": [], "sentinel": None,
            "file": None, "line": None, "answers": [],
        }

    def behaviour(self, context, function, given):
        """What the source of a function says, where there is some."""
        self.project.refill()
        response, is_default = declared_class(context)
        found = self.functions.find(function, given)
        if found is None:
            return {"answers": declared_answer(response)}
        behaviour = Behaviour(
            self.project, self.types, found.node, found.scope, response, is_default,
            has_model=getattr(context, "response_model", None) is not None)
        return {
            "answers": behaviour.answers.list, "item": behaviour.item,
            "answer": behaviour.ordinary_type, "events": behaviour.events.list,
            "sentinel": behaviour.events.sentinel, "file": found.scope.module.relative,
            "line": found.node.lineno,
        }

    def answer(self):
        document, warnings = combined_document(self.parts)
        models = self.types.used(self.endpoints)
        return {
            "version": 1, "title": self.title, "apiVersion": self.version,
            "endpoints": self.endpoints, "models": exact_models(models, self.types.classes),
            "document": document,
            "warnings": self.project.warnings + warnings,
        }


def contexts_of(routes):
    """Every route as it is served: FastAPI keeps included routers apart since 0.137."""
    try:
        from fastapi.routing import iter_route_contexts
    except ImportError:
        return list(routes)
    return list(iter_route_contexts(routes))


def mounted(context):
    """The application behind a mount, or None; files and other servers have no routes."""
    route = getattr(context, "original_route", context)
    if hasattr(route, "endpoint") or not hasattr(route, "app"):
        return None
    inner = getattr(route, "_base_app", route.app)
    return inner if isinstance(getattr(inner, "routes", None), list) else None


def is_frameworks_own(endpoint):
    """The document and its pages."""
    module = getattr(endpoint, "__module__", None) or ""
    return module.split(".")[0] in ("fastapi", "starlette")


def name_of(context, called, function):
    name = getattr(context, "name", None) or ""
    usual = getattr(called, "__name__", type(called).__name__)
    endpoint = getattr(context, "endpoint", called)
    if name != usual and name.isidentifier() and not isinstance(endpoint, type):
        return name
    if isinstance(endpoint, type):
        return snake(endpoint.__name__)
    if function is None or function.__name__ == "__call__":
        return snake(type(called).__name__)
    return function.__name__


def summary_of(context, function):
    written = getattr(context, "summary", None)
    # FastAPI, too, takes nothing behind a form feed.
    said = getattr(function, "__doc__", None)
    return written or (inspect.cleandoc(said).split("\f")[0] if isinstance(said, str) else "")


def declared_class(context):
    """The response class, and whether FastAPI makes JSON Lines of what the function yields."""
    is_default = bool(getattr(context, "is_json_stream", False))
    declared = getattr(context, "response_class", None)
    is_placeholder = type(declared).__name__ == "DefaultPlaceholder"
    declared = getattr(declared, "value", declared)
    if not isinstance(declared, type) or (is_placeholder and declared.__name__ == "JSONResponse"):
        return None, is_default
    for above in declared.__mro__:
        known = ResponseClass.known(above.__name__)
        if known is not None:
            known.name = declared.__name__
            known.media_type = getattr(declared, "media_type", None) or known.media_type
            return known, is_default
    return None, is_default


def declared_answer(response):
    if response is None or not (response.streams or response.is_file):
        return []
    return [{"mediaType": response.media_type, "streams": response.streams,
             "attachment": response.is_file, "detail": "response_class=%s" % response.name}]
