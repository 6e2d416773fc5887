"""What an expression of the source stands for."""

import ast
import os
from typing import Any

from .files import FRAMEWORKS
from .names import Found, Imported, Scope, kept_by, members_of
from .syntax import arguments_of, call_argument, dotted, is_function
from .typed import Typed, is_dependency

# Longer chains of names are a circle, or nothing that anybody wrote by hand.
DEPTH_LIMIT = 10


class Lookup(Typed):
    """Names followed through assignments, imports and classes."""

    facts: Any
    texts: Any

    def find(self, node, scope, depth=0):
        """What an expression stands for, or None."""
        return self.remembering("find", self.find_anew, node, scope, depth)

    def find_anew(self, node, scope, depth):
        parts = dotted(node)
        if parts is None:
            return None
        if depth > DEPTH_LIMIT or self.is_spent():
            self.cuts += 1
            return None
        line = getattr(node, "lineno", None) if not scope.functions else None
        found = self.find_name(parts[0], scope, depth, line)
        for position, part in enumerate(parts[1:], start=1):
            found = self.find_member(found, part, depth + 1)
            if (found is None or found.outside) and parts[position - 1] == "state":
                found = self.find_state(part, depth) or found
        return found

    def find_state(self, name, depth):
        """What is kept under a name in an application's state, wherever it is put there."""
        for kept in self.facts.states.get(name, []):
            return self.found(kept.node, kept.scope, depth + 1)
        return None

    def find_name(self, name, scope, depth, line=None):
        if name in scope.arguments:
            node, outer = scope.arguments[name]
            return self.found(node, outer, depth)
        for value in scope.locals(name):
            return self.found(value, scope, depth)
        owner = self.owner_named(name, scope)
        if owner is not None:
            return Found(node=owner, scope=Scope(scope.module))
        for position, function in enumerate(scope.functions):
            for argument, default in arguments_of(function):
                if argument.arg == name:
                    outer = scope.outside(position)
                    return self.find_typed(argument.annotation, default, outer, depth + 1)
        if name in scope.module.names:
            # In a loop of the module its names are what this round makes of them.
            at = Scope(scope.module) if scope.functions else scope
            return self.found(scope.module.meaning(name, line), at, depth)
        for node in scope.module.imports:
            if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
                found = self.find_star(name, node, scope.module, depth)
                if found is not None:
                    return found
        return None

    @staticmethod
    def owner_named(name, scope):
        """The class that `self` is of, in one of its methods."""
        for function in reversed(scope.functions):
            pairs = arguments_of(function)
            if pairs and pairs[0][0].arg == name:
                return scope.module.owner(function)
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
            self.cuts += 1
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
        if found is None:
            return None
        if depth > DEPTH_LIMIT:
            self.cuts += 1
            return None
        if found.outside is not None:
            return Found(outside=found.outside + "." + name)
        if found.module is not None:
            if name in found.module.names:
                return self.found(found.module.names[name], Scope(found.module), depth)
            inner = self.module_at(os.path.join(os.path.dirname(found.module.path), name))
            is_package = os.path.basename(found.module.path) == "__init__.py"
            return Found(module=inner) if inner is not None and is_package else None
        return self.remembering(
            "." + name, lambda *_: self.find_in_value(found, name, depth), found.node, found.scope, depth)

    def find_in_value(self, found, name, depth):
        if isinstance(found.node, ast.ClassDef):
            return self.find_in_class(found, name, depth)
        if isinstance(found.node, ast.Call):
            made = self.find(found.node.func, found.scope, depth + 1)
            if made is not None and isinstance(made.node, ast.ClassDef):
                return self.find_in_class(made, name, depth, instance=found)
            if made is not None and made.outside == "importlib.import_module":
                return self.find_in_imported(found, name, depth)
            if made is not None and is_function(made.node):
                return self.find_of_result(found, made, name, depth)
        elif isinstance(found.node, (ast.Await, ast.IfExp, ast.BoolOp, ast.Subscript)):
            return self.find_of_result(found, None, name, depth)
        if name == "value" and isinstance(found.node, ast.Constant):
            return found  # of a member of an enumeration
        return None

    def find_in_imported(self, found, name, depth):
        """A member of `importlib.import_module("package.module")`."""
        for text in self.texts(call_argument(found.node, "name", 0), found.scope):
            module = self.module_named(text.lstrip("."), len(text) - len(text.lstrip(".")), found.scope.module)
            return self.find_member(Found(module=module), name, depth + 1) if module is not None else None
        return None

    def find_in_class(self, found, name, depth, instance=None):
        """A member of a class or of an instance; `instance` is the call that makes it."""
        if depth > DEPTH_LIMIT:
            self.cuts += 1
            return None
        value = members_of(found.node).get(name)
        if value is not None:
            scope = found.scope
            if instance is not None and is_function(value) and arguments_of(value):
                scope = self.bound_to(instance, value, scope)
            return Found(node=value, scope=scope)
        assigned = self.find_assigned(found, name, instance, depth + 1)
        if assigned is not None:
            return assigned
        for base in found.node.bases:
            above = self.find(base, found.scope, depth + 1)
            if above is not None and isinstance(above.node, ast.ClassDef):
                inherited = self.find_in_class(above, name, depth + 1, instance)
                if inherited is not None:
                    return inherited
        return None

    def find_assigned(self, found, name, instance, depth):
        """`self.name = …` in a method."""
        for method, value in kept_by(found.node).get(name, [])[:1]:
            given, path, scope = None, None, found.scope
            if instance is not None:
                scope = self.bound_to(instance, method, scope)
            if instance is not None and method.name == "__init__":
                given = self.given(instance.node, method, instance.scope)
                path = instance.scope.path + (instance.node,)
            inner = scope.inside(method, given, path)
            return self.found(value, inner, depth) or Found(node=value, scope=inner)
        return None

    @staticmethod
    def bound_to(instance, method, scope):
        """The scope around a method in which its first parameter is the instance."""
        first = arguments_of(method)[0][0].arg
        return Scope(scope.module, scope.functions, {first: (instance.node, instance.scope)})

    @staticmethod
    def given(call, function, scope):
        """What a call gives for the parameters of a function: name to (node, scope)."""
        pairs = arguments_of(function)
        if pairs and pairs[0][0].arg in ("self", "cls"):
            pairs = pairs[1:]
        is_open = any(isinstance(a, ast.Starred) for a in call.args) or any(
            k.arg is None for k in call.keywords)
        # What `*options` and `**options` hold may stand for a default.
        result = {a.arg: (d, Scope(scope.module)) for a, d in pairs
                  if d is not None and not is_open and not is_dependency(d)}
        spec = function.args
        if spec.vararg is not None and not is_open:
            rest = call.args[len(pairs) - len(spec.kwonlyargs):]
            result[spec.vararg.arg] = (ast.Tuple(elts=rest, ctx=ast.Load()), scope)
            call = ast.Call(func=call.func, args=call.args[:len(call.args) - len(rest)], keywords=call.keywords)
        for (argument, _), value in zip(pairs, call.args):
            if not isinstance(value, ast.Starred):
                result[argument.arg] = (value, scope)
        for keyword in call.keywords:
            if keyword.arg:
                result[keyword.arg] = (keyword.value, scope)
        return result

    def whole_call(self, call, scope):
        """The call with the arguments of the `functools.partial` that it goes through."""
        for _ in range(DEPTH_LIMIT):
            partial = self.partial(call.func, scope)
            if partial is None:
                return call
            call = ast.copy_location(ast.Call(
                func=partial.args[0], args=partial.args[1:] + call.args,
                keywords=call.keywords + [
                    k for k in partial.keywords if k.arg not in {c.arg for c in call.keywords}
                ]), call)
        return call

    def partial(self, node, scope):
        """The call of `functools.partial` that an expression is or names, or None."""
        if not isinstance(node, ast.Call):
            found = self.find(node, scope)
            node = found.node if found is not None else None
        if not isinstance(node, ast.Call) or not node.args:
            return None
        made = self.find(node.func, scope)
        is_partial = made is not None and made.outside == "functools.partial"
        return node if is_partial else None

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
