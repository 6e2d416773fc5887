"""The usual forms of bigger projects: read, imported and served, they must say the same."""

import re

import pytest
from source_forms import forms, inspector, kind, listed, read, running, served

FORMS = [pytest.param(form, id=form.name) for form in forms()]
SERVED = [p for p in FORMS if not p.values[0].words]
IMPORTED = [p for p in FORMS if "import: no" not in p.values[0].words]


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_read(form, tmp_path):
    form.write(tmp_path)
    answer = read(tmp_path)
    assert sorted(listed(answer)) == sorted(form.endpoints)
    missing = [w for w in form.warnings if not any(w in said for said in answer["warnings"])]
    assert not missing, answer["warnings"]
    assert len(answer["warnings"]) == len(form.warnings), answer["warnings"]


@pytest.mark.parametrize("form", IMPORTED)
def test_a_form_says_the_same_when_it_is_imported(form, tmp_path):
    form.write(tmp_path)
    with running(tmp_path) as app:
        project = inspector("project").Project(str(tmp_path), {"files": 100, "fileBytes": 1 << 20})
        asking = inspector("asking").Asking(project)
        asking.walk(app)
        got = [e for e in asking.answer()["endpoints"] if not e["path"].startswith(("/docs", "/redoc"))]
        places = {f"{e['method']} {e['path']}" for e in got}
    assert places == {" ".join(e.split()[:2]) for e in form.endpoints}


@pytest.mark.parametrize("form", SERVED)
def test_the_right_answer_of_a_form_is_what_it_serves(form, tmp_path):
    form.write(tmp_path)
    with running(tmp_path) as app:
        for endpoint in form.endpoints:
            method, path, kinds = endpoint.split()
            seen = set()
            for query in ("", "stream=true"):
                status, media_type = served(app, method, re.sub(r"\{\w+\}", "1", path), query)
                assert status == 200, endpoint
                streams = media_type == "" and "text" in kinds
                seen.add(kind(media_type, streams=streams))
            assert seen == set(kinds.split("+")), endpoint
