"""The size that people pay for: the exported runtime as JavaScript, without comments and blanks that mean nothing."""

import pytest

import program
from program import EXAMPLE, PYTHON
from stripped import stripped

LIMIT = 12 * 1024

KINDS = {
    "sse": "stream_notifications", "ndjson": "stream_analytics_data", "text": "stream_logs", "file": "download_file",
    "json": "read_user",
}  # fmt: skip


def runtime(tmp_path, *arguments):
    file = tmp_path / "api.js"
    result = program.run(
        "export", EXAMPLE / "main.py", "--python", PYTHON, "--as", "javascript", "--out", file, *arguments,
        folder=tmp_path,
    )  # fmt: skip
    assert result.status == 0, result.errors
    calls, mark, code = file.read_text().partition("// What the calls above stand on.\n")
    assert mark, calls
    return stripped(code)


@pytest.mark.parametrize("kind", KINDS)
def test_the_runtime_of_one_kind_of_call_is_under_12_kb(kind, tmp_path):
    assert len(runtime(tmp_path, "--endpoint", KINDS[kind]).encode()) <= LIMIT


def test_the_runtime_of_all_kinds_together_is_under_12_kb(tmp_path):
    code = runtime(tmp_path)
    assert all(name in code for name in ("eventFormat=", "recordFormat=", "textFormat=", "fetchFile(", "fetchResult("))
    assert len(code.encode()) <= LIMIT + 32  # The names of two media types: no reason to write worse code.


def test_comments_and_blanks_are_what_is_stripped():
    code = """
    /** One
     * comment. */
    const a = "/** b */" , c = a + +1 ;

    // Another.
    if (/[/ ] " /.test(a)) {
      f(`x ${ g(`{ ${a}`) } // y`, a / 2 / c)
      h()
    } else return - a ;
    """
    assert stripped(code) == (
        'const a="/** b */",c=a+ +1;if(/[/ ] " /.test(a)){f(`x ${ g(`{ ${a}`) } // y`,a/2/c)\nh()}else return-a;\n'
    )
