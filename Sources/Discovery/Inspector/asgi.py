"""Functions and objects that are ASGI applications themselves."""

import ast

from .files import FRAMEWORKS, imported_names
from .mcp import PACKAGES
from .responses import Answers, ResponseClass
from .syntax import arguments_of, nodes_of

PARAMETERS = ("scope", "receive", "send")
# What the transports of the Model Context Protocol answer that are handed a request.
HANDED = {"connect_sse": ("text/event-stream",), "handle_request": ("text/event-stream", "application/json")}


def is_asgi(function):
    """Whether a function is called as ASGI applications are."""
    names = [a.arg for a, _ in arguments_of(function)]
    return tuple(name.strip("_") for name in names[-3:]) == PARAMETERS and len(names) <= 4


def methods_of(project, found):
    """The methods that are worth telling: an ASGI application is called for all of them."""
    calls = [n for n in nodes_of(found.node) if isinstance(n, ast.Call) and is_handed(n)]
    is_session = any(getattr(call.func, "attr", "") == "handle_request"
                     and handed_types(project, call, found.scope) for call in calls)
    return ["GET", "POST", "DELETE"] if is_session else ["GET"]


def serves_files(project, target, scope):
    """Whether a class of the framework's own serves what is mounted, or one below it: `StaticFiles`."""
    return any((project.class_root(value.node.func, value.scope) or "").split(".")[0] in FRAMEWORKS
               for value in project.values(target, scope) if isinstance(value.node, ast.Call))


def handed_types(project, call, scope):
    """The media types of what is handed to a transport of MCP: by the class of it, or, where that is
    not known, by what the module imports.
    """
    name = method_of(call)
    if name not in HANDED:
        return ()
    classes = {(project.class_root(value.node.func, value.scope) or "").split(".")[0]
               for value in project.values(call.func.value, scope) if isinstance(value.node, ast.Call)}
    found = project.callee(call, scope)
    if found is not None and found.node is not None:
        return ()
    if not classes - {""}:
        classes = {named.split(".")[0] for node in scope.module.imports
                   for named, level in imported_names(node) if not level}
    return HANDED[name] if classes.intersection(PACKAGES) else ()


def read_asgi(answers, function, scope):
    """What an ASGI application answers; where nobody knows, it may be anything."""
    read_sent(answers, function, scope)
    if not answers.list:
        for streams in (True, False):
            unknown = ResponseClass("", None, streams, False)
            answers.add(unknown, None, False, "is an ASGI application, which is not understood")


def is_understood(project, found):
    answers = Answers(project)
    read_sent(answers, found.node, found.scope)
    return bool(answers.list)


def read_sent(answers, function, scope):
    """The responses that are called with what the function is called with, and what it sends."""
    for node in nodes_of(function):
        if not isinstance(node, ast.Call):
            continue
        if is_handed(node) and not is_method(node):
            answers.returned(node.func, scope)
        for media_type in started(answers.project, node, scope):
            sent = ResponseClass("", media_type, True, False)
            answers.add(sent, media_type, False, "sends a response of %s" % media_type)
    read_handed(answers, function, scope)


def read_handed(answers, function, scope, depth=0):
    """What is handed to a transport that is known, by the function or by what it calls."""
    for node in nodes_of(function):
        if not isinstance(node, ast.Call) or not is_handed(node) or depth > 2:
            continue
        types = handed_types(answers.project, node, scope)
        for media_type in types:
            streams = media_type != "application/json"
            handed = ResponseClass("", media_type, streams, False)
            answers.add(handed, media_type, False, "hands the request to %s()" % method_of(node))
        found = answers.project.callee(node, scope) if not types else None
        if found is not None and hasattr(found.node, "body"):
            read_handed(answers, found.node, answers.project.inner(node, found, scope), depth + 1)


def is_handed(call):
    """Whether a call gives on scope, receive and send."""
    names = [a.attr if isinstance(a, ast.Attribute) else getattr(a, "id", "") for a in call.args[-3:]]
    return tuple(name.strip("_") for name in names) == PARAMETERS


def method_of(call):
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def is_method(call):
    return isinstance(call.func, ast.Attribute)


def started(project, call, scope):
    """The media type of `await send({"type": "http.response.start", "headers": […]})`."""
    if len(call.args) != 1 or getattr(call.func, "id", "").strip("_") != "send":
        return
    headers = [v for k, v, _ in project.pairs(call.args[0], scope) or []
               if isinstance(k, ast.Constant) and k.value == "headers"]
    for pair, inner in project.elements(headers[0], scope) or [] if headers else []:
        if isinstance(pair, (ast.Tuple, ast.List)) and len(pair.elts) == 2:
            name, value = (project.texts(part, inner) for part in pair.elts)
            if [text.lower() for text in name] == ["content-type"] and value:
                yield value[0].split(";")[0].strip()
