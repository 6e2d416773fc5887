"""Packages for Node that lie on this machine: Debian's, and those of NODE_PATH."""

import os
from pathlib import Path

import pytest

FOLDERS = [*filter(None, os.environ.get("NODE_PATH", "").split(":")), "/usr/share/nodejs"]


def folder(name):
    """The folder of a package; skips the test where it is not installed."""
    for place in FOLDERS:
        if (Path(place) / name).is_dir():
            return Path(place) / name
    pytest.skip(f"the package {name} for Node is not on this machine; NODE_PATH can name where it is")
