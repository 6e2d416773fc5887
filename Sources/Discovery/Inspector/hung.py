"""Applications and routers, and what is hung into them."""

from .syntax import call_argument


class Router:
    """An application or a router, and what is hung into it, in order.

    `sources` are the calls that say what it is made with, each in its scope: its constructor, and
    what a class of the project's own gives to that of the framework.
    """

    def __init__(self, sources, name, is_app):
        self.sources = sources
        self.name = name
        self.is_app = is_app
        self.entries = []
        self.is_reached = False
        self.is_filled = False
        self.hung = set()

    def add(self, entry):
        """Hangs something in, once however often the same call is come across."""
        if entry.key not in self.hung:
            self.hung.add(entry.key)
            self.entries.append(entry)

    @property
    def call(self):
        return self.sources[0][0]

    @property
    def scope(self):
        return self.sources[0][1]

    @property
    def place(self):
        return "%s:%d" % (self.scope.module.relative, getattr(self.call, "lineno", 1))

    def argument(self, name):
        """(expression, scope) that an argument of it is given, (None, scope) without one."""
        for call, scope in self.sources:
            node = call_argument(call, name)
            if node is not None:
                return node, scope
        return None, self.scope


class Route:
    """A function behind a path.

    `given` are arguments that a partial has given already; `is_plain` says that Starlette calls
    the function, which takes the request alone. `scope` is that of the function, `at` that of the
    call which hangs it.
    """

    def __init__(self, call, at, function, scope, methods, given=(), is_plain=False, name=None):
        self.call = call
        self.at = at
        self.function = function
        self.scope = scope
        self.methods = methods
        self.given = set(given)
        self.is_plain = is_plain
        self.name = name or function.name

    @property
    def key(self):
        return id(self.call), id(self.function), self.at.path

    @property
    def place(self):
        return "%s:%d" % (self.scope.module.relative, self.function.lineno)


class Included:
    """A router in a router, or an application mounted in one."""

    def __init__(self, call, scope, router, is_mount):
        self.call = call
        self.scope = scope
        self.router = router
        self.is_mount = is_mount

    @property
    def key(self):
        return id(self.call), id(self.router), self.scope.path
