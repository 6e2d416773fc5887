"""What an expression can be: the values that flow to it through names, calls and collections."""

import ast

from .collected import ELEMENT_LIMIT, Collected
from .facts import Facts
from .names import Found
from .syntax import as_function, dotted, is_function, nodes_of, remembered

# Calls that hand on what an argument of theirs is, or what it returns: its position.
PASSING = {
    "cast": 1, "wait_for": 0, "shield": 0, "create_task": 0, "ensure_future": 0, "copy": 0,
    "deepcopy": 0, "run_until_complete": 0, "run": 0,
}
# Calls of a function given to them: where it stands, its arguments behind it.
CALLING = {"to_thread": 0, "run_in_threadpool": 0, "run_sync": 0, "run_in_executor": 1}
PASSERS = {"asyncio", "typing", "typing_extensions", "copy", "anyio", "starlette", "fastapi"}
NESTING_LIMIT = 40
CALLABLE = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


class Flow(Collected):
    """Values of expressions. What is not known stays the expression itself."""

    def __init__(self, root, limits):
        super().__init__(root, limits)
        self.facts = Facts(self)
        # The expressions that are being looked at, each within the one before.
        self.nested: list = []

    def values(self, node, scope, depth=0):
        """Everything that an expression can be, each a `Found`."""
        if node is None:
            return []
        return self.remembering("values", self.nested_values, node, scope, depth)

    def nested_values(self, node, scope, depth):
        if len(self.nested) > NESTING_LIMIT or self.is_spent():
            self.circles += 1
            return []
        self.nested.append(node)
        try:
            found = self.values_of(node, scope, depth)
            return list({(v.node, v.scope, v.module, v.outside): v for v in found if v}.values())
        finally:
            self.nested.pop()

    def values_of(self, node, scope, depth):
        if isinstance(node, (ast.Await, ast.Starred, ast.NamedExpr)):
            return self.values(node.value, scope, depth + 1)
        if isinstance(node, ast.IfExp):
            return [v for branch in self.branches(node, scope)
                    for v in self.values(branch, scope, depth + 1)]
        if isinstance(node, ast.BoolOp):
            return [v for value in node.values for v in self.values(value, scope, depth + 1)]
        if isinstance(node, ast.Name):
            return self.named_values(node, scope, depth)
        if isinstance(node, ast.Attribute):
            return self.attribute_values(node, scope, depth)
        if isinstance(node, ast.Call):
            return self.call_values(node, scope, depth)
        if isinstance(node, ast.Subscript):
            return self.item_values(node, scope, depth)
        return [Found(node=node, scope=scope)]

    def branches(self, node, scope):
        """Those of the two of an `if` that may be taken."""
        truth = self.truth(node.test, scope)
        return [branch for branch, wanted in ((node.body, True), (node.orelse, False))
                if truth is None or truth is wanted]

    def followed(self, found, node, depth):
        """The values behind what was found; a module or an outside name is one itself."""
        if found is None or not isinstance(found.node, ast.expr):
            return [found] if found is not None else []
        if found.node is node or isinstance(found.node, (ast.Name, ast.Attribute)):
            return [found]
        return self.values(found.node, found.scope, depth + 1)

    def named_values(self, node, scope, depth):
        if node.id not in scope.arguments:
            several = scope.locals(node.id)
            if len(several) > 1:
                founds = [self.found(value, scope, 0) for value in several if value is not node]
                return [v for f in founds for v in self.followed(f, node, depth)]
        return self.followed(self.find(node, scope), node, depth)

    def attribute_values(self, node, scope, depth):
        found = self.find(node, scope)
        if found is None and not isinstance(node.value, ast.Name):
            bases = self.values(node.value, scope, depth + 1)
            found = next((m for b in bases for m in [self.find_member(b, node.attr, 1)] if m), None)
        return self.followed(found, node, depth)

    def callee(self, call, scope, depth=0):
        """What a call calls, or None."""
        found = self.find(call.func, scope)
        if found is None and isinstance(call.func, (ast.Attribute, ast.Subscript, ast.Call)):
            values = self.values(call.func, scope, depth + 1)
            found = next((v for v in values if v.node is not call.func), None)
        if found is not None and isinstance(found.node, ast.Call):  # what a call made
            made = self.values(found.node, found.scope, depth + 1)
            found = next((v for v in made if isinstance(v.node, CALLABLE)), found)
        if found is not None and isinstance(found.node, ast.Lambda):
            return Found(node=as_function(found.node), scope=found.scope)
        is_given = (dotted(call.func) or [""])[0] in scope.arguments
        return found if is_given or found is None else self.decorated(found, depth)

    def decorated(self, found, depth):
        """What the project's decorators make of a function."""
        for decorator in reversed(found.node.decorator_list if is_function(found.node) else []):
            maker = self.find(decorator.func if isinstance(decorator, ast.Call) else decorator, found.scope)
            if maker is None or not is_function(maker.node):
                continue
            call = wrapping(decorator, found.node)
            made = self.values(call, found.scope, depth + 1)
            found = next((v for v in made if is_function(v.node)), found)
        return found

    def call_values(self, call, scope, depth):
        call = self.whole_call(call, scope)
        passed = self.passed(call, scope)
        if passed is not None:
            return self.values(passed, scope, depth + 1)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "get":
            chosen = self.member_values(call, scope, depth)
            if chosen:
                return chosen
        found = self.callee(call, scope, depth)
        if found is not None and is_function(found.node) and call in self.nested[:-1]:
            self.circles += 1
        elif found is not None and is_function(found.node):
            inner = self.inner(call, found, scope)
            returned = [v for node in self.returns(found.node, inner)
                        for v in self.values(node.value, inner, depth + 2)]
            if returned:
                return returned
        return [Found(node=call, scope=scope)]

    def inner(self, call, found, scope):
        """The scope of a function's body for one call of it."""
        given = self.given(call, found.node, scope)
        return found.scope.inside(found.node, given, scope.path + (call,))

    def constructors(self, call, scope):
        """(call, scope) of each `super().__init__(…)` in the constructor of a class that a call
        makes an instance of.
        """
        found = self.find(call.func, scope)
        if found is None or not isinstance(found.node, ast.ClassDef):
            return []
        instance = Found(node=call, scope=scope)
        method = self.find_in_class(found, "__init__", 0, instance=instance)
        if method is None or not is_function(method.node):
            return []
        inner = self.inner(call, method, scope)
        return [(node, inner) for node in nodes_of(method.node) if is_super(node)]

    def passed(self, call, scope):
        """The expression that a call hands on, as it is or called in another thread."""
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name not in PASSING and name not in CALLING:
            return None
        if name != "run_in_executor":
            found = self.find(call.func, scope)
            if found is None or (found.outside or "").split(".")[0] not in PASSERS:
                return None
        position = PASSING[name] if name in PASSING else CALLING[name]
        if len(call.args) <= position:
            return None
        target = call.args[position]
        if name in PASSING:
            return target
        return ast.copy_location(ast.Call(
            func=target, args=call.args[position + 1:], keywords=call.keywords), call)

    # ------------------------------------------------------------ loops and branches

    def loops(self, generators, scope, depth=0):
        """The scope of each round of a comprehension; None when what it runs over is not known."""
        scopes = [scope]
        for generator in generators:
            rounds = [self.rounds(generator.target, generator.iter, s, depth) for s in scopes]
            if None in rounds:
                return None
            scopes = [s for row in rounds for s in row][:ELEMENT_LIMIT]
        return scopes

    def rounds(self, target, iterated, scope, depth=0):
        """The scope of each round of a loop; None when what it runs over is not known."""
        elements = self.elements(iterated, scope, depth + 1)
        if elements is None:
            return None
        return [scope.bound(self.taken(target, value, inner), mark=value)
                for value, inner in elements]

    def taken(self, target, value, scope):
        """What the names of a target are given: `prefix, router = ("/a", r)`."""
        if isinstance(target, ast.Name):
            return {target.id: (value, scope)}
        result = {}
        if isinstance(target, (ast.Tuple, ast.List)):
            for part, (inner, at) in zip(target.elts, self.elements(value, scope) or []):
                result.update(self.taken(part, inner, at))
        return result

    def truth(self, test, scope):
        """Whether a condition holds, by what was given for a call; None when nobody knows."""
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            inner = self.truth(test.operand, scope)
            return None if inner is None else not inner
        if isinstance(test, ast.BoolOp):
            parts = [self.truth(value, scope) for value in test.values]
            decisive = isinstance(test.op, ast.Or)
            if decisive in parts:
                return decisive
            return None if None in parts else not decisive
        if isinstance(test, ast.Compare) and len(test.ops) == 1:
            return self.compared(test, scope)
        known = self.constant(test, scope)
        return None if known is None else bool(known.value)

    def compared(self, test, scope):
        left, right = self.constant(test.left, scope), self.constant(test.comparators[0], scope)
        if left is None or right is None:
            return None
        if isinstance(test.ops[0], (ast.Eq, ast.Is)):
            return left.value == right.value
        if isinstance(test.ops[0], (ast.NotEq, ast.IsNot)):
            return left.value != right.value
        return None

    def constant(self, node, scope):
        """The constant that an expression is or that was given for a name, else None: what a
        module's own name is may change.
        """
        if isinstance(node, ast.Name) and node.id in scope.arguments:
            found = self.find(node, scope)
            node = found.node if found is not None else None
        return node if isinstance(node, ast.Constant) else None

    def returns(self, function, scope):
        """The `return` statements of a function that what it was given lets it reach."""
        known = scope.memory.get(("returns", function))
        if known is None:
            known = scope.memory["returns", function] = []
            self.reach(function.body, scope, known)
        return known

    def reach(self, body, scope, result):
        """Collects; whether nothing after these statements is reached."""
        for node in filter(leads_out, body):
            if isinstance(node, ast.Return):
                result.append(node)
            if isinstance(node, (ast.Return, ast.Raise)):
                return True
            if isinstance(node, ast.If):
                ends = [self.reach(branch, scope, result) for branch in self.branches(node, scope)]
                if all(ends):
                    return True
            else:
                ended = [self.reach(inner, scope, result) for inner in bodies(node)]
                if ended and ended[0] and isinstance(node, (ast.With, ast.AsyncWith)):
                    return True
        return False


@remembered
def wrapping(decorator, function):
    return ast.copy_location(ast.Call(func=decorator, args=[function], keywords=[]), decorator)


@remembered
def leads_out(node):
    """Whether a `return` or a `raise` is in a statement of a function."""
    if isinstance(node, (ast.Return, ast.Raise)):
        return True
    if is_function(node) or isinstance(node, ast.ClassDef):
        return False
    return any(leads_out(inner) for body in bodies(node) for inner in body)


def bodies(node):
    """The lists of statements in a statement."""
    for field in ("body", "orelse", "finalbody"):
        inner = getattr(node, field, None)
        if isinstance(inner, list):
            yield inner
    for part in list(getattr(node, "handlers", [])) + list(getattr(node, "cases", [])):
        yield part.body


def is_super(node):
    """Whether a node is `super().__init__(…)`."""
    return (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            and node.func.attr == "__init__" and isinstance(node.func.value, ast.Call)
            and dotted(node.func.value.func) == ["super"])
