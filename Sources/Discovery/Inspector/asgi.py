"""Functions and objects that are ASGI applications themselves."""

import ast

from .responses import ResponseClass
from .syntax import arguments_of, nodes_of

PARAMETERS = ("scope", "receive", "send")
# What the transports of the Model Context Protocol answer that are handed a request.
HANDED = {"connect_sse": ("text/event-stream",), "handle_request": ("text/event-stream", "application/json")}


def is_asgi(function):
    """Whether a function is called as ASGI applications are."""
    names = [a.arg for a, _ in arguments_of(function)]
    return tuple(name.strip("_") for name in names[-3:]) == PARAMETERS and len(names) <= 4


def methods_of(function):
    """The methods that are worth telling: an ASGI application is called for all of them."""
    calls = [n.func for n in nodes_of(function) if isinstance(n, ast.Call) and is_handed(n)]
    is_session = any(getattr(func, "attr", "") == "handle_request" for func in calls)
    return ["GET", "POST", "DELETE"] if is_session else ["GET"]


def read_asgi(answers, function, scope):
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
    if not answers.list:
        for streams in (True, False):
            unknown = ResponseClass("", None, streams, False)
            answers.add(unknown, None, False, "is an ASGI application, which is not understood")


def read_handed(answers, function, scope, depth=0):
    """What is handed to a transport that is known, by the function or by what it calls."""
    for node in nodes_of(function):
        if not isinstance(node, ast.Call) or not is_handed(node) or depth > 2:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        for media_type in HANDED.get(name, ()):
            streams = media_type != "application/json"
            handed = ResponseClass("", media_type, streams, False)
            answers.add(handed, media_type, False, "hands the request to %s()" % name)
        found = answers.project.callee(node, scope) if name not in HANDED else None
        if found is not None and hasattr(found.node, "body"):
            read_handed(answers, found.node, answers.project.inner(node, found, scope), depth + 1)


def is_handed(call):
    """Whether a call gives on scope, receive and send."""
    names = [a.attr if isinstance(a, ast.Attribute) else getattr(a, "id", "") for a in call.args[-3:]]
    return tuple(name.strip("_") for name in names) == PARAMETERS


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
