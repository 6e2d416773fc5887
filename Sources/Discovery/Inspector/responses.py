"""Response classes, and the ways a function answers with them."""

import ast
import re

from .files import FRAMEWORKS
from .headers import Headers
from .lookup import DEPTH_LIMIT
from .syntax import (
    call_argument, dotted, is_function, is_none, yields_of,
)
from .typed import Assumed


class ResponseClass:
    """What is known of a response class."""

    KNOWN = {
        # name: (media type, streams, is a file)
        "EventSourceResponse": ("text/event-stream", True, False),
        "StreamingResponse": (None, True, False),
        "FileResponse": (None, False, True),
        "JSONResponse": ("application/json", False, False),
        "ORJSONResponse": ("application/json", False, False),
        "UJSONResponse": ("application/json", False, False),
        "PlainTextResponse": ("text/plain", False, False),
        "HTMLResponse": ("text/html", False, False),
        "RedirectResponse": (None, False, False),
        "Response": (None, False, False),
    }

    def __init__(self, name, media_type, streams, is_file):
        self.name = name
        self.media_type = media_type
        self.streams = streams
        self.is_file = is_file
        self.framing = "text" if name == "EventSourceResponse" else None

    @classmethod
    def find(cls, project, node, scope):
        """The response class that an expression names, or None."""
        parts = dotted(node)
        if parts is None:
            return None
        found = project.find(node, scope)
        if found is None:
            # A star import of a package outside of the project.
            return cls.known(parts[-1]) if len(parts) == 1 else None
        if found.outside is not None:
            if found.outside.split(".")[0] not in FRAMEWORKS:
                return None
            return cls.known(found.outside.split(".")[-1])
        if isinstance(found.node, ast.ClassDef):
            return cls.descendant(project, found)
        return None

    @classmethod
    def known(cls, name):
        return cls(name, *cls.KNOWN[name]) if name in cls.KNOWN else None

    @classmethod
    def descendant(cls, project, found):
        root = project.class_root(ast.Name(id=found.node.name), found.scope)
        if root is None or root.split(".")[0] not in FRAMEWORKS:
            return None
        result = cls.known(root.split(".")[-1])
        if result is None:
            return None
        result.name = found.node.name
        own = project.find_in_class(found, "media_type", 0)
        texts = project.texts(own.node, own.scope) if own is not None else []
        if texts:
            result.media_type = texts[0]
        return result


class Answers:
    """The ways a function answers: a list of objects as they are reported, without repetition."""

    def __init__(self, project):
        self.project = project
        self.list = []
        # (expression that makes the body, scope, framing) of each streamed answer
        self.contents = []
        # (function, scope, framing) of what fills the channel that an answer hands on
        self.senders = []
        # (expression, scope) of what is returned and is not seen to be a response
        self.others = []

    def add(self, response, media_type, is_attachment, detail, is_known=False):
        """`is_known` of an answer that is an ordinary one, though its media type is not known."""
        answer = {
            "mediaType": media_type, "streams": response.streams,
            "attachment": is_attachment or response.is_file, "known": is_known, "detail": detail,
        }
        if answer not in self.list:
            self.list.append(answer)

    def returned(self, node, scope, via="", depth=0):
        """Reads one returned expression."""
        if node is None or is_none(node) or depth > DEPTH_LIMIT or self.project.is_spent():
            return
        if isinstance(node, (ast.Await, ast.NamedExpr)):
            self.returned(node.value, scope, via, depth + 1)
        elif isinstance(node, ast.IfExp):
            for branch in self.project.branches(node, scope):
                self.returned(branch, scope, via, depth + 1)
        elif isinstance(node, ast.BoolOp):
            for value in node.values:
                self.returned(value, scope, via, depth + 1)
        elif isinstance(node, ast.Name):
            self.variable(node.id, scope, via, depth)
        elif isinstance(node, ast.Call):
            self.called(node, scope, via, depth)
        elif isinstance(node, ast.Subscript):
            self.item(node, scope, via, depth)
        else:
            self.others.append((node, scope))

    def variable(self, name, scope, via, depth):
        if name in scope.arguments:
            value, outer = scope.arguments[name]
            self.returned(value, outer, via, depth + 1)
            return
        values = scope.locals(name)
        if not values and name in scope.module.names and not scope.is_parameter(name):
            values = [scope.module.names[name]]
        if not values:
            made = self.project.find(ast.Name(id=name), scope)
            if made is not None and isinstance(made.node, Assumed) and self.is_made(made):
                self.called(made.node, made.scope, via, depth + 1)  # what a dependency returns
            else:
                self.others.append((ast.Name(id=name), scope))
        for value in values:
            if isinstance(value, ast.Call):
                self.called(value, scope, via, depth + 1, variable=name)
            elif isinstance(value, ast.expr):
                self.returned(value, scope, via, depth + 1)

    def is_made(self, made):
        maker = self.project.callee(made.node, made.scope)
        return maker is not None and is_function(maker.node)

    def called(self, call, scope, via, depth, variable=None):
        call = self.project.whole_call(call, scope)
        response = ResponseClass.find(self.project, call.func, scope)
        if response is not None:
            self.construct(response, call, scope, via, variable)
            return
        passed = self.project.passed(call, scope)
        if passed is not None:
            self.returned(passed, scope, via, depth + 1)
            return
        found = self.project.callee(call, scope)
        if found is None or not is_function(found.node):
            self.others.append((call, scope))
            return
        function = found.node
        if yields_of(function):
            return
        inner = self.project.inner(call, found, scope)
        through = via or " by %s()" % function.name
        for node in self.project.returns(function, inner):
            self.returned(node.value, inner, through, depth + 1)

    def item(self, node, scope, via, depth):
        """One of several that a function returns: `response, cost = await answer()`."""
        values = [v for v in self.project.values(node, scope) if isinstance(v.node, ast.expr)]
        if not values or any(v.node is node for v in values):
            self.others.append((node, scope))
            return
        for value in values:
            self.returned(value.node, value.scope, via, depth + 1)

    def construct(self, response, call, scope, via, variable):
        made = Construction(self.project, call, scope)
        if response.name == "RedirectResponse" or self.is_failure_or_empty(response, made):
            return
        if self.is_page(response, made):
            # Known to be ordinary, so that the document's guess is not asked.
            page = ResponseClass(response.name, None, False, False)
            self.add(page, None, False, "returns %s of a page%s" % (response.name, via), True)
            return
        types = self.project.texts(*made.argument("media_type", 3))
        headers = Headers(self.project, made, variable)
        if not types and "content-type" in headers.values:
            types = [headers.values["content-type"]]
        is_named = made.argument("filename")[0] is not None
        is_attached = "content-disposition" in headers.values or is_named
        for media_type in types or [response.media_type]:
            self.of_type(response, readable(media_type), is_attached, via)
            if is_attached and not is_named and headers.is_optional("content-disposition"):
                self.of_type(response, readable(media_type), False, via)
        if response.streams:
            content, at = made.argument("content", 0)
            if content is not None:
                self.contents.append((content, at, response.framing))
            sender, at = made.argument("data_sender_callable")
            if sender is not None:
                self.senders.append((sender, at, response.framing))

    def of_type(self, response, media_type, is_attached, via):
        says = "returns %s%s" % (response.name, via)
        if media_type and media_type != response.media_type:
            says = "returns %s of %s%s" % (response.name, media_type, via)
        elif is_attached and not response.is_file:
            says = "returns %s with Content-Disposition%s" % (response.name, via)
        self.add(response, media_type, is_attached, says)

    @staticmethod
    def is_failure_or_empty(response, made):
        """An answer that no kind is read from: without success, or without a body."""
        status, _ = made.argument("status_code", 1)
        if isinstance(status, ast.Constant) and isinstance(status.value, int):
            if status.value >= 300 or status.value in (204, 205):
                return True
        elif re.search(r"HTTP_([345]\d\d|20[45])", (dotted(status) or [""])[-1]):
            return True
        says = ("content", 0), ("headers", 2), ("media_type", 3)
        return response.name == "Response" and all(made.argument(*s)[0] is None for s in says)

    def is_page(self, response, made):
        """A file that is a page of a site is an ordinary answer."""
        if not response.is_file or made.argument("filename")[0] is not None:
            return False
        paths = self.project.texts(*made.argument("path", 0))
        endings = (".html", ".htm", ".ico", ".css", ".js")
        return bool(paths) and all(p.endswith(endings) for p in paths)


class Construction:
    """What a response is made with, also through the constructor of a class of the project."""

    def __init__(self, project, call, scope):
        self.project = project
        self.call = call
        self.scope = scope
        self.inner = project.constructors(call, scope)[:1]

    def argument(self, name, position=None):
        """(expression, scope) of an argument of the framework's constructor."""
        for inner, scope in self.inner:
            node, at = self.given(inner, name, position, scope)
            if node is not None:
                return node, at
            if any(k.arg is None for k in inner.keywords):
                position = None
            if any(isinstance(a, ast.Starred) for a in inner.args) or position is None:
                return self.given(self.call, name, position, self.scope)
            return None, self.scope
        return self.given(self.call, name, position, self.scope)

    def given(self, call, name, position, scope):
        node = call_argument(call, name, position)
        for options in [k.value for k in call.keywords if k.arg is None and node is None]:
            for key, value, inner in self.project.pairs(options, scope) or []:
                if isinstance(key, ast.Constant) and key.value == name:
                    node, scope = value, inner
        return node, scope


def readable(media_type):
    """A media type as far as it is known; of `image/…` the first half."""
    if media_type is None or "\0" not in media_type:
        return media_type
    top = media_type.split("/")[0]
    return top + "/*" if top in ("image", "audio", "video", "font") and "/" in media_type else None
