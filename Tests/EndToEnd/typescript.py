"""The oldest TypeScript compiler that exported code is for: Debian's, 4.8."""

import shutil
import subprocess
from pathlib import Path

import pytest

from program import LONGEST

TSC = shutil.which("tsc")
MISSING = "there is no tsc on this machine; Scripts/install-needs --for test installs it"
STRICT = [
    "--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--noUnusedLocals",
    "--noUnusedParameters", "--noImplicitOverride", "--noImplicitReturns", "--isolatedModules",
    "--importsNotUsedAsValues", "error", "--target", "es2022", "--module", "es2022",
    "--moduleResolution", "node", "--lib", "es2022,dom,dom.iterable",
]  # fmt: skip


def library(name):
    """The declarations that the compiler has of a platform, to be compiled as a file of a program."""
    if not TSC:
        pytest.skip(MISSING)
    text = (Path(TSC).resolve().parents[1] / f"lib/lib.{name}.d.ts").read_text()
    return text.replace('/// <reference no-default-lib="true"/>', "")


def compile(*files, folder, options=("--noEmit",)):
    """What the compiler objects to; empty when there is nothing."""
    if not TSC:
        pytest.skip(MISSING)
    result = subprocess.run(
        [TSC, *STRICT, *options, *map(str, files)],
        cwd=folder, capture_output=True, text=True, timeout=LONGEST,
    )  # fmt: skip
    assert result.returncode == 0 or result.stdout
    return result.stdout
