"""A parameter or a field: its annotation, its default, and what is said of it."""

import ast
import math

from .syntax import annotation_of, call_argument, dotted, subscript_items


class Declared:
    """A parameter or a field: its annotation, its default, and `Query(…)`, `Field(…)`, ….

    `marker` is the name of that function, or None; `call` the call itself.
    """

    LIMITS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum",
              "lt": "exclusiveMaximum", "min_length": "minLength", "max_length": "maxLength",
              "pattern": "pattern"}
    MARKERS = {"Query", "Path", "Header", "Cookie", "Body", "Form", "File", "Depends", "Security",
               "Field"}

    def __init__(self, types, annotation, default, scope):
        self.types = types
        self.scope = scope
        self.annotation = annotation_of(annotation)
        self.default = default
        self.call = None
        self.unwrap()
        self.schema = types.schema(self.annotation, scope)
        self.alias = None
        self.summary = ""
        self.required = self.default is None
        if self.call is not None:
            self.read_call(self.call)
        self.read_default()

    @property
    def marker(self):
        return (dotted(self.call.func) or [""])[-1] if self.call is not None else None

    def unwrap(self):
        """Takes `Annotated[T, Query(…)]` apart; the default may be such a call too."""
        node = self.annotation
        if isinstance(node, ast.Name) or isinstance(node, ast.Attribute):
            found = self.types.project.find(node, self.scope)
            if found is not None and isinstance(found.node, ast.Subscript):
                node, self.scope = found.node, found.scope
        if isinstance(node, ast.Subscript) and (dotted(node.value) or [""])[-1] == "Annotated":
            items = subscript_items(node)
            self.annotation = annotation_of(items[0])
            for item in items[1:]:
                if isinstance(item, ast.Call) and self.is_marker(item):
                    self.call = item
        if isinstance(self.default, ast.Call) and self.is_marker(self.default):
            self.call = self.default
            self.default = call_argument(self.call, "default", 0)
            if self.marker in ("Depends", "Security"):
                self.default = None
            factory = call_argument(self.call, "default_factory")
            if self.default is None and factory is not None:
                self.default = factory

    def is_marker(self, call):
        return (dotted(call.func) or [""])[-1] in self.MARKERS

    def read_call(self, call):
        texts = self.types.project.texts
        for name in ("alias", "validation_alias", "serialization_alias"):
            found = texts(call_argument(call, name), self.scope)
            if found and self.alias is None:
                self.alias = found[0]
        described = texts(call_argument(call, "description"), self.scope)
        self.summary = described[0] if described else ""
        for keyword in call.keywords:
            if keyword.arg in self.LIMITS and is_plain(keyword.value):
                self.schema[self.LIMITS[keyword.arg]] = keyword.value.value
            if keyword.arg == "default_factory" and self.default is None:
                self.required = False

    def read_default(self):
        if isinstance(self.default, ast.Constant):
            if self.default.value is Ellipsis:
                self.required = True
            elif is_plain(self.default) and self.default.value is not None:
                self.schema["default"] = self.default.value
        elif isinstance(self.default, (ast.List, ast.Tuple)):
            values = [n.value for n in self.default.elts if isinstance(n, ast.Constant) and is_plain(n)]
            if len(values) == len(self.default.elts):
                self.schema["default"] = values


def is_plain(node):
    """Whether a node is a constant that JSON has."""
    value = node.value if isinstance(node, ast.Constant) else Ellipsis
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or isinstance(value, (str, int))
