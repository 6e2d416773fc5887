"""What collections hold: the elements of lists, the members of dictionaries, in every shape."""

import ast
from typing import Any

from .lookup import DEPTH_LIMIT, Lookup
from .names import Found
from .syntax import call_argument, dotted, subscript_items

# Collections that hold what their argument holds.
COPIES = ("list", "tuple", "set", "frozenset", "sorted", "reversed", "iter", "chain")
ELEMENT_LIMIT = 200


class Collected(Lookup):
    """Elements and members, as far as they are known, with what is added to them later."""

    values: Any
    loops: Any

    def item_values(self, node, scope, depth):
        """`x[key]` of a dictionary or a list that is known."""
        keys = self.values(subscript_items(node)[0], scope, depth + 1)
        key = keys[0].node if len(keys) == 1 else None
        if not isinstance(key, ast.Constant):
            return [Found(node=node, scope=scope)]
        if isinstance(key.value, int):
            elements = self.elements(node.value, scope, depth + 1) or []
            chosen = elements[key.value:][:1] if key.value >= 0 else []
        else:
            pairs = self.pairs(node.value, scope, depth + 1) or []
            chosen = [(v, s) for k, v, s in pairs if self.is_key(k, s, key, depth)][-1:]
        for value, inner in chosen:
            return self.values(value, inner, depth + 1)
        return [Found(node=node, scope=scope)]

    def is_key(self, node, scope, key, depth):
        """Whether a key of a dictionary is a constant, itself or as a member of an enumeration."""
        keys = [Found(node=node)] if isinstance(node, ast.Constant) else self.values(node, scope, depth + 1)
        return len(keys) == 1 and isinstance(keys[0].node, ast.Constant) and keys[0].node.value == key.value

    def member_values(self, call, scope, depth):
        """`d.get(key, default)` of a dictionary that is known."""
        pairs = self.pairs(call.func.value, scope, depth + 1) if call.args else None
        if pairs is None:
            return []
        item = ast.copy_location(ast.Subscript(value=call.func.value, slice=call.args[0]), call)
        found = self.item_values(item, scope, depth)
        if any(value.node is not item for value in found):
            return found
        default = call_argument(call, "default", 1)
        return self.values(default, scope, depth + 1) if default is not None else []

    def elements(self, node, scope, depth=0):
        """(expression, scope) of each element of a collection; None of one that is not known."""
        if node is None:
            return None
        return self.remembering("elements", self.elements_anew, node, scope, depth)

    def elements_anew(self, node, scope, depth):
        if depth > 3 * DEPTH_LIMIT or self.is_spent():
            self.cuts += 1
            return None
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            return self.joined_elements([
                self.elements(e.value, scope, depth + 1) if isinstance(e, ast.Starred)
                else [(e, scope)] for e in node.elts])
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.BitOr)):
            return self.joined_elements(
                [self.elements(part, scope, depth + 1) for part in (node.left, node.right)])
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
            scopes = self.loops(node.generators, scope, depth + 1)
            return [(node.elt, inner) for inner in scopes] if scopes is not None else None
        if isinstance(node, ast.Call):
            made = self.made_elements(node, scope, depth)
            if made is not None:
                return made
        if isinstance(node, ast.Dict):
            pairs = self.pairs(node, scope, depth + 1)
            return [(k, s) for k, _, s in pairs] if pairs is not None else None
        return self.flown_elements(node, scope, depth)

    def flown_elements(self, node, scope, depth):
        """The elements of what an expression can be, and those that were added to it later."""
        values = [v for v in self.values(node, scope, depth + 1)
                  if isinstance(v.node, ast.expr) and v.node is not node]
        lists = [self.elements(v.node, v.scope, depth + 2) for v in values
                 if not isinstance(v.node, (ast.Name, ast.Attribute))]
        known = [elements for elements in lists if elements is not None]
        if not known:
            return None
        added = [self.elements(g.node, g.scope, depth + 2) if g.is_many else [(g.node, g.scope)]
                 for g in self.facts.growth(node, scope, [v.node for v in values]) if not g.key]
        return self.joined_elements(known + added)

    @staticmethod
    def joined_elements(parts):
        known = [part for part in parts if part is not None]
        if parts and not known:
            return None
        return [element for part in known for element in part][:ELEMENT_LIMIT]

    def made_elements(self, call, scope, depth):
        """`list(x)`, `enumerate(x)`, `zip(a, b)`, `d.items()`, `d.values()`."""
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if isinstance(call.func, ast.Attribute) and name in ("items", "values", "keys"):
            pairs = self.pairs(call.func.value, scope, depth + 1)
            if pairs is None:
                return None
            chosen = {"keys": lambda k, v: k, "values": lambda k, v: v}.get(
                name, lambda k, v: ast.Tuple(elts=[k, v], ctx=ast.Load()))
            return [(chosen(k, v), s) for k, v, s in pairs]
        if name in COPIES and call.args:
            return self.joined_elements([self.elements(a, scope, depth + 1) for a in call.args])
        if name not in ("enumerate", "zip"):
            return None
        columns = [self.elements(a, scope, depth + 1) for a in call.args]
        if None in columns:
            return None
        if name == "enumerate":
            counted = [(ast.Constant(value=n), scope) for n in range(len(columns[0]))]
            columns = [counted] + columns[:1]
        return [self.tuple_of(row, scope) for row in zip(*columns)]

    @staticmethod
    def tuple_of(row, scope):
        """A tuple whose places have scopes of their own."""
        names = {"%d" % place: value for place, value in enumerate(row)}
        node = ast.Tuple(elts=[ast.Name(id=name) for name in names], ctx=ast.Load())
        return node, scope.bound(names)

    def pairs(self, node, scope, depth=0):
        """(key, value, scope) of each member of a dictionary; None of one that is not known."""
        if node is None:
            return None
        return self.remembering("pairs", self.pairs_anew, node, scope, depth)

    def pairs_anew(self, node, scope, depth):
        if depth > 3 * DEPTH_LIMIT or self.is_spent():
            self.cuts += 1
            return None
        if isinstance(node, ast.Dict):
            return self.joined_elements([
                [(k, v, scope)] if k is not None else self.pairs(v, scope, depth + 1)
                for k, v in zip(node.keys, node.values)])
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return self.joined_elements(
                [self.pairs(part, scope, depth + 1) for part in (node.left, node.right)])
        if isinstance(node, ast.Call):
            made = self.made_pairs(node, scope, depth)
            if made is not None:
                return made
        values = [v for v in self.values(node, scope, depth + 1)
                  if isinstance(v.node, ast.expr) and v.node is not node]
        is_options = isinstance(node, ast.Name) and scope.options == node.id
        known = [[]] if is_options else [self.pairs(v.node, v.scope, depth + 2) for v in values
                 if not isinstance(v.node, (ast.Name, ast.Attribute))]
        added = [[(g.key, g.node, g.scope)] if g.key else self.pairs(g.node, g.scope, depth + 2)
                 for g in self.facts.growth(node, scope, [v.node for v in values])
                 if g.key or g.is_many]
        if is_options and not added:
            return None
        return self.joined_elements(known + added) if any(k is not None for k in known) else None

    def made_pairs(self, call, scope, depth):
        """`dict(d, a=1)`, `d.copy()`, `MutableHeaders(d)`."""
        name = (dotted(call.func) or [""])[-1]
        if isinstance(call.func, ast.Attribute) and name == "copy":
            return self.pairs(call.func.value, scope, depth + 1)
        if name not in ("dict", "OrderedDict", "MutableHeaders", "Headers", "MappingProxyType"):
            return None
        source = call_argument(call, "headers", 0)
        known = self.pairs(source, scope, depth + 1) if source is not None else None
        named = [(ast.Constant(value=k.arg), k.value, scope) for k in call.keywords
                 if k.arg and k.value is not source]
        spread = [self.pairs(k.value, scope, depth + 1) for k in call.keywords if k.arg is None]
        return self.joined_elements([known or [], *spread, named])
