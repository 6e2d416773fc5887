"""Annotations as JSON Schemas, and the models they name."""

import ast
import re

from .declared import Declared
from .lookup import DEPTH_LIMIT
from .names import bindings
from .syntax import annotation_of, dotted, subscript_items
from .writing import written


REFERENCE = re.compile(r'"#/components/schemas/(\w+)"')
SCALARS: dict = {
    "int": {"type": "integer"}, "float": {"type": "number"}, "str": {"type": "string"},
    "bool": {"type": "boolean"}, "bytes": {"type": "string"}, "None": {"type": "null"},
    "datetime": {"type": "string", "format": "date-time"},
    "date": {"type": "string", "format": "date"}, "time": {"type": "string", "format": "time"},
    "timedelta": {"type": "string", "format": "duration"},
    "UUID": {"type": "string", "format": "uuid"}, "UUID4": {"type": "string", "format": "uuid"},
    "Decimal": {"anyOf": [{"type": "number"}, {"type": "string"}]},
    "EmailStr": {"type": "string", "format": "email"},
    "HttpUrl": {"type": "string", "format": "uri"}, "AnyUrl": {"type": "string", "format": "uri"},
    "PositiveInt": {"type": "integer", "exclusiveMinimum": 0},
    "UploadFile": {"type": "string", "format": "binary"},
    "NonNegativeInt": {"type": "integer", "minimum": 0}, "Path": {"type": "string"},
}
TUPLES = {"tuple", "Tuple"}
LISTS = {"list", "List", "Sequence", "set", "Set", "frozenset", "FrozenSet", "Iterable",
         "deque"} | TUPLES
MAPS = {"dict", "Dict", "Mapping", "MutableMapping", "defaultdict", "OrderedDict"}
# Models in models in models, each with a dozen calls on Python's stack.
NESTING_LIMIT = 60
MODEL_ROOTS = {"BaseModel", "SQLModel", "TypedDict", "NamedTuple", "RootModel", "GenericModel"}


class Types:
    """Annotations as JSON Schemas, and the models they name."""

    def __init__(self, project):
        self.project = project
        self.models = {}
        self.nesting = 0
        # The class behind each model.
        self.classes = {}

    def used(self, endpoints):
        """Models that the endpoints name, and those that they name."""
        result = {}
        queue = REFERENCE.findall(written(endpoints))
        shapes = [shape for e in endpoints for shape in (
            [e["item"], e["answer"]] + [event["item"] for event in e["events"]])]
        queue += [shape["name"] for shape in shapes if shape and shape["name"]]
        while queue:
            name = queue.pop(0)
            if name in result or name not in self.models:
                continue
            result[name] = self.models[name]
            queue += REFERENCE.findall(written(result[name]))
        return result

    def schema(self, node, scope, depth=0):
        node = annotation_of(node)
        if node is None or depth > DEPTH_LIMIT * 2:
            return {}
        if isinstance(node, ast.Constant):
            return dict(SCALARS["None"]) if node.value is None else {}
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return self.union([node.left, node.right], scope, depth)
        if isinstance(node, ast.Subscript):
            return self.generic(node, scope, depth)
        parts = dotted(node)
        if parts is None:
            return {}
        found = self.project.find(node, scope)
        if found is not None and isinstance(found.node, ast.ClassDef):
            return self.of_class(found)
        if found is not None and isinstance(found.node, (ast.Subscript, ast.BinOp)):
            return self.schema(found.node, found.scope, depth + 1)  # a type alias
        name = (found.outside if found is not None and found.outside else parts[-1]).split(".")[-1]
        if name in LISTS:
            return {"type": "array", "items": {}}
        if name in MAPS:
            return {"type": "object"}
        return dict(SCALARS.get(name, {}))

    def generic(self, node, scope, depth):
        parts = dotted(node.value) or [""]
        name = parts[-1]
        items = subscript_items(node) or [None]  # Tuple[()]
        if name in ("Annotated", "Required", "NotRequired", "ClassVar", "Final"):
            return self.schema(items[0], scope, depth + 1)
        if name == "Optional":
            return self.union([items[0], ast.Constant(value=None)], scope, depth)
        if name == "Union":
            return self.union(items, scope, depth)
        if name == "Literal":
            return self.literal(items)
        is_open = len(items) == 2 and getattr(items[1], "value", None) is Ellipsis
        if name in TUPLES and items != [None] and not is_open:
            return {"type": "array", "minItems": len(items), "maxItems": len(items),
                    "prefixItems": [self.schema(item, scope, depth + 1) for item in items]}
        if name in LISTS:
            return {"type": "array", "items": self.schema(items[0], scope, depth + 1)}
        if name in MAPS:
            inner = self.schema(items[1], scope, depth + 1) if len(items) > 1 else {}
            schema: dict = {"type": "object"}
            if inner:
                schema["additionalProperties"] = inner
            return schema
        return {}

    def union(self, nodes, scope, depth):
        choices = []
        for node in nodes:
            schema = self.schema(node, scope, depth + 1)
            for choice in schema.get("anyOf", [schema]):
                if choice not in choices:
                    choices.append(choice)
        return choices[0] if len(choices) == 1 else {"anyOf": choices}

    @staticmethod
    def literal(items):
        values = [n.value for n in items if isinstance(n, ast.Constant)]
        values = [v for v in values if isinstance(v, (str, int, bool)) or v is None]
        is_text = bool(values) and all(isinstance(v, str) for v in values)
        return {"type": "string", "enum": values} if is_text else {"enum": values}

    def of_class(self, found):
        node = found.node
        if self.is_enum(found):
            values = [
                value.value
                for statement in node.body
                for _, value in bindings(statement)
                if isinstance(value, ast.Constant)
            ]
            return self.literal([ast.Constant(value=value) for value in values])
        if not self.is_model(found):
            return {}
        if node.name not in self.models:
            self.models[node.name] = {}
            self.classes[node.name] = found
            if self.nesting < NESTING_LIMIT:
                self.nesting += 1
                try:
                    self.models[node.name] = self.model(found)
                finally:
                    self.nesting -= 1
        return {"$ref": "#/components/schemas/" + node.name}

    def is_enum(self, found):
        names = [(dotted(base) or [""])[-1] for base in found.node.bases]
        return any(name in ("Enum", "IntEnum", "StrEnum") for name in names)

    def is_model(self, found, depth=0):
        """A class whose annotated members are the members of a JSON object."""
        for decorator in found.node.decorator_list:
            call = decorator.func if isinstance(decorator, ast.Call) else decorator
            if (dotted(call) or [""])[-1] == "dataclass":
                return True
        for base in found.node.bases:
            if isinstance(base, ast.Subscript):
                base = base.value
            if (dotted(base) or [""])[-1] in MODEL_ROOTS:
                return True
            above = self.project.find(base, found.scope)
            if above is not None and isinstance(above.node, ast.ClassDef) and depth < DEPTH_LIMIT:
                if self.is_model(above, depth + 1):
                    return True
        return False

    def fields(self, found, depth=0):
        """(name on the wire, schema, required) of a model, inherited ones first."""
        result = {}
        for base in found.node.bases:
            above = self.project.find(base, found.scope)
            if above is not None and isinstance(above.node, ast.ClassDef) and depth < DEPTH_LIMIT:
                for field in self.fields(above, depth + 1):
                    result[field[0]] = field
        for node in found.node.body:
            if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
                continue
            annotation = annotation_of(node.annotation)
            outer = dotted(getattr(annotation, "value", None)) or [""]
            name = node.target.id
            if outer[-1] == "ClassVar" or name == "model_config" or name.startswith("_"):
                continue
            field = Declared(self, annotation, node.value, found.scope)
            wire = field.alias or name
            result[wire] = (wire, field.schema, field.required)
        return list(result.values())

    def model(self, found):
        fields = self.fields(found)
        schema = {"type": "object", "title": found.node.name}
        schema["properties"] = {name: inner for name, inner, _ in fields}
        required = [name for name, _, needed in fields if needed]
        if required:
            schema["required"] = required
        return schema
