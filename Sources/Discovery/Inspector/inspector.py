"""Reads the source of a FastAPI application and says what its endpoints stream.

Nothing of the application is imported or run: its files are parsed with `ast` and followed from
router to router. Runs on Python 3.8 and later with the standard library alone, so that the
project's own interpreter, which knows the project's syntax, can run it.

One argument: a JSON object.
    mode    "source" (the only one yet)
    target  absolute path of a file or a folder
    app     name of the application in that file, or null for every one
    root    absolute path of the folder that reported file names are relative to
    limits  {"files": N, "fileBytes": N}
Standard output: one JSON object; `answer()` shows its shape. A file that cannot be read is a
warning. Anything unexpected ends with a traceback and exit status 1.
"""

import ast
import json
import os
import re
import sys

METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")
SKIPPED_FOLDERS = {
    "node_modules", "__pycache__", "venv", "env", "site-packages", "dist", "build", "migrations",
}
FRAMEWORKS = {"fastapi", "starlette", "sse_starlette"}
DEPTH_LIMIT = 6
# Steps of following names per endpoint: code that assigns a name in twenty places must not cost
# twenty to the power of the depth.
STEP_LIMIT = 20000
STREAM_TYPES = {
    "AsyncIterable", "AsyncIterator", "AsyncGenerator", "Iterable", "Iterator", "Generator",
}
# Dependencies that a request has anyway, not parameters of it.
INJECTED_TYPES = {
    "Request", "Response", "WebSocket", "HTTPConnection", "BackgroundTasks", "SecurityScopes",
}


# ---------------------------------------------------------------- syntax


def call_argument(call, name, position=None):
    """The argument of a call by keyword, else by position; None when it is not given."""
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    if position is not None and len(call.args) > position:
        argument = call.args[position]
        return None if isinstance(argument, ast.Starred) else argument
    return None


def dotted(node):
    """["a", "b"] of the expression a.b, or None of any other."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return [node.id] + parts[::-1]


def own_nodes(body):
    """Every node below the statements, in order, without nested functions and classes."""
    stack = list(reversed(body))
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            stack.extend(reversed(list(ast.iter_child_nodes(node))))


def is_function(node):
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))


def yields_of(function):
    return [n for n in own_nodes(function.body) if isinstance(n, (ast.Yield, ast.YieldFrom))]


def arguments_of(function):
    """(argument, default or None) for every named parameter, in order."""
    spec = function.args
    positional = list(getattr(spec, "posonlyargs", [])) + list(spec.args)
    missing = len(positional) - len(spec.defaults)
    pairs = list(zip(positional, [None] * missing + list(spec.defaults)))
    return pairs + list(zip(spec.kwonlyargs, spec.kw_defaults))


def subscript_items(node):
    """The type arguments of X[A, B]."""
    inner = node.slice
    if type(inner).__name__ == "Index":  # Python 3.8
        inner = inner.value
    return list(inner.elts) if isinstance(inner, ast.Tuple) else [inner]


def annotation_of(node):
    """A type annotation; one written as a string is parsed."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        try:
            return ast.parse(node.value, mode="eval").body
        except SyntaxError:
            return None
    return node


# ---------------------------------------------------------------- files and names


class Module:
    """One parsed file and what its names stand for."""

    def __init__(self, project, path, tree):
        self.project = project
        self.path = path
        self.tree = tree
        self.names = {}
        self.imports = []
        for node in self.statements(tree.body):
            self.bind(node)

    @staticmethod
    def statements(body):
        """Top level statements, those under `if`, `try` and `with` among them."""
        for node in body:
            yield node
            if is_function(node) or isinstance(node, ast.ClassDef):
                continue
            for field in ("body", "orelse", "finalbody"):
                for inner in Module.statements(getattr(node, field, None) or []):
                    yield inner
            for handler in getattr(node, "handlers", []):
                for inner in Module.statements(handler.body):
                    yield inner

    def bind(self, node):
        for name, value in bindings(node):
            self.names[name] = value
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            self.imports.append(node)

    @property
    def relative(self):
        return self.project.relative(self.path)


class Imported:
    """A name that an import statement makes."""

    def __init__(self, module, attribute=None, level=0):
        self.module = module
        self.attribute = attribute
        self.level = level


def bindings(node):
    """(name, meaning) for each name that a statement makes."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield alias.asname or alias.name.split(".")[0], Imported(
                alias.name if alias.asname else alias.name.split(".")[0]
            )
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            yield alias.asname or alias.name, Imported(node.module or "", alias.name, node.level)
    elif is_function(node) or isinstance(node, ast.ClassDef):
        yield node.name, node
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Name):
                yield target.id, node.value
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        if isinstance(node.target, ast.Name):
            yield node.target.id, node.value


class Scope:
    """Where an expression is looked at: a module, the functions around it, arguments given."""

    def __init__(self, module, functions=(), arguments=None):
        self.module = module
        self.functions = tuple(functions)
        self.arguments = arguments or {}

    @property
    def function(self):
        return self.functions[-1] if self.functions else None

    def inside(self, function, arguments=None):
        return Scope(self.module, self.functions + (function,), arguments)

    def locals(self, name):
        """Every value that the innermost functions give a name, the nearest function's only."""
        for function in reversed(self.functions):
            found = self.module.project.assigned(function).get(name)
            if found:
                return found
        return []


class Found:
    """What a name stands for: a node in a scope, a module, or a name outside of the project."""

    def __init__(self, node=None, scope=None, module=None, outside=None):
        self.node = node
        self.scope = scope
        self.module = module
        self.outside = outside


class Project:
    """The files that belong to the application, read when they are needed."""

    def __init__(self, root, limits):
        self.root = root
        self.limits = limits
        self.modules = {}
        self.warnings = []
        self.folders = {}
        self.named = {}
        self.steps = STEP_LIMIT
        self._assigned = {}

    def is_spent(self):
        """Counts one step; true when an endpoint has cost too many."""
        self.steps -= 1
        return self.steps < 0

    def assigned(self, function):
        """The values that a function's own statements give to names."""
        if id(function) not in self._assigned:
            names = {}
            for node in own_nodes(function.body):
                for name, value in bindings(node):
                    names.setdefault(name, []).append(value)
            self._assigned[id(function)] = names
        return self._assigned[id(function)]

    def warn(self, sentence):
        if sentence not in self.warnings and len(self.warnings) < 50:
            self.warnings.append(sentence)

    def relative(self, path):
        inside = os.path.relpath(path, self.root)
        return path if inside.startswith("..") else inside

    def load(self, path):
        """The module of a file, or None when it cannot be read; the reason is a warning."""
        path = os.path.realpath(path)
        if path in self.modules:
            return self.modules[path]
        if len(self.modules) >= self.limits["files"]:
            self.warn("more than %d files: the rest is not read" % self.limits["files"])
            return None
        self.modules[path] = None
        try:
            if os.path.getsize(path) > self.limits["fileBytes"]:
                self.warn("%s is too large to be read" % self.relative(path))
                return None
            with open(path, "rb") as file:
                tree = ast.parse(file.read(), filename=path)
            self.modules[path] = Module(self, path, tree)
        except SyntaxError as error:
            self.warn("%s:%d: %s" % (self.relative(path), error.lineno or 1, error.msg))
        except (OSError, ValueError, RecursionError, MemoryError) as error:
            self.warn("%s cannot be read: %s" % (self.relative(path), error))
        return self.modules[path]

    def load_imports(self, module):
        """Everything of the project that a module imports, and so on."""
        queue = [module]
        seen = {module.path}
        while queue:
            current = queue.pop(0)
            for node in ast.walk(current.tree):
                for found in self.imported_modules(current, node):
                    if found.path not in seen:
                        seen.add(found.path)
                        queue.append(found)

    def imported_modules(self, module, node):
        if isinstance(node, ast.Import):
            wanted = [(alias.name, 0) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            names = [base + "." + a.name if base else a.name for a in node.names]
            wanted = [(name, node.level) for name in ([base] if base else []) + names]
        else:
            return
        for name, level in wanted:
            found = self.module_named(name, level, module)
            if found is not None:
                yield found

    def module_named(self, name, level, importer):
        """The project's module of that dotted name, or None when it lies outside."""
        key = (os.path.dirname(importer.path), level, name)
        if key not in self.named:
            self.named[key] = None  # while it is looked for, in case it imports itself
            self.named[key] = self.search(name, level, importer)
        return self.named[key]

    def search(self, name, level, importer):
        parts = name.split(".") if name else []
        if parts and level == 0 and parts[0] in FRAMEWORKS:
            return None
        folder = os.path.dirname(importer.path)
        if level:
            for _ in range(level - 1):
                folder = os.path.dirname(folder)
            return self.module_at(os.path.join(folder, *parts))
        for root in self.search_folders(folder):
            found = self.module_at(os.path.join(root, *parts))
            if found is not None:
                return found
        return None

    def search_folders(self, folder):
        """The folder of a file and those above it, as far as the project goes."""
        if folder not in self.folders:
            result = []
            current = folder
            for _ in range(8):
                result += [current, os.path.join(current, "src")]
                marks = (".git", "pyproject.toml", "setup.py", "requirements.txt", ".venv")
                if any(os.path.exists(os.path.join(current, mark)) for mark in marks):
                    break
                if os.path.dirname(current) == current:
                    break
                current = os.path.dirname(current)
            self.folders[folder] = result
        return self.folders[folder]

    def module_at(self, base):
        for path in (base + ".py", os.path.join(base, "__init__.py")):
            if os.path.isfile(path):
                return self.load(path)
        return None

    # ------------------------------------------------------------ names

    def find(self, node, scope, depth=0):
        """What an expression stands for, or None."""
        parts = dotted(node)
        if parts is None or depth > DEPTH_LIMIT or self.is_spent():
            return None
        found = self.find_name(parts[0], scope, depth)
        for part in parts[1:]:
            found = self.find_member(found, part, depth + 1)
        return found

    def find_name(self, name, scope, depth):
        if name in scope.arguments:
            node, outer = scope.arguments[name]
            return self.found(node, outer, depth)
        for value in scope.locals(name):
            return self.found(value, scope, depth)
        if name in scope.module.names:
            return self.found(scope.module.names[name], Scope(scope.module), depth)
        for node in scope.module.imports:
            if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
                found = self.find_star(name, node, scope.module, depth)
                if found is not None:
                    return found
        return None

    def find_star(self, name, node, module, depth):
        source = self.module_named(node.module or "", node.level, module)
        if source is None:
            outside = node.module or ""
            return Found(outside=outside + "." + name) if outside in FRAMEWORKS else None
        if name in source.names and depth < DEPTH_LIMIT:
            return self.found(source.names[name], Scope(source), depth + 1)
        return None

    def found(self, value, scope, depth):
        """Follows imports and plain renamings."""
        if depth > DEPTH_LIMIT:
            return None
        if isinstance(value, Imported):
            return self.find_imported(value, scope.module, depth)
        if isinstance(value, (ast.Name, ast.Attribute)):
            further = self.find(value, scope, depth + 1)
            return further or Found(node=value, scope=scope)
        return Found(node=value, scope=scope)

    def find_imported(self, imported, module, depth):
        if imported.attribute is None:
            source = self.module_named(imported.module, imported.level, module)
            return Found(module=source) if source else Found(outside=imported.module)
        source = self.module_named(imported.module, imported.level, module)
        if source is not None:
            found = self.find_member(Found(module=source), imported.attribute, depth + 1)
            if found is not None:
                return found
        name = imported.module + "." + imported.attribute if imported.module else imported.attribute
        inner = self.module_named(name, imported.level, module)
        if inner is not None:
            return Found(module=inner)
        return Found(outside=name)

    def find_member(self, found, name, depth):
        if found is None or depth > DEPTH_LIMIT:
            return None
        if found.outside is not None:
            return Found(outside=found.outside + "." + name)
        if found.module is not None:
            if name in found.module.names:
                return self.found(found.module.names[name], Scope(found.module), depth)
            inner = self.module_at(os.path.join(os.path.dirname(found.module.path), name))
            is_package = os.path.basename(found.module.path) == "__init__.py"
            return Found(module=inner) if inner is not None and is_package else None
        if isinstance(found.node, ast.ClassDef):
            return self.find_in_class(found, name, depth)
        if isinstance(found.node, ast.Call):
            made = self.find(found.node.func, found.scope, depth + 1)
            if made is not None and isinstance(made.node, ast.ClassDef):
                return self.find_in_class(made, name, depth)
        if name == "value" and isinstance(found.node, ast.Constant):
            return found  # of a member of an enumeration
        return None

    def find_in_class(self, found, name, depth):
        for node in found.node.body:
            for bound, value in bindings(node):
                if bound == name:
                    return Found(node=value, scope=found.scope)
        for base in found.node.bases:
            above = self.find(base, found.scope, depth + 1)
            if above is not None and isinstance(above.node, ast.ClassDef):
                inherited = self.find_in_class(above, name, depth + 1)
                if inherited is not None:
                    return inherited
        return None

    def class_root(self, node, scope, depth=0):
        """The dotted name outside of the project that a class is or descends from, or None."""
        found = self.find(node, scope)
        if found is None or depth > DEPTH_LIMIT:
            return None
        if found.outside is not None:
            return found.outside
        if isinstance(found.node, ast.ClassDef):
            for base in found.node.bases:
                if isinstance(base, ast.Subscript):
                    base = base.value
                root = self.class_root(base, found.scope, depth + 1)
                if root is not None:
                    return root
        return None

    def texts(self, node, scope, depth=0):
        """Every text that an expression may be; unknown parts of it are U+0000."""
        if node is None or depth > DEPTH_LIMIT or self.is_spent():
            return []
        if isinstance(node, ast.Constant):
            if isinstance(node.value, bytes):
                return [node.value.decode("utf-8", "replace")]
            return [node.value] if isinstance(node.value, str) else []
        if isinstance(node, ast.IfExp):
            either = self.texts(node.body, scope, depth + 1)
            return either + self.texts(node.orelse, scope, depth + 1)
        if isinstance(node, ast.BoolOp):
            return [t for v in node.values for t in self.texts(v, scope, depth + 1)]
        if isinstance(node, ast.JoinedStr):
            return self.joined(node.values, scope, depth)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return self.joined([node.left, node.right], scope, depth)
        if isinstance(node, ast.Name) and node.id not in scope.arguments:
            values = scope.locals(node.id)
            if values:
                inner = [self.texts(v, scope, depth + 1) for v in values if v is not node]
                return [text for texts in inner for text in texts]
            default = self.default_text(node.id, scope, depth)
            if default is not None:
                return default
        if isinstance(node, (ast.Name, ast.Attribute)):
            found = self.find(node, scope)
            if found is not None and isinstance(found.node, ast.AST) and found.node is not node:
                return self.texts(found.node, found.scope, depth + 1)
            return []
        if isinstance(node, ast.Call):
            return self.called_texts(node, scope, depth)
        return []

    def default_text(self, name, scope, depth):
        """A parameter of the function around, when nobody says what is given for it."""
        if scope.function is None:
            return None
        for argument, default in arguments_of(scope.function):
            if argument.arg == name:
                return self.texts(default, Scope(scope.module), depth + 1) if default else []
        return None

    def joined(self, nodes, scope, depth):
        result = [""]
        for node in nodes:
            if isinstance(node, ast.FormattedValue):
                node = node.value
            choices = self.texts(node, scope, depth + 1) or ["\0"]
            result = [left + right for left in result for right in choices][:16]
        return result

    def called_texts(self, call, scope, depth):
        """`"…".encode()`, `str(…)`, and a function of the project that returns a text."""
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("encode", "strip"):
            return self.texts(call.func.value, scope, depth + 1)
        if isinstance(call.func, ast.Name) and call.func.id in ("str", "bytes") and call.args:
            return self.texts(call.args[0], scope, depth + 1)
        found = self.find(call.func, scope)
        if found is None or not is_function(found.node) or depth > DEPTH_LIMIT:
            return []
        inner = found.scope.inside(found.node, self.given(call, found.node, scope))
        returned = [n.value for n in own_nodes(found.node.body) if isinstance(n, ast.Return)]
        return [t for node in returned for t in self.texts(node, inner, depth + 1)]

    @staticmethod
    def given(call, function, scope):
        """What a call gives for the parameters of a function: name to (node, scope)."""
        pairs = arguments_of(function)
        if pairs and pairs[0][0].arg in ("self", "cls"):
            pairs = pairs[1:]
        result = {a.arg: (d, Scope(scope.module)) for a, d in pairs if d is not None}
        for (argument, _), value in zip(pairs, call.args):
            if not isinstance(value, ast.Starred):
                result[argument.arg] = (value, scope)
        for keyword in call.keywords:
            if keyword.arg:
                result[keyword.arg] = (keyword.value, scope)
        return result


# ---------------------------------------------------------------- types and models


SCALARS = {
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
    "NonNegativeInt": {"type": "integer", "minimum": 0}, "Path": {"type": "string"},
}
LISTS = {"list", "List", "Sequence", "set", "Set", "frozenset", "FrozenSet", "Iterable", "tuple",
         "Tuple", "deque"}
MAPS = {"dict", "Dict", "Mapping", "MutableMapping", "defaultdict", "OrderedDict"}
MODEL_ROOTS = {"BaseModel", "SQLModel", "TypedDict", "NamedTuple", "RootModel", "GenericModel"}


class Types:
    """Annotations as JSON Schemas, and the models they name."""

    def __init__(self, project):
        self.project = project
        self.models = {}

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
        items = subscript_items(node)
        if name in ("Annotated", "Required", "NotRequired", "ClassVar", "Final"):
            return self.schema(items[0], scope, depth + 1)
        if name == "Optional":
            return self.union([items[0], ast.Constant(value=None)], scope, depth)
        if name == "Union":
            return self.union(items, scope, depth)
        if name == "Literal":
            return self.literal(items)
        if name in LISTS:
            return {"type": "array", "items": self.schema(items[0], scope, depth + 1)}
        if name in MAPS:
            inner = self.schema(items[1], scope, depth + 1) if len(items) > 1 else {}
            schema = {"type": "object"}
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
        schema = {"enum": values}
        if values and all(isinstance(v, str) for v in values):
            schema = {"type": "string", "enum": values}
        return schema

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
            self.models[node.name] = self.model(found)
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
            self.read_call()
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

    def read_call(self):
        texts = self.types.project.texts
        for name in ("alias", "validation_alias", "serialization_alias"):
            found = texts(call_argument(self.call, name), self.scope)
            if found and self.alias is None:
                self.alias = found[0]
        described = texts(call_argument(self.call, "description"), self.scope)
        self.summary = described[0] if described else ""
        for keyword in self.call.keywords:
            if keyword.arg in self.LIMITS and isinstance(keyword.value, ast.Constant):
                self.schema[self.LIMITS[keyword.arg]] = keyword.value.value
            if keyword.arg == "default_factory" and self.default is None:
                self.required = False

    def read_default(self):
        if isinstance(self.default, ast.Constant):
            if self.default.value is Ellipsis:
                self.required = True
            elif isinstance(self.default.value, (str, int, float, bool)):
                self.schema["default"] = self.default.value
        elif isinstance(self.default, (ast.List, ast.Tuple)):
            values = [n.value for n in self.default.elts if isinstance(n, ast.Constant)]
            if len(values) == len(self.default.elts):
                self.schema["default"] = values


class Parameters:
    """What a function of a route takes: parameters, and at most one body."""

    def __init__(self, types, path):
        self.types = types
        self.path_names = re.findall(r"{(\w+)(?::\w+)?}", path)
        self.list = []
        self.bodies = []
        self.form = None

    def read(self, function, scope, depth=0):
        for argument, default in arguments_of(function):
            if argument.arg in ("self", "cls"):
                continue
            declared = Declared(self.types, argument.annotation, default, scope)
            self.place(argument.arg, declared, depth)

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
        elif marker in ("Form", "File") or kind == "UploadFile":
            is_file = marker == "File" or kind == "UploadFile"
            self.form = "multipart/form-data" if is_file else (
                self.form or "application/x-www-form-urlencoded")
            self.bodies.append((name, declared))
        elif marker == "Body" or self.is_body(declared.schema):
            self.bodies.append((name, declared))
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
        if is_function(found.node):
            self.read(found.node, found.scope, depth + 1)
        elif isinstance(found.node, ast.ClassDef):
            for node in found.node.body:
                if is_function(node) and node.name == "__init__":
                    self.read(node, found.scope, depth + 1)

    @property
    def body(self):
        if not self.bodies:
            return None
        media_type = self.form or "application/json"
        if len(self.bodies) == 1 and self.form is None:
            name, declared = self.bodies[0]
            embed = declared.call is not None and call_argument(declared.call, "embed") is not None
            if not embed:
                return {"mediaType": media_type, "required": declared.required,
                        "schema": declared.schema}
        schema = {"type": "object", "properties": {}}
        for name, declared in self.bodies:
            schema["properties"][declared.alias or name] = declared.schema
        required = [d.alias or n for n, d in self.bodies if d.required]
        if required:
            schema["required"] = required
        return {"mediaType": media_type, "required": bool(required), "schema": schema}


# ---------------------------------------------------------------- answers


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
        # (expression that makes the body, scope) of each streamed answer
        self.contents = []

    def add(self, response, media_type, is_attachment, detail):
        answer = {
            "mediaType": media_type, "streams": response.streams,
            "attachment": is_attachment or response.is_file, "detail": detail,
        }
        if answer not in self.list:
            self.list.append(answer)

    def returned(self, node, scope, via="", depth=0):
        """Reads one returned expression; nothing is added when it is no response."""
        if node is None or depth > DEPTH_LIMIT or self.project.is_spent():
            return
        if isinstance(node, ast.Await):
            self.returned(node.value, scope, via, depth + 1)
        elif isinstance(node, ast.IfExp):
            self.returned(node.body, scope, via, depth + 1)
            self.returned(node.orelse, scope, via, depth + 1)
        elif isinstance(node, ast.BoolOp):
            for value in node.values:
                self.returned(value, scope, via, depth + 1)
        elif isinstance(node, ast.Name):
            self.variable(node.id, scope, via, depth)
        elif isinstance(node, ast.Call):
            self.called(node, scope, via, depth)

    def variable(self, name, scope, via, depth):
        if name in scope.arguments:
            value, outer = scope.arguments[name]
            self.returned(value, outer, via, depth + 1)
            return
        values = scope.locals(name)
        if not values and name in scope.module.names:
            values = [scope.module.names[name]]
        for value in values:
            if isinstance(value, ast.Call):
                self.called(value, scope, via, depth + 1, variable=name)
            elif isinstance(value, ast.expr):
                self.returned(value, scope, via, depth + 1)

    def called(self, call, scope, via, depth, variable=None):
        response = ResponseClass.find(self.project, call.func, scope)
        if response is not None:
            self.construct(response, call, scope, via, variable)
            return
        found = self.project.find(call.func, scope)
        if found is None or not is_function(found.node):
            return
        function = found.node
        if yields_of(function):
            return
        inner = found.scope.inside(function, self.project.given(call, function, scope))
        through = via or " by %s()" % function.name
        for node in own_nodes(function.body):
            if isinstance(node, ast.Return):
                self.returned(node.value, inner, through, depth + 1)

    def construct(self, response, call, scope, via, variable):
        status = call_argument(call, "status_code", 1)
        if isinstance(status, ast.Constant) and isinstance(status.value, int):
            if status.value >= 300:
                return
        elif status is not None and re.search(r"HTTP_[345]\d\d", (dotted(status) or [""])[-1]):
            return
        if response.name == "RedirectResponse" or self.is_page(response, call, scope):
            return
        written = call_argument(call, "media_type", 3)
        types = self.project.texts(written, scope)
        headers = self.headers(call_argument(call, "headers", 2), scope)
        if variable is not None:
            types, headers = self.changed_later(variable, scope, types, headers)
        if not types and "content-type" in headers:
            types = [headers["content-type"]]
        attached = "content-disposition" in headers or call_argument(call, "filename") is not None
        detail = "returns %s%s" % (response.name, via)
        for media_type in types or [response.media_type]:
            media_type = None if media_type is None or "\0" in media_type else media_type
            says = detail
            if media_type and media_type != response.media_type:
                says = "returns %s of %s%s" % (response.name, media_type, via)
            elif attached and not response.is_file:
                says = "returns %s with Content-Disposition%s" % (response.name, via)
            self.add(response, media_type, attached, says)
        if response.streams:
            content = call_argument(call, "content", 0)
            if content is not None:
                self.contents.append((content, scope))

    def is_page(self, response, call, scope):
        """A file that is a page of a site is an ordinary answer."""
        if not response.is_file or call_argument(call, "filename") is not None:
            return False
        paths = self.project.texts(call_argument(call, "path", 0), scope)
        endings = (".html", ".htm", ".ico", ".css", ".js")
        return bool(paths) and all(p.endswith(endings) for p in paths)

    def headers(self, node, scope):
        """Names in lower case to values; a value that is not a literal is U+0000."""
        if isinstance(node, (ast.Name, ast.Attribute)):
            found = self.project.find(node, scope)
            node, scope = (found.node, found.scope) if found is not None else (None, scope)
        result = {}
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values):
                for name in self.project.texts(key, scope):
                    result[name.lower()] = (self.project.texts(value, scope) or ["\0"])[0]
        return result

    def changed_later(self, variable, scope, types, headers):
        """`response.media_type = …` and `response.headers["…"] = …` after the construction."""
        body = scope.function.body if scope.function is not None else []
        for node in own_nodes(body):
            if not isinstance(node, ast.Assign):
                continue
            for target in node.targets:
                if dotted(target) == [variable, "media_type"]:
                    types = self.project.texts(node.value, scope) or types
                if isinstance(target, ast.Subscript) and dotted(target.value) == [
                    variable, "headers",
                ]:
                    for name in self.project.texts(subscript_items(target)[0], scope):
                        value = self.project.texts(node.value, scope) or ["\0"]
                        headers[name.lower()] = value[0]
        return types, headers


class Stream:
    """What the body of a stream is made of: names of events, the sentinel, the item's type."""

    def __init__(self, project, types):
        self.project = project
        self.types = types
        self.events = []
        self.sentinel = None
        self.item = None
        self.seen = set()

    def content(self, node, scope, depth=0):
        """The expression given to a streaming response."""
        if node is None or depth > DEPTH_LIMIT or self.project.is_spent():
            return
        if isinstance(node, ast.Await):
            self.content(node.value, scope, depth + 1)
        elif isinstance(node, ast.GeneratorExp):
            self.yielded(node.elt, scope)
        elif isinstance(node, ast.Name):
            given = scope.arguments.get(node.id)
            if given is not None:
                self.content(given[0], given[1], depth + 1)
                return
            for value in scope.locals(node.id):
                if isinstance(value, ast.expr):
                    self.content(value, scope, depth + 1)
        elif isinstance(node, ast.Call):
            found = self.project.find(node.func, scope)
            if found is not None and is_function(found.node):
                arguments = self.project.given(node, found.node, scope)
                self.generator(found.node, found.scope.inside(found.node, arguments), depth + 1)
            for argument in node.args:  # wrapped: heartbeat(events())
                if isinstance(argument, ast.Call):
                    self.content(argument, scope, depth + 1)

    def generator(self, function, scope, depth=0):
        if id(function) in self.seen or depth > DEPTH_LIMIT:
            return
        self.seen.add(id(function))
        self.annotated(function.returns, scope, is_route=depth == 0)
        for node in yields_of(function):
            if isinstance(node, ast.YieldFrom):
                self.content(node.value, scope, depth + 1)
            elif node.value is not None:
                self.yielded(node.value, scope)
        for node in own_nodes(function.body):
            if isinstance(node, (ast.For, ast.AsyncFor)) and isinstance(node.iter, ast.Call):
                if any(self.passes_on(n, node.target) for n in own_nodes(node.body)):
                    self.content(node.iter, scope, depth + 1)

    @staticmethod
    def passes_on(node, target):
        return (isinstance(node, ast.Yield) and isinstance(node.value, ast.Name)
                and isinstance(target, ast.Name) and node.value.id == target.id)

    def annotated(self, node, scope, is_route):
        """AsyncIterable[Item], Iterator[Item], …: but text and raw events say nothing.

        What feeds a response made by hand is already serialized, unless it is a model.
        """
        node = annotation_of(node)
        if not isinstance(node, ast.Subscript):
            return
        if (dotted(node.value) or [""])[-1] not in STREAM_TYPES:
            return
        item = subscript_items(node)[0]
        name = (dotted(item) or [""])[-1]
        if name in ("ServerSentEvent", "str", "bytes", "Any", "dict", "Dict"):
            return
        schema = self.types.schema(item, scope)
        if is_route or "$ref" in schema:
            self.note_item(schema)

    def note_item(self, schema):
        if schema and self.item is None:
            name = schema.get("$ref", "").rsplit("/", 1)[-1] or None
            self.item = {"name": name, "schema": {} if name else schema}

    def note_event(self, text):
        if text and "\0" not in text and text not in self.events:
            self.events.append(text)

    def note_data(self, text):
        if re.match(r"^\[[A-Z_]+\]$", text):
            self.sentinel = text

    def yielded(self, node, scope):
        """One yielded expression: a dictionary, a ServerSentEvent, or text."""
        if isinstance(node, ast.Name):
            for value in scope.locals(node.id):
                if isinstance(value, (ast.Dict, ast.Call, ast.JoinedStr, ast.BinOp)):
                    self.yielded(value, scope)
                    return
        if isinstance(node, ast.Dict):
            self.yielded_dict(node, scope)
            return
        if isinstance(node, ast.Call):
            root = self.project.class_root(node.func, scope) or (dotted(node.func) or [""])[-1]
            if root.split(".")[-1] in ("ServerSentEvent", "JSONServerSentEvent"):
                self.yielded_event(node, scope, root)
                return
        for text in self.project.texts(node, scope):
            self.yielded_text(text)
        for inner in ast.walk(node):
            self.serialized(inner, scope)

    def yielded_dict(self, node, scope):
        for key, value in zip(node.keys, node.values):
            names = self.project.texts(key, scope)
            if names == ["event"]:
                for text in self.project.texts(value, scope):
                    self.note_event(text)
            elif names == ["data"]:
                for text in self.project.texts(value, scope):
                    self.note_data(text)
                for inner in ast.walk(value):
                    self.serialized(inner, scope)

    def yielded_event(self, call, scope, root):
        for text in self.project.texts(call_argument(call, "event"), scope):
            self.note_event(text)
        is_native = root.startswith("fastapi")
        for name, position in (("data", 0), ("raw_data", None)):
            value = call_argument(call, name, position)
            if value is None:
                continue
            for text in self.project.texts(value, scope):
                # FastAPI's own class writes `data` as JSON, a text in quotes.
                self.note_data(text)
                if self.sentinel == text and is_native and name == "data":
                    self.sentinel = json.dumps(text)
            for inner in ast.walk(value):
                self.serialized(inner, scope)
            if is_native and name == "data":
                self.note_item(self.type_of(value, scope))

    def yielded_text(self, text):
        for line in re.split(r"\r\n|\r|\n", text):
            name, colon, value = line.partition(":")
            value = value[1:] if value.startswith(" ") else value
            if name == "event" and colon:
                self.note_event(value)
            elif name == "data" and colon:
                self.note_data(value)

    def serialized(self, node, scope):
        """`item.model_dump()`, `item.dict()`, `asdict(item)`, `jsonable_encoder(item)`, …."""
        if not isinstance(node, ast.Call):
            return
        if isinstance(node.func, ast.Attribute):
            if node.func.attr in ("model_dump", "model_dump_json", "dict", "json"):
                self.note_item(self.type_of(node.func.value, scope))
        name = (dotted(node.func) or [""])[-1]
        if name in ("asdict", "jsonable_encoder", "dumps") and node.args:
            self.note_item(self.model_of(node.args[0], scope))

    def model_of(self, node, scope):
        schema = self.type_of(node, scope)
        return schema if "$ref" in schema else {}

    def type_of(self, node, scope, depth=0):
        """The schema of a value, where its type is plain to see."""
        if depth > DEPTH_LIMIT or self.project.is_spent():
            return {}
        if isinstance(node, ast.Await):
            return self.type_of(node.value, scope, depth + 1)
        if isinstance(node, ast.Call):
            found = self.project.find(node.func, scope)
            if found is not None and isinstance(found.node, ast.ClassDef):
                return self.types.schema(node.func, scope)
            if found is not None and is_function(found.node):
                return self.types.schema(found.node.returns, found.scope)
            return {}
        if isinstance(node, ast.Name):
            return self.type_of_name(node.id, scope, depth)
        return {}

    def type_of_name(self, name, scope, depth):
        for function in reversed(scope.functions):
            for argument, _ in arguments_of(function):
                if argument.arg == name and argument.annotation is not None:
                    return self.types.schema(argument.annotation, scope)
            for node in own_nodes(function.body):
                if isinstance(node, ast.AnnAssign) and dotted(node.target) == [name]:
                    return self.types.schema(node.annotation, scope)
                if isinstance(node, ast.Assign) and [name] in [dotted(t) for t in node.targets]:
                    schema = self.type_of(node.value, scope, depth + 1)
                    if schema:
                        return schema
                if isinstance(node, (ast.For, ast.AsyncFor)) and dotted(node.target) == [name]:
                    return self.element_of(node.iter, scope, depth + 1)
        value = scope.module.names.get(name)
        if isinstance(value, ast.expr):
            return self.type_of(value, Scope(scope.module), depth + 1)
        return {}

    def element_of(self, node, scope, depth):
        """The schema of the elements of what a loop runs over."""
        while isinstance(node, ast.Await):
            node = node.value
        if isinstance(node, ast.Call):
            found = self.project.find(node.func, scope)
            if found is not None and is_function(found.node):
                returns = annotation_of(found.node.returns)
                if isinstance(returns, ast.Subscript):
                    return self.types.schema(subscript_items(returns)[0], found.scope)
            if (dotted(node.func) or [""])[-1] in ("list", "sorted", "reversed", "iter"):
                return self.element_of(node.args[0], scope, depth) if node.args else {}
            return {}
        if isinstance(node, (ast.List, ast.Tuple)) and node.elts:
            return self.type_of(node.elts[0], scope, depth + 1)
        if isinstance(node, ast.Name) and depth < DEPTH_LIMIT:
            schema = self.type_of_name(node.id, scope, depth + 1)
            if schema.get("type") == "array":
                return schema.get("items", {})
            values = scope.locals(node.id) or [scope.module.names.get(node.id)]
            for value in values:
                if isinstance(value, (ast.List, ast.Tuple, ast.Call, ast.Await)):
                    return self.element_of(value, scope, depth + 1)
        return {}


# ---------------------------------------------------------------- routes


class Router:
    """An application or a router, and what is hung into it, in order."""

    def __init__(self, call, scope, name, is_app):
        self.call = call
        self.scope = scope
        self.name = name
        self.is_app = is_app
        self.entries = []
        self.is_reached = False


class Route:
    """A function behind a path."""

    def __init__(self, call, function, scope, methods):
        self.call = call
        self.function = function
        self.scope = scope
        self.methods = methods


class Included:
    """A router in a router, or an application mounted in one."""

    def __init__(self, call, scope, target, is_mount):
        self.call = call
        self.scope = scope
        self.target = target
        self.is_mount = is_mount


class Routers:
    """Every application and router of the modules read, and what they hold."""

    def __init__(self, project):
        self.project = project
        self.by_call = {}
        self.done = set()

    @property
    def all(self):
        return list(self.by_call.values())

    def read(self, modules):
        """Routers first, then what is hung into them, since modules use each other's."""
        new = [m for m in modules if m is not None and m.path not in self.done]
        for work in (self.declare, self.fill):
            for module in new:
                self.done.add(module.path)
                self.project.steps = 10 * STEP_LIMIT
                work(module.tree.body, Scope(module))

    def declare(self, body, scope):
        for node in own_nodes(body):
            if is_function(node):
                self.declare(node.body, scope.inside(node))
            elif isinstance(node, ast.ClassDef):
                self.declare(node.body, scope)
            elif isinstance(node, (ast.Assign, ast.AnnAssign)) and isinstance(node.value, ast.Call):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                names = [".".join(dotted(t)) for t in targets if dotted(t)]
                self.declare_call(node.value, scope, names[0] if names else "")

    def declare_call(self, call, scope, name):
        root = self.project.class_root(call.func, scope) or ""
        if root.split(".")[0] != "fastapi":
            return
        kind = root.split(".")[-1]
        if kind in ("FastAPI", "APIRouter") and id(call) not in self.by_call:
            self.by_call[id(call)] = Router(call, scope, name, kind == "FastAPI")

    def router(self, node, scope):
        """The router that an expression names, or None."""
        found = self.project.find(node, scope)
        if found is not None and found.node is not None:
            return self.by_call.get(id(found.node))
        name = ".".join(dotted(node) or [])
        for router in self.by_call.values():  # self.router and the like
            if "." in name and router.name == name and router.scope.module is scope.module:
                return router
        return None

    def fill(self, body, scope):
        for node in own_nodes(body):
            if is_function(node):
                self.decorated(node, scope)
                self.fill(node.body, scope.inside(node))
            elif isinstance(node, ast.ClassDef):
                self.fill(node.body, scope)
            elif isinstance(node, ast.For):
                self.loop(node, scope)
            elif isinstance(node, ast.Call):
                self.hung(node, scope)

    def decorated(self, function, scope):
        # The decorator nearest to the function is applied first.
        for decorator in reversed(function.decorator_list):
            if not isinstance(decorator, ast.Call) or not isinstance(decorator.func, ast.Attribute):
                continue
            attribute = decorator.func.attr
            if attribute not in METHODS and attribute != "api_route":
                continue
            router = self.router(decorator.func.value, scope)
            if router is not None:
                methods = [attribute.upper()]
                if attribute == "api_route":
                    methods = self.methods(decorator, scope)
                router.entries.append(Route(decorator, function, scope, methods))

    def methods(self, call, scope):
        node = call_argument(call, "methods")
        if isinstance(node, (ast.Name, ast.Attribute)):
            found = self.project.find(node, scope)
            node = found.node if found is not None else None
        elements = node.elts if isinstance(node, (ast.List, ast.Tuple, ast.Set)) else []
        names = [t.upper() for e in elements for t in self.project.texts(e, scope)]
        return names or ["GET"]

    def loop(self, node, scope):
        """`for r in (a.router, b.router): app.include_router(r)`."""
        is_list = isinstance(node.iter, (ast.List, ast.Tuple))
        if not is_list or not isinstance(node.target, ast.Name):
            return
        for inner in own_nodes(node.body):
            if not isinstance(inner, ast.Call) or not isinstance(inner.func, ast.Attribute):
                continue
            target = call_argument(inner, "router", 0)
            if inner.func.attr != "include_router" or dotted(target) != [node.target.id]:
                continue
            outer = self.router(inner.func.value, scope)
            for element in node.iter.elts if outer is not None else []:
                outer.entries.append(Included(inner, scope, element, False))

    def hung(self, call, scope):
        if not isinstance(call.func, ast.Attribute):
            return
        attribute = call.func.attr
        if attribute not in ("include_router", "mount", "add_api_route"):
            return
        outer = self.router(call.func.value, scope)
        if outer is None:
            return
        if attribute == "add_api_route":
            self.added(call, scope, outer)
            return
        position, name = (1, "app") if attribute == "mount" else (0, "router")
        target = call_argument(call, name, position)
        if target is not None and self.router(target, scope) is not None:
            outer.entries.append(Included(call, scope, target, attribute == "mount"))

    def added(self, call, scope, outer):
        target = call_argument(call, "endpoint", 1)
        found = self.project.find(target, scope) if target is not None else None
        if found is not None and is_function(found.node):
            methods = self.methods(call, scope)
            outer.entries.append(Route(call, found.node, found.scope, methods))


class Context:
    """What the routers around a route add to it."""

    def __init__(self, prefix="", tags=(), has_default_class=False, deprecated=False):
        self.prefix = prefix
        self.tags = list(tags)
        self.has_default_class = has_default_class
        self.deprecated = deprecated


class Inspector:
    """Walks the routers and writes down the endpoints."""

    def __init__(self, project):
        self.project = project
        self.types = Types(project)
        self.routers = Routers(project)
        self.endpoints = []
        self.keys = set()
        self.title = None
        self.version = None

    def text(self, node, scope, what):
        """One literal text; None and a warning when it is something else; "" without a node."""
        if node is None:
            return ""
        texts = self.project.texts(node, scope)
        if texts and "\0" not in texts[0]:
            return texts[0]
        place = "%s:%d" % (scope.module.relative, getattr(node, "lineno", 1))
        self.project.warn("%s: %s is not a literal; it is left out" % (place, what))
        return None

    def tags(self, call, scope):
        node = call_argument(call, "tags")
        elements = node.elts if isinstance(node, (ast.List, ast.Tuple)) else []
        return [t for e in elements for t in self.project.texts(e, scope)]

    @staticmethod
    def flag(call, name):
        node = call_argument(call, name)
        return isinstance(node, ast.Constant) and node.value is True

    def walk(self, router, context, depth=0):
        if depth > 12:
            return
        router.is_reached = True
        self.project.steps = STEP_LIMIT
        prefix = self.text(call_argument(router.call, "prefix"), router.scope, "a router's prefix")
        prefix = prefix or ""
        has_class = call_argument(router.call, "default_response_class") is not None
        inner = Context(
            context.prefix + prefix, context.tags + self.tags(router.call, router.scope),
            context.has_default_class or has_class,
            context.deprecated or self.flag(router.call, "deprecated"),
        )
        for entry in router.entries:
            if isinstance(entry, Route):
                self.route(entry, inner)
            else:
                self.include(entry, inner, depth)

    def include(self, entry, context, depth):
        self.project.steps = STEP_LIMIT
        router = self.routers.router(entry.target, entry.scope)
        if router is None:
            return
        name, position = ("path", 0) if entry.is_mount else ("prefix", None)
        node = call_argument(entry.call, name, position)
        prefix = self.text(node, entry.scope, "the prefix of an included router") or ""
        if entry.is_mount:
            prefix = prefix.rstrip("/")
        inner = Context(
            context.prefix + prefix,
            [] if entry.is_mount else context.tags + self.tags(entry.call, entry.scope),
            context.has_default_class and not entry.is_mount,
            context.deprecated or self.flag(entry.call, "deprecated"),
        )
        self.walk(router, inner, depth + 1)

    def route(self, route, context):
        self.project.steps = STEP_LIMIT
        written = call_argument(route.call, "path", 0)
        own = self.text(written, route.scope, "the path of %s" % route.function.name)
        if own is None:
            return
        path = context.prefix + own
        if not path.startswith("/"):
            path = "/" + path
        for method in route.methods:
            if (method, path) in self.keys:
                continue
            self.keys.add((method, path))
            self.endpoints.append(self.endpoint(route, context, method, path))

    def endpoint(self, route, context, method, path):
        self.project.steps = STEP_LIMIT
        function = route.function
        parameters = Parameters(self.types, path)
        parameters.read(function, route.scope)
        answers, stream = self.answers(route, context)
        is_stream = any(a["streams"] for a in answers)
        item = stream.item if is_stream else self.plain_item(route)
        tags = []
        for tag in context.tags + self.tags(route.call, route.scope):
            if tag not in tags:
                tags.append(tag)
        summary = self.project.texts(call_argument(route.call, "summary"), route.scope)
        name = self.project.texts(call_argument(route.call, "name"), route.scope)
        return {
            "name": name[0] if name and name[0].isidentifier() else function.name,
            "method": method, "path": path,
            "summary": summary[0] if summary else first_line(ast.get_docstring(function)),
            "tags": tags,
            "deprecated": context.deprecated or self.flag(route.call, "deprecated"),
            "parameters": parameters.list, "body": parameters.body, "answers": answers,
            "item": item, "events": stream.events, "sentinel": stream.sentinel,
            "file": route.scope.module.relative, "line": function.lineno,
        }

    def answers(self, route, context):
        """How the function answers, and what its stream is made of."""
        function, scope = route.function, route.scope.inside(route.function)
        answers = Answers(self.project)
        stream = Stream(self.project, self.types)
        declared = call_argument(route.call, "response_class")
        response = ResponseClass.find(self.project, declared, route.scope) if declared else None
        if yields_of(function):
            self.native(answers, response, declared is None and not context.has_default_class)
            stream.generator(function, scope)
            return answers.list, stream
        for node in own_nodes(function.body):
            if isinstance(node, ast.Return):
                answers.returned(node.value, scope)
        for content, inner in answers.contents:
            stream.content(content, inner)
        if not answers.list and response is not None and response.name != "RedirectResponse":
            self.declared(answers, response, function, scope, stream)
        if not answers.list and function.returns is not None:
            response = ResponseClass.find(
                self.project, annotation_of(function.returns), route.scope)
            if response is not None and (response.streams or response.is_file):
                answers.add(response, response.media_type, False,
                            "is annotated to return %s" % response.name)
        return answers.list, stream

    def declared(self, answers, response, function, scope, stream):
        """Under a response class a function may return the content alone."""
        if response.streams or response.is_file or response.media_type not in (
            None, "application/json",
        ):
            detail = "response_class=%s" % response.name
            answers.add(response, response.media_type, False, detail)
        if response.streams:
            for node in own_nodes(function.body):
                if isinstance(node, ast.Return):
                    stream.content(node.value, scope)

    @staticmethod
    def native(answers, response, is_default):
        """A function that yields, as FastAPI has taken it since 0.134: without a response class
        JSON Lines, with its EventSourceResponse events, with any other streaming class its bytes.
        """
        if response is not None and response.streams:
            detail = "yields with response_class=%s" % response.name
            answers.add(response, response.media_type, False, detail)
        elif response is None and is_default:
            lines = ResponseClass("", "application/jsonl", True, False)
            answers.add(lines, lines.media_type, False, "yields without a response class")

    def plain_item(self, route):
        """What an ordinary function returns, by `response_model` or its annotation."""
        node = call_argument(route.call, "response_model")
        if node is None:
            node = annotation_of(route.function.returns)
        if node is None or ResponseClass.find(self.project, node, route.scope) is not None:
            return None
        schema = self.types.schema(node, route.scope)
        if not schema or schema == {"type": "null"}:
            return None
        name = schema.get("$ref", "").rsplit("/", 1)[-1] or None
        return {"name": name, "schema": {} if name else schema}

    # ------------------------------------------------------------ targets

    def inspect(self, target, app):
        if os.path.isdir(target):
            modules = [self.project.load(p) for p in self.files(target) if self.may_route(p)]
            self.routers.read(modules)
            chosen = modules
        else:
            module = self.project.load(target)
            if module is None:
                return
            self.project.load_imports(module)
            self.routers.read(list(self.project.modules.values()))
            chosen = [module]
        self.list_routers([m for m in chosen if m is not None], target, app)

    def list_routers(self, modules, target, app):
        paths = {module.path for module in modules}
        here = [r for r in self.routers.all if r.scope.module.path in paths]
        if app is not None:
            self.list_named(here, modules, target, app)
            return
        mounted = {
            id(self.routers.router(entry.target, entry.scope))
            for router in self.routers.all for entry in router.entries
            if isinstance(entry, Included)
        }
        for router in here:
            if router.is_app and id(router) not in mounted:
                self.describe(router)
                self.walk(router, Context())
        # A router that no application was seen to include still has endpoints.
        for router in here:
            if not router.is_reached and id(router) not in mounted:
                self.walk(router, Context())
        if not here:
            self.project.warn(
                "no FastAPI application and no APIRouter in %s" % self.project.relative(target))

    def list_named(self, here, modules, target, app):
        router = None
        for module in modules:
            router = router or self.routers.router(ast.parse(app, mode="eval").body, Scope(module))
        if router is None:  # made in a function: create_app()
            router = next((r for r in here if r.is_app), None)
        if router is None:
            self.project.warn("no FastAPI application in %s" % self.project.relative(target))
            return
        self.describe(router)
        self.walk(router, Context())

    def describe(self, router):
        title = self.project.texts(call_argument(router.call, "title"), router.scope)
        version = self.project.texts(call_argument(router.call, "version"), router.scope)
        self.title = self.title or (title[0] if title else None)
        self.version = self.version or (version[0] if version else None)

    def may_route(self, path):
        """Whether a file can hold routes; the others are read when these import them."""
        try:
            with open(path, "rb") as file:
                text = file.read(self.project.limits["fileBytes"])
        except OSError:
            return True  # loading it says why
        return any(word in text for word in (b"fastapi", b"outer", b"add_api_route"))

    def files(self, folder):
        """The Python files of a folder, in a fixed order."""
        for base, folders, names in os.walk(folder):
            folders[:] = sorted(
                f for f in folders
                if f not in SKIPPED_FOLDERS and not f.startswith(".")
                and not os.path.exists(os.path.join(base, f, "pyvenv.cfg"))
            )
            for name in sorted(names):
                if name.endswith(".py") and not name.startswith("."):
                    yield os.path.join(base, name)

    def answer(self):
        return {
            "version": 1, "title": self.title, "apiVersion": self.version,
            "endpoints": self.endpoints, "models": self.used_models(),
            "warnings": self.project.warnings,
        }

    def used_models(self):
        """Models that an endpoint names, and those that they name."""
        result = {}
        queue = re.findall(r'"#/components/schemas/(\w+)"', json.dumps(self.endpoints))
        queue += [e["item"]["name"] for e in self.endpoints if e["item"] and e["item"]["name"]]
        while queue:
            name = queue.pop(0)
            if name in result or name not in self.types.models:
                continue
            result[name] = self.types.models[name]
            queue += re.findall(r'"#/components/schemas/(\w+)"', json.dumps(result[name]))
        return result


def first_line(text):
    for line in (text or "").splitlines():
        if line.strip():
            return line.strip()
    return ""


def main():
    if sys.version_info < (3, 8):
        raise SystemExit("Python 3.8 or later is needed, this is %d.%d; name another with "
                         "--python PATH" % sys.version_info[:2])
    request = json.loads(sys.argv[1])
    sys.setrecursionlimit(5000)
    project = Project(request["root"], request["limits"])
    inspector = Inspector(project)
    inspector.inspect(request["target"], request.get("app"))
    json.dump(inspector.answer(), sys.stdout)


if __name__ == "__main__":
    main()
