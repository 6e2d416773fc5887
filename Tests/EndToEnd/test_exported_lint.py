"""What linters with their recommended rules say of exported code."""

import shutil
import subprocess

import pytest

from program import EXAMPLE, PYTHON, ROOT

RUFF = shutil.which("ruff", path=f"{ROOT}/.build/lint-venv/bin:/usr/bin:/usr/local/bin")
# Unused and unsorted imports, defaults that could change, and what else it finds by itself.
RULES = "E4,E7,E9,F,I,B"


@pytest.fixture
def exported(fluidtop, tmp_path):
    def export(language, name):
        result = fluidtop("export", EXAMPLE / "main.py", "--python", PYTHON, "--as", language, "--out", name)
        assert result.status == 0, result.errors
        return tmp_path / name

    return export


@pytest.mark.parametrize(
    "language, name",
    [("typescript", "api.ts"), ("javascript", "api.js"), ("python", "api.py"), ("react", "hooks.ts"),
     ("svelte", "state.svelte.ts")],
)  # fmt: skip
def test_no_line_of_code_is_over_120(exported, language, name):
    assert [line for line in exported(language, name).read_text().splitlines() if len(line.encode()) > 120] == []


@pytest.mark.skipif(not RUFF, reason="there is no ruff on this machine; Scripts/lint-python installs it")
@pytest.mark.parametrize("width", [88, 120])
def test_python_passes_ruff(exported, width):
    command = [RUFF, "check", "--isolated", "--no-cache", "--select", RULES, "--line-length", str(width)]
    result = subprocess.run([*command, exported("python", "api.py")], capture_output=True, text=True, timeout=60)
    assert (result.returncode, result.stdout) == (0, "All checks passed!\n")


# eslint's no-control-regex and typescript-eslint's no-unused-expressions, by TypeScript's own parser.
CHECK = r"""
const path = require("path"), fs = require("fs");
const ts = require(path.join(path.dirname(fs.realpathSync(process.argv[1])), "../lib/typescript.js"));
const file = ts.createSourceFile("a.ts", fs.readFileSync(process.argv[2], "utf8"), ts.ScriptTarget.Latest, true);
const isUseful = (node) => ts.isCallExpression(node) || ts.isAwaitExpression(node) || ts.isYieldExpression(node)
  || ts.isNewExpression(node) || ts.isDeleteExpression(node) || ts.isVoidExpression(node)
  || ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)
  || (ts.isBinaryExpression(node) && ts.isAssignmentOperator(node.operatorToken.kind));
(function visit(node) {
  if (ts.isExpressionStatement(node) && !isUseful(node.expression)) console.log(node.getText());
  const isOdd = ts.isRegularExpressionLiteral(node) && /\\x[01]|\\0|\\u00[01]|[\x00-\x1f]/.test(node.text);
  if (isOdd) console.log(node.text);
  ts.forEachChild(node, visit);
})(file);
"""


@pytest.mark.parametrize("language, name", [("typescript", "api.ts"), ("javascript", "api.js")])
def test_no_expression_goes_for_nothing_and_no_pattern_has_control_characters(exported, language, name):
    tsc = shutil.which("tsc")
    if not tsc:
        pytest.skip("there is no tsc on this machine; Scripts/install-needs --for test installs it")
    command = ["node", "--eval", CHECK, tsc, exported(language, name)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
