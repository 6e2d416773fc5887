"""Deno: checks exported TypeScript as strictly as it can, and runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

from program import LONGEST

BINARY = Path(sys.executable).parent / "deno"
TRACER = Path(__file__).with_name("trace_client.ts")

# What the strictest of front ends switch on.
STRICT = {
    "strict": True,
    "erasableSyntaxOnly": True,
    "exactOptionalPropertyTypes": True,
    "noFallthroughCasesInSwitch": True,
    "noImplicitOverride": True,
    "noImplicitReturns": True,
    "noPropertyAccessFromIndexSignature": True,
    "noUncheckedIndexedAccess": True,
    "noUnusedLocals": True,
    "noUnusedParameters": True,
    "verbatimModuleSyntax": True,
}


def run(*arguments, folder):
    variables = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    variables |= {
        "HOME": str(folder),
        "DENO_DIR": str(folder / ".deno"),
        "DENO_NO_UPDATE_CHECK": "1",
        "NO_COLOR": "1",
    }
    return subprocess.run(
        [str(BINARY), *map(str, arguments)],
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=LONGEST,
    )


def problems(*files, folder, imports={}):
    """What the type checker objects to; empty when there is nothing."""
    (folder / "deno.json").write_text(json.dumps({"compilerOptions": STRICT, "imports": imports}))
    result = run("check", *files, folder=folder)
    return "" if result.returncode == 0 else result.stderr


def trace(module, call, folder):
    """The callbacks of one call, in order. `call` is what trace_client.ts takes."""
    result = run(
        "run", "--no-config", "--no-check", "--no-prompt", "--allow-net=127.0.0.1", f"--allow-read={folder}",
        TRACER, module, json.dumps(call), folder=folder,
    )
    assert result.returncode == 0, result.stderr
    # Not splitlines: JSON may hold U+2028 and its kind, which Python takes for line ends.
    # JavaScript's numbers are floats, however they are printed.
    return [json.loads(line, parse_int=float) for line in result.stdout.split("\n") if line]
