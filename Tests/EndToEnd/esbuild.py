"""Debian's esbuild: exported code as a front end delivers it."""

import gzip
import shutil
import subprocess

from program import LONGEST

BINARY = shutil.which("esbuild")
MISSING = "there is no esbuild on this machine; Scripts/install-needs --for test installs it"


def bundle(file, folder):
    """The module of a file, with all that it uses and nothing else."""
    command = [BINARY, "--bundle", "--minify", "--tree-shaking=true", "--format=esm", "--log-level=error", str(file)]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=LONGEST).stdout


def size(file, folder):
    """In bytes, as it travels."""
    return len(gzip.compress(bundle(file, folder), 9))
