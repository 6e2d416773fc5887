"""How one function answers: what it returns, yields, declares, and is wrapped in."""

import ast

from .asgi import is_asgi, read_asgi, read_handed
from .events import described
from .responses import Answers, ResponseClass
from .streams import Stream
from .syntax import is_function, is_none, returns_of, union_members, yields_of
from .values import Values

# Expressions that no response can be.
PLAIN = (ast.Constant, ast.Dict, ast.DictComp, ast.JoinedStr, ast.List, ast.ListComp, ast.Set,
         ast.SetComp, ast.Tuple)


class Behaviour:
    """Answers and stream of a function of a route.

    `response` is the declared response class, where there is one; `is_default` that nobody
    declared one, neither for the route nor for the routers around it; `has_model` that the model
    of its ordinary answer is declared.
    """

    def __init__(
        self, project, types, function, scope, response=None, is_default=True, has_model=False,
    ):
        self.project = project
        self.types = types
        self.response = response
        self.is_default = is_default
        self.has_model = has_model
        self.values = Values(project, types)
        # The type of an ordinary answer beside others.
        self.ordinary_type = None
        self.answers = Answers(project)
        self.stream = Stream(project, types)
        self.read_wrappers(function, scope)
        if not self.streams:
            self.answers = Answers(project)
            self.stream = Stream(project, types)
            self.read(function, scope)

    @property
    def streams(self):
        return any(a["streams"] or a["attachment"] for a in self.answers.list)

    @property
    def item(self):
        return self.events.item if any(a["streams"] for a in self.answers.list) else None

    @property
    def events(self):
        return self.stream.events

    def read(self, function, scope):
        inner = scope.inside(function)
        if yields_of(function):
            self.native()
            if self.response is None or self.response.framing is not None:
                self.stream.framing = "json"
            self.stream.generator(function, inner)
            return
        if is_asgi(function):
            read_asgi(self.answers, function, inner)
        else:
            for node in self.project.returns(function, inner):
                self.answers.returned(node.value, inner)
            read_handed(self.answers, function, inner)
        self.read_contents()
        if self.answers.list:
            self.ordinary()
            return
        declared = self.response
        if declared is not None and declared.name != "RedirectResponse":
            self.declared(function, inner)
        if not self.answers.list and function.returns is not None:
            self.annotated(function, scope)

    def read_contents(self):
        for content, inner, framing in self.answers.contents:
            self.stream.framing = framing
            self.stream.content(content, inner)
        for sender, inner, framing in self.answers.senders:
            self.stream.framing = framing
            self.stream.sent_by(sender, inner)

    def ordinary(self):
        """What FastAPI makes JSON of, where other returns are responses."""
        schemas = [self.stream.payloads.serialized(node, scope) or self.values.type_of(node, scope)
                   for node, scope in self.answers.others]
        seen = [schema for (node, _), schema in zip(self.answers.others, schemas)
                if schema or self.has_model or isinstance(node, PLAIN) or is_dump(node)]
        if not seen:
            if schemas and self.project.steps >= 0:
                self.add_unknown()
            return
        if self.response is None or self.response.media_type == "application/json":
            json = ResponseClass("", "application/json", False, False)
            self.answers.add(json, json.media_type, False, "returns a value")
            distinct = [s for position, s in enumerate(seen) if s not in seen[:position]]
            self.ordinary_type = described(distinct)
        elif not self.response.streams and not self.response.is_file:
            detail = "response_class=%s" % self.response.name
            self.answers.add(self.response, self.response.media_type, False, detail)

    def add_unknown(self):
        """A return that is not understood is an answer, too: of what kind, nobody knows."""
        unknown = ResponseClass("", None, False, False)
        self.answers.add(unknown, None, False, "returns what is not understood")

    def annotated(self, function, scope):
        """What the annotation says: one class of responses, or several, or values beside them."""
        members = [m for m in union_members(function.returns) if not is_none(m)]
        responses = [ResponseClass.find(self.project, m, scope) for m in members]
        for response in responses:
            if response is not None and (response.streams or response.is_file):
                self.answers.add(response, response.media_type, False,
                                 "is annotated to return %s" % response.name)
        if self.answers.list and None in responses:
            self.add_unknown()

    def declare(self, media_types):
        """Streams that `responses=` of the route names, where the function does not show them."""
        known = {a["mediaType"] for a in self.answers.list}
        for media_type in [m for m in media_types if m not in known]:
            if not self.streams and not self.answers.list:
                self.add_unknown()
            declared = ResponseClass("", media_type, True, False)
            self.answers.add(declared, media_type, False, "responses= declares %s" % media_type)

    def declared(self, function, scope):
        """Under a response class a function may return the content alone."""
        response = self.response
        if response.streams or response.is_file or response.media_type not in (
            None, "application/json",
        ):
            detail = "response_class=%s" % response.name
            self.answers.add(response, response.media_type, False, detail)
        if response.streams:
            self.stream.framing = response.framing
            for node in returns_of(function):
                self.stream.content(node.value, scope)

    def native(self):
        """A function that yields, as FastAPI has taken it since 0.134: without a response class
        JSON Lines, with its EventSourceResponse events, with any other streaming class its bytes.
        """
        response = self.response
        if response is not None and response.streams:
            detail = "yields with response_class=%s" % response.name
            self.answers.add(response, response.media_type, False, detail)
        elif response is None and self.is_default:
            lines = ResponseClass("", "application/jsonl", True, False)
            self.answers.add(lines, lines.media_type, False, "yields without a response class")

    # ------------------------------------------------------------ decorators

    def read_wrappers(self, function, scope):
        """What the project's own decorators make of the function, the innermost first."""
        for decorator in reversed(function.decorator_list):
            wrapper, inner = self.wrapper(decorator, function, scope)
            if wrapper is None or yields_of(wrapper):
                continue
            for node in returns_of(wrapper):
                self.answers.returned(node.value, inner, " by @%s" % self.name_of(decorator))
            if self.streams:
                self.read_contents()
                return

    def wrapper(self, decorator, function, scope):
        """The function that a decorator of the project puts in the place of another."""
        call = decorator if isinstance(decorator, ast.Call) else None
        found = self.project.find(call.func if call else decorator, scope)
        if found is None or not is_function(found.node):
            return None, None
        outer, inner = found.node, found.scope
        if call is not None:  # a factory of decorators
            inner = inner.inside(outer, self.project.given(call, outer, scope))
            outer = self.returned_function(outer, inner)
            if outer is None:
                return None, None
        arguments = self.project.given(ast.Call(func=outer, args=[function], keywords=[]),
                                       outer, scope)
        inner = inner.inside(outer, arguments)
        wrapper = self.returned_function(outer, inner)
        return (wrapper, inner.inside(wrapper)) if wrapper is not None else (None, None)

    def returned_function(self, function, scope):
        for node in returns_of(function):
            if isinstance(node.value, ast.Name):
                for value in scope.locals(node.value.id):
                    if is_function(value):
                        return value
        return None

    @staticmethod
    def name_of(decorator):
        node = decorator.func if isinstance(decorator, ast.Call) else decorator
        return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "decorator")


def is_dump(node):
    """`item.model_dump()`, whose item need not be known."""
    return (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("model_dump", "dict"))
