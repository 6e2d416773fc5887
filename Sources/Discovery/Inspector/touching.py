"""Which functions make or fill routers, themselves or by what they call."""

import ast

from .mcp import APPS
from .names import Scope
from .syntax import arguments_of, dotted, is_function

ROUTER_CLASSES = ("FastAPI", "Starlette", "APIRouter", "Router")


class Site:
    """A call somewhere; `functions` are those around it."""

    __slots__ = ("call", "module", "functions", "target", "is_resolved")

    def __init__(self, call, module, functions):
        self.call = call
        self.module = module
        self.functions = functions
        self.target = None
        self.is_resolved = False


class Touching:
    """The functions that lead to routers: from those that make or fill some to their callers.

    A call counts when what it calls was found to be such a function, or when that hangs on what
    the function around it is given; a name alone would make everything touch routers.
    """

    def __init__(self, project):
        self.project = project
        # name to the calls by that name
        self.sites: dict = {}
        # function to the name that it is called by: of a constructor, that of its class
        self.names: dict = {}
        # function to the module that it stands in
        self.homes: dict = {}
        # function to the one that it stands in
        self.parents: dict = {}
        # name of a class to those of the classes below it; name to what it is imported as
        self.heirs: dict = {}
        self.aliases: dict = {}
        # Functions that hang something into a router.
        self.hanging: set = set()
        # Those of them that hang it into what they are given.
        self.given: set = set()
        self.makers: set = set()
        self.functions: set = set()
        # Names by which functions that touch routers, or router classes, are called.
        self.called: set = set(APPS)

    def hang(self, base, function):
        """A function hangs something into what `base` is."""
        self.hanging.add(function)
        name = (dotted(base) or [""])[0]
        if name not in ("self", "cls") and name in {a.arg for a, _ in arguments_of(function)}:
            self.given.add(function)

    def fills(self, function):
        """Whether a function itself makes or fills routers."""
        return function in self.hanging or any(
            function in site.functions for name in self.makers for site in self.sites.get(name, []))

    def close(self):
        """Takes in what was read since the last time."""
        self.makers = self.further(ROUTER_CLASSES)
        self.called |= self.makers
        waiting = [f for f in self.hanging if f not in self.functions]
        waiting += [site.functions[-1] for name in self.makers for site in self.sites.get(name, [])
                    if site.functions and site.functions[-1] not in self.functions]
        waiting += [site.functions[-1] for function in list(self.functions)
                    for site in self.callers(function)]
        while waiting:
            function = waiting.pop()
            if function in self.functions:
                continue
            self.functions.add(function)
            if function in self.parents:  # a closure is made where it stands
                waiting.append(self.parents[function])
            self.called |= self.further([self.names[function]])
            waiting += [site.functions[-1] for site in self.callers(function)]

    def further(self, names):
        """These names, those of the classes below, and what all of them are imported as."""
        result = set(names)
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            for more in [*self.heirs.get(name, ()), *self.aliases.get(name, ())]:
                if more not in result:
                    result.add(more)
                    waiting.append(more)
        return result

    def callers(self, function):
        """The calls in functions that do not touch routers yet, of one that does."""
        for name in self.further([self.names[function]]):
            for site in list(self.sites.get(name, ())):
                if not site.functions or site.functions[-1] in self.functions:
                    continue
                if self.target(site) is function or site.target is site:
                    yield site

    def target(self, site):
        """The function that is called; the site itself where what its caller is given decides."""
        if not site.is_resolved:
            site.is_resolved = True
            self.project.refill()
            scope = Scope(site.module, site.functions)
            found = self.project.callee(site.call, scope)
            if found is not None and isinstance(found.node, ast.ClassDef):
                found = self.project.find_in_class(found, "__init__", 0)
            if found is not None and is_function(found.node):
                site.target = found.node
            elif found is None and self.is_given(site):
                site.target = site
        return site.target

    @staticmethod
    def is_given(site):
        base = (dotted(site.call.func) or [""])[0]
        return Scope(site.module, site.functions).is_parameter(base) and base not in ("self", "cls")
