"""The applications that a server of the Model Context Protocol makes of itself."""

import ast
import copy

from .hung import Route, Router
from .names import Module, Scope
from .syntax import call_argument, is_true

PACKAGES = ("mcp", "fastmcp")
# Classes of these packages whose instances make applications.
SERVERS = ("FastMCP", "MCPServer", "Server")
# What the transports answer. Source: Model Context Protocol 2025-06-18, "Transports".
ANSWERS = '''
from starlette.responses import JSONResponse, StreamingResponse
def mcp_events(request):
    """The server's messages"""
    return StreamingResponse(None, media_type="text/event-stream")
def mcp_message(request):
    """Takes a message of the client"""
    return JSONResponse(None)
def mcp(request):
    """Answers a message of the client with a stream of events or with JSON"""
    if request.stream:
        return StreamingResponse(None, media_type="text/event-stream")
    return JSONResponse(None)
def mcp_end(request):
    """Ends the session"""
    return JSONResponse(None)
'''
FUNCTIONS = ast.parse(ANSWERS)
EVENTS = (("sse_path", "/sse", "GET", "mcp_events"), ("message_path", "/messages/", "POST", "mcp_message"))
STREAMABLE = tuple(("streamable_http_path", "/mcp", method, name) for method, name in (
    ("GET", "mcp_events"), ("POST", "mcp"), ("DELETE", "mcp_end")))
APPS = {"sse_app": EVENTS, "streamable_http_app": STREAMABLE, "http_app": STREAMABLE}


def app_of(project, call, scope):
    """What `server.sse_app()` and its like hold, as a router; None for any other call."""
    routes = APPS.get(call.func.attr) if isinstance(call.func, ast.Attribute) else None
    if routes is None:
        return None
    server = next((v for v in project.values(call.func.value, scope) if is_server(project, v)), None)
    if server is None:
        return None
    transport = project.texts(call_argument(call, "transport"), scope)
    if transport == ["sse"]:
        routes = EVENTS
    router = Router([(call, scope)], "", True)
    is_json = any(is_true(call_argument(at, "json_response")) for at in (call, server.node))
    for setting, usual, method, name in routes:
        if is_json and name == "mcp":
            name = "mcp_message"
        places = [(call, "path", scope), (call, setting, scope), (server.node, setting, server.scope)]
        given = [(call_argument(at, word), inner) for at, word, inner in places]
        path, inner = next((g for g in given if g[0] is not None), (ast.Constant(value=usual), scope))
        if setting == "message_path" and path is given[0][0]:
            path, inner = ast.Constant(value=usual), scope
        answering(router, project, call, inner, path, method, name)
    return router


def is_server(project, value):
    if not isinstance(value.node, ast.Call):
        return False
    root = (project.class_root(value.node.func, value.scope) or "").split(".")
    return root[0] in PACKAGES and root[-1] in SERVERS


def answering(router, project, call, scope, path, method, name):
    """Hangs one of the transports' endpoints in, at the place of the call."""
    function = copy.copy(next(n for n in FUNCTIONS.body if getattr(n, "name", None) == name))
    function.lineno = call.lineno
    module = Module(project, scope.module.path, FUNCTIONS)
    hung = ast.copy_location(ast.Call(func=call.func, args=[path], keywords=[]), call)
    router.add(Route(hung, scope, function, Scope(module), [method], is_plain=True))


def served_by(endpoint):
    """Method to answers of what the packages hang into the applications that they make."""
    if type(endpoint).__name__ == "RequireAuthMiddleware":
        endpoint = endpoint.app
    module = (getattr(endpoint, "__module__", None) or type(endpoint).__module__).split(".")[0]
    name = getattr(endpoint, "__name__", type(endpoint).__name__)
    if module not in PACKAGES:
        return {}
    if name == "handle_post_message":
        return {"POST": []}
    if "sse" in name.lower():
        return {"GET": [answer("text/event-stream", True)]}
    if "StreamableHTTP" in name:
        both = [answer("text/event-stream", True), answer("application/json", False)]
        return {"GET": both[:1], "POST": both, "DELETE": []}
    return {}


def answer(media_type, streams):
    return {"mediaType": media_type, "streams": streams, "attachment": False, "known": False,
            "detail": "is a transport of the Model Context Protocol"}
