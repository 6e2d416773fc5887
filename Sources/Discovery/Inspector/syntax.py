"""Python syntax trees, asked small questions."""

import ast
from functools import lru_cache

# Each body is walked once: what was seen in it is remembered by its node.
memories: list = []


def remembered(asked):
    memories.append(lru_cache(maxsize=None)(asked))
    return memories[-1]


# Values of a node's fields that hold no other nodes: most nodes are names and constants.
LEAVES = {ast.Name, ast.Constant, ast.arg, ast.alias, ast.Pass, str, int, float, bool, type(None)}.union(
    *(kind.__subclasses__() for kind in (
        ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)))
# Fields that hold leaves, whatever the node is.
LEAF_FIELDS = {"ctx", "op", "ops", "id", "attr", "arg", "name", "names", "module", "level", "asname",
               "type_comment", "kind", "simple", "conversion", "is_async", "rest"}


class Holding(dict):
    """Class of a node to its fields that can hold others."""

    def __missing__(self, kind):
        self[kind] = tuple(f for f in kind._fields if f not in LEAF_FIELDS)
        return self[kind]


HOLDING = Holding()


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


def children(node):
    """The nodes in one that can hold others, in order."""
    found = []
    for field in HOLDING[node.__class__]:
        value = getattr(node, field, None)
        if value.__class__ is not list:
            if value.__class__ not in LEAVES:
                found.append(value)
        elif value:
            for child in value:
                if child.__class__ not in LEAVES:
                    found.append(child)
    return found


def own_nodes(body):
    """The nodes below the statements, in order, without nested functions and classes, and without
    those that hold no others.
    """
    stack = list(reversed(body))
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            stack += reversed(children(node))


@remembered
def nodes_of(function):
    """Every node of a function's own statements, in order."""
    return tuple(own_nodes(function.body))


@remembered
def returns_of(function):
    return [n for n in nodes_of(function) if isinstance(n, ast.Return)]


def is_none(node):
    return isinstance(node, ast.Constant) and node.value is None


def is_true(node):
    return isinstance(node, ast.Constant) and node.value is True


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def is_function(node):
    return isinstance(node, FUNCTIONS)


@remembered
def as_function(node):
    """A lambda as the function that it is."""
    body: list = [ast.copy_location(ast.Return(value=node.body), node)]
    return ast.copy_location(ast.FunctionDef(
        name="lambda", args=node.args, body=body, decorator_list=[], returns=None), node)


@remembered
def yields_of(function):
    return [n for n in nodes_of(function) if isinstance(n, (ast.Yield, ast.YieldFrom))]


@remembered
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


def union_members(node):
    """The alternatives of `A | B`, `Union[A, B]` and `Optional[A]`; any other annotation alone."""
    node = annotation_of(node)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return union_members(node.left) + union_members(node.right)
    name = (dotted(node.value) or [""])[-1] if isinstance(node, ast.Subscript) else ""
    if name == "Union":
        return [member for item in subscript_items(node) for member in union_members(item)]
    if name == "Optional":
        return union_members(subscript_items(node)[0]) + [ast.Constant(value=None)]
    return [node]


def annotation_of(node):
    """A type annotation; one written as a string is parsed."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        try:
            return ast.parse(node.value, mode="eval").body
        except SyntaxError:
            return None
    return node
