"""Reads the source of an application, or of a folder's: which files, what they hold, what is listed."""

import os

from .applications import Applications
from .configuration import Configuration
from .folder import Folder
from .listing import Context, Listing
from .routers import Routers
from .schemas import Types


class Reading:
    """What one target's source says."""

    def __init__(self, project, configuration=None):
        self.project = project
        self.configuration = configuration or Configuration()
        self.folder = Folder(project, self.configuration)
        self.types = Types(project)
        self.title = None
        self.version = None
        self.begin()

    def begin(self):
        """Nothing is known of any router."""
        self.routers = Routers(self.project)
        self.listing = Listing(self.project, self.types, self.routers)

    def inspect(self, target, app):
        if os.path.isdir(target):
            modules = [self.project.load(p) for p in self.folder.route_files(target)]
            self.read_routers(modules)
            self.folder.say_skipped()
            chosen = modules
        else:
            module = self.project.load(target)
            if module is None:
                return
            self.folder.load_imports(module.path)
            bound = [self.project.load(p) for p in self.folder.bound_files()]
            self.read_routers(list(self.project.modules.values()))
            chosen = [module] + [m for m in bound if m is not module]
        self.list_routers([m for m in chosen if m is not None], target, app)
        if self.project.was_late:
            self.project.warn(
                "%s: the time for reading was over after %d files and %d endpoints; the rest is not "
                "listed, or not whole: give it more time (option discovery-timeout), or name a smaller folder" % (
                    self.project.relative(target), len(self.project.modules), len(self.listing.endpoints)))

    def read_routers(self, modules):
        """Runs the modules, and all again where one turns out to be missing between two of them."""
        warnings, read = list(self.project.warnings), set(self.project.modules)
        self.routers.read(modules)
        given = self.project.facts.touching.given
        between = self.folder.load_callers([f for f in self.routers.uncalled if f in given], read)
        if between:
            self.project.forget(warnings)
            self.begin()
            self.routers.read([*modules, *between])

    def list_routers(self, modules, target, app):
        found = Applications(self.project, self.routers, modules)
        self.project.shed(self.routers.kept())
        shown = self.project.relative(target)
        if app is not None:
            router = found.named(app)
            for top in [router] if router is not None else []:
                self.list_application(top)
            if router is None:
                self.project.warn("no FastAPI application in %s" % shown)
        else:
            for router in found.tops:
                self.list_application(router)
            self.list_unreached(found.unreached)
        found.say_unknown()
        if app is None and not found.here and not self.routers.unknown():
            found.say_nothing_found(shown)
        is_empty = not (self.listing.endpoints or self.listing.omissions or self.project.warnings)
        if found.here and is_empty and not self.project.was_late:
            self.project.warn("%s: no endpoint of this application was found" % found.here[0].place)

    def list_application(self, router):
        self.describe(router)
        self.listing.walk(router, Context())

    def list_unreached(self, routers):
        lost = [router for router in routers if self.lacks_prefix(router)]
        for router in lost[:1]:
            more = ", nor the routers at %d more places (%s)" % (
                len(lost) - 1, ", ".join(r.place for r in lost[1:4]) + (", …" if len(lost) > 4 else ""))
            self.project.warn(
                "%s: no application that was read includes %s%s; its paths may lack a prefix: name the "
                "application (FILE:NAME), or its running server" % (
                    router.place, router.name or "this router", more if len(lost) > 1 else ""))

    def lacks_prefix(self, router):
        """Lists what a router holds by itself; whether it has any that nobody's folders place."""
        prefix = self.configuration.prefix(router.scope.module.path)
        before = len(self.listing.endpoints)
        self.listing.walk(router, Context(prefix))
        is_bound = self.configuration.is_bound(router.scope.module.path)
        return len(self.listing.endpoints) > before and not is_bound

    def describe(self, router):
        title = self.project.texts(*router.argument("title"))
        version = self.project.texts(*router.argument("version"))
        self.title = self.title or (title[0] if title else None)
        self.version = self.version or (version[0] if version else None)

    def answer(self):
        return {
            "version": 1, "title": self.title, "apiVersion": self.version,
            "endpoints": self.listing.endpoints, "models": self.types.used(self.listing.endpoints),
            "omissions": self.listing.omissions, "warnings": self.project.warnings,
        }
