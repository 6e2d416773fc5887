"""Makes the modules of the inspector importable from the texts they arrive as, and runs it."""

import sys

# The folder that this runs in, and what PYTHONPATH names, stand before the standard library: a
# file of the project must not stand for one of its modules here, where nothing of the project is
# to run. An import puts them back in its own process.
zipped = "python%d%d.zip" % sys.version_info[:2]
starts = [i for i, entry in enumerate(sys.path) if entry.endswith(zipped)]
sys.path = sys.path[starts[0]:] if starts else [entry for entry in sys.path if entry]

import types
from importlib.machinery import ModuleSpec

PACKAGE = "fluidtop_inspector"


class Texts:
    """A finder and loader of modules given as texts by name."""

    def __init__(self, texts):
        self.texts = texts

    def find_spec(self, name, path=None, target=None):
        package, _, inner = name.rpartition(".")
        is_ours = package == PACKAGE and inner in self.texts
        # A loader by its methods: the class that has them would be one import more.
        return ModuleSpec(name, self) if is_ours else None  # type: ignore[arg-type]

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        text = self.texts[module.__name__.rpartition(".")[2]]
        exec(compile(text, module.__name__, "exec"), module.__dict__)


def start(texts):
    package = types.ModuleType(PACKAGE)
    package.__path__ = []
    sys.modules[PACKAGE] = package
    sys.meta_path.insert(0, Texts(texts))
    from fluidtop_inspector.program import main

    main(texts)
