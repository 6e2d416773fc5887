"""The Swift compiler, and the modules and objects of the present build."""

import subprocess

import pytest

from program import ROOT

BUILD = ROOT / ".build/debug"
OBJECTS = BUILD / "sse-contract-service.product/Objects.LinkFileList"
# As Package.swift links them.
ARCHIVES = [f"-l:lib{name}.a" for name in ("z", "brotlidec", "brotlicommon", "zstd")]
IS_HERE = (BUILD / "Modules").is_dir() and OBJECTS.is_file()

needs_build = pytest.mark.skipif(not IS_HERE, reason="needs a debug build of the package")


def _swiftc(*arguments, seconds):
    checkouts = ROOT / ".build/checkouts"
    maps = [*BUILD.glob("*.build/module.modulemap"), *checkouts.glob("*/Sources/*/include/module.modulemap")]
    includes = [part for path in maps for part in ("-Xcc", f"-fmodule-map-file={path}")]
    result = subprocess.run(
        ["swiftc", "-swift-version", "6", "-warnings-as-errors", "-I", BUILD / "Modules", *includes, *arguments],
        capture_output=True, text=True, timeout=seconds,
    )  # fmt: skip
    assert result.returncode == 0 or result.stdout or result.stderr
    return result.stdout + result.stderr


def problems(*files):
    """What the compiler objects to; empty when there is nothing."""
    return _swiftc("-typecheck", *files, seconds=240)


def build(*files, program):
    """A program from files; one of them is main.swift."""
    # StreamClient and what it stands on are the objects of a program that stands on nothing else.
    objects = [path for path in OBJECTS.read_text().splitlines() if "/sse_contract_service.build/" not in path]
    listed = program.with_suffix(".objects")
    listed.write_text("\n".join(objects))
    said = _swiftc("-o", program, f"@{listed}", "-lstdc++", "-lm", *ARCHIVES, "-use-ld=lld", *files, seconds=400)
    assert program.exists(), said
    return program
