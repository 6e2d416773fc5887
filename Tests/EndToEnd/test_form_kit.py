"""Forms put together of parts: reading them, importing them and asking them must say the same."""

import pytest
from form_kit import kit
from source_forms import inspector, listed, read, running, served

FORMS = kit()


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_reading_importing_and_serving_agree(form, tmp_path):
    form.write(tmp_path)
    answer = read(tmp_path)
    assert listed(answer) == [form.endpoint]
    assert answer["warnings"] == []
    with running(tmp_path) as app:
        project = inspector("project").Project(str(tmp_path), {"files": 100, "fileBytes": 1 << 20})
        asking = inspector("asking").Asking(project)
        asking.walk(app)
        assert listed(asking.answer()) == [form.endpoint]
        seen = {served(app, "GET", form.path, query) for query in ("", "stream=true")}
    assert seen == {(200, media_type) for media_type in form.media_types}


def test_every_part_is_in_several_forms():
    assert len(FORMS) >= 150
    for place in range(5):
        names = [form.names[place] for form in FORMS]
        assert min(names.count(name) for name in set(names)) >= 3
