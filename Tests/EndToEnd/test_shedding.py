"""Bodies of functions that are given up while sources are read, and parsed again when they are asked for."""

import ast

from source_forms import Form, inspector, listed, read

SOURCE = '''
x = 1
def plain(a, b=2):
    """What it says
  over lines."""
    c = a
    if c:
        return f"{c}"
    return [b, c]

class Holder:
    @property
    async def method(self):
        text = """
no indent
"""
        try:
            await text
        finally:
            return text

    def outer(self):
        def inner():
            return 1
        a = 1
        b = 2
        return inner
'''


def shed(content):
    """The module of a source after its bodies were given up."""
    project = inspector("project").Project("/", {"files": 1, "fileBytes": 1})
    module = inspector("names").Module(project, "/main.py", ast.parse(content), content)
    project.facts.gather(module)
    inspector("shedding").shed(module, set(), project.facts.nesting)
    return module


def test_a_body_is_the_same_when_it_is_parsed_again():
    for content in (SOURCE.encode(), SOURCE.replace("\n", "\r\n").encode()):
        module = shed(content)
        names = [type(node).__name__ for node in inspector("shedding").functions_of(module.tree)]
        assert names == ["ShedFunction", "ShedAsyncFunction", "FunctionDef"]
        whole = ast.dump(ast.parse(content), include_attributes=True)
        assert ast.dump(module.tree, include_attributes=True) == whole
        assert {type(n) for n in inspector("shedding").functions_of(module.tree)} == {
            ast.FunctionDef, ast.AsyncFunctionDef
        }  # fmt: skip


def test_a_text_whose_lines_cannot_be_counted_keeps_its_bodies():
    for content in (SOURCE.replace("x = 1", "x = 1\f").encode(), b"# coding: latin-1\n# \xe9" + SOURCE.encode()):
        functions = inspector("shedding").functions_of(shed(content).tree)
        assert not any(type(node).__name__.startswith("Shed") for node in functions)


def test_many_endpoints_that_share_helpers_are_read_as_few_are(tmp_path):
    lines = ["--- helpers.py", "LIST = []", "def fill():", *["    x = 1"] * 5, "    LIST.append(sse)"]
    lines += ["def answer(stream):", *["    x = 1"] * 5, "    if stream: return LIST[0]()", "    return {}"]
    lines += ["--- main.py", "from helpers import answer", "app = FastAPI()"]
    for number in range(250):
        lines += [f"@app.get('/{number}')", f"def e{number}():", *["    x = 1"] * 5, "    return answer(stream=True)"]
    Form("\n" + "\n".join(lines)).write(tmp_path)
    assert listed(read(tmp_path)) == [f"GET /{number} sse" for number in range(250)]
