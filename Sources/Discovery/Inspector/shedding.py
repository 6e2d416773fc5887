"""Bodies of functions that are parsed again once somebody asks for them.

Syntax trees are most of what reading takes of memory, and most functions of a large project are of no
endpoint. Once it is known which functions lead to routers, the bodies of all others are given up; what
they add to collections, keep in states and who they call was gathered before.
"""

import ast
from functools import lru_cache

from .syntax import is_function, memories

# In lines: a shorter body takes less than it costs to parse it again.
SHORTEST = 4


class Shed:
    """Where the body of a function can be read again."""

    def __init__(self, node, content):
        self.kind = type(node)
        self.content = content

    def parsed(self, node):
        # With its lines where they were; indented ones stand below a condition.
        text = b"\n".join(lines_of(self.content)[node.lineno - 1:node.end_lineno])
        above = b"\n" * (node.lineno - 2) + b"if 1:\n" if node.col_offset else b"\n" * (node.lineno - 1)
        parsed: list = ast.parse(above + text).body
        return parsed[0].body[0].body if node.col_offset else parsed[0].body


def body_of(node):
    shed = node.shed
    node.__class__ = shed.kind
    del node.shed
    node.body = shed.parsed(node)
    return node.body


# Without slots of their own, nodes can become ones of these classes and turn back.
class ShedFunction(ast.FunctionDef):
    __slots__ = ()
    body = property(body_of)


class ShedAsyncFunction(ast.AsyncFunctionDef):
    __slots__ = ()
    body = property(body_of)


CLASSES = {ast.FunctionDef: ShedFunction, ast.AsyncFunctionDef: ShedAsyncFunction}


def shed(module, kept, nesting):
    """Gives up the bodies of a module's functions and methods but those `kept`, and those that other
    functions are nested in, which are known by their nodes.
    """
    if not is_plain(module.content):
        return
    for node in [n for n in functions_of(module.tree) if type(n) in CLASSES]:
        is_long = node.end_lineno - node.body[0].lineno >= SHORTEST
        if is_long and node not in kept and node not in nesting and node.body[0].lineno > node.lineno:
            del node.__dict__["body"]
            node.shed = Shed(node, module.content)
            node.__class__ = CLASSES[type(node)]


def shed_all(project, kept):
    """Gives up the bodies of all modules, and what was remembered of them."""
    facts = project.facts
    facts.touching.sites.clear()
    project._assigned.clear()
    for memory in memories:
        memory.cache_clear()
    for module in project.modules.values():
        if module is not None:
            for scope in module.scopes.values():
                scope.memory.clear()
            shed(module, kept, facts.nesting)


def functions_of(tree):
    for node in tree.body:
        if is_function(node):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from (member for member in node.body if is_function(member))


def is_plain(content):
    """Whether its lines are what Python counts, and its text is UTF-8."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\r" not in content.replace(b"\r\n", b"") and b"\f" not in content


@lru_cache(maxsize=8)
def lines_of(content):
    return content.replace(b"\r\n", b"\n").split(b"\n")
