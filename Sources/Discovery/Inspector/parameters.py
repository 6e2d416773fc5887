"""What the function of a route takes: parameters, and at most one body."""

import ast
import re

from .bodies import Bodies, holds_file
from .declared import Declared
from .syntax import FUNCTIONS, arguments_of, call_argument, dotted, is_function

PASSWORD_FORMS = ("OAuth2PasswordRequestForm", "OAuth2PasswordRequestFormStrict")
# Dependencies that a request has anyway, not parameters of it.
INJECTED_TYPES = {
    "Request", "Response", "WebSocket", "HTTPConnection", "BackgroundTasks", "SecurityScopes",
}


class Parameters:
    """What a function of a route takes: parameters, and at most one body."""

    def __init__(self, types, path):
        self.types = types
        self.path_names = re.findall(r"{(\w+)(?::\w+)?}", path)
        self.list = []
        self.bodies = Bodies()

    def read(self, function, scope, depth=0, given=()):
        for argument, default in arguments_of(function):
            if argument.arg in ("self", "cls") or argument.arg in given:
                continue
            declared = Declared(self.types, argument.annotation, default, scope)
            self.place(argument.arg, declared, depth)

    def complete(self):
        """What the path needs and the function does not take, as it is in a router's prefix."""
        known = {p["name"] for p in self.list if p["in"] == "path"}
        for name in self.path_names:
            if name not in known:
                self.append(name, "path", True, {"type": "string"}, "")

    def place(self, name, declared, depth):
        marker = declared.marker
        kind = (dotted(declared.annotation) or [""])[-1]
        if marker in ("Depends", "Security"):
            self.depend(declared, depth)
        elif kind in INJECTED_TYPES:
            return
        elif name in self.path_names or marker == "Path":
            self.add(name, "path", declared)
        elif marker in ("Query", "Header", "Cookie"):
            self.spread(name, marker.lower(), declared)
        elif marker == "File" or holds_file(declared.schema):
            self.bodies.add_form(name, uploaded(declared), is_file=True)
        elif marker == "Form":
            self.bodies.add_form(name, declared, is_file=False)
        elif marker == "Body" or self.is_body(declared.schema):
            self.bodies.add(name, declared)
        else:
            self.add(name, "query", declared)

    @staticmethod
    def is_body(schema):
        """FastAPI takes models, dictionaries and lists for a body."""
        choices = schema.get("anyOf", [schema])
        return any("$ref" in c or c.get("type") in ("object", "array") for c in choices)

    def spread(self, name, location, declared):
        """A model in the query stands for its fields."""
        reference = declared.schema.get("$ref", "").rsplit("/", 1)[-1]
        model = self.types.models.get(reference)
        if not reference or model is None:
            self.add(name, location, declared)
            return
        for field, schema in model.get("properties", {}).items():
            wire = field.replace("_", "-") if location == "header" else field
            self.append(wire, location, field in model.get("required", []), schema, "")

    def add(self, name, location, declared):
        wire = declared.alias or (name.replace("_", "-") if location == "header" else name)
        required = location == "path" or declared.required
        self.append(wire, location, required, declared.schema, declared.summary)

    def append(self, name, location, required, schema, summary):
        if any(p["name"] == name and p["in"] == location for p in self.list):
            return
        self.list.append({"name": name, "in": location, "required": required,
                          "schema": schema, "summary": summary})

    def depend(self, declared, depth):
        """The parameters of a dependency are parameters of the route."""
        target = call_argument(declared.call, "dependency", 0)
        if target is None:
            target = declared.annotation
        found = self.types.project.find(target, declared.scope) if target is not None else None
        if found is None or depth > 3:
            return
        outside = (found.outside or "").split(".")
        if outside[0] == "fastapi" and outside[-1] in PASSWORD_FORMS:
            self.bodies.add_password_form(is_strict=outside[-1].endswith("Strict"))
            return
        if is_function(found.node):
            self.read(found.node, found.scope, depth + 1)
        elif isinstance(found.node, ast.ClassDef):
            for node in found.node.body:
                if isinstance(node, FUNCTIONS) and node.name == "__init__":
                    self.read(node, found.scope, depth + 1)

    @property
    def body(self):
        return self.bodies.whole


def uploaded(declared):
    """A file in a form: `bytes` are its content."""
    if declared.schema == {"type": "string"}:
        declared.schema["format"] = "binary"
    return declared
