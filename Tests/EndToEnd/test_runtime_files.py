"""The exported runtime's own files."""

import subprocess

import pytest

import typescript
from program import LONGEST, ROOT


def test_the_javascript_is_what_the_typescript_becomes():
    if not typescript.TSC:
        pytest.skip(typescript.MISSING)
    command = [str(ROOT / "Scripts/make-javascript"), "--check"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST)
    assert (result.returncode, result.stderr) == (0, "")
