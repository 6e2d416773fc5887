"""fluidtop get: a file stream, to disk."""


def test_a_download_has_the_name_the_server_gives(fluidtop, backend, tmp_path):
    result = fluidtop("get", f"{backend}/files/report/download")
    assert result.status == 0, result.errors
    content = (tmp_path / "report.pdf").read_bytes()
    assert len(content) == 48 * 1024
    assert content.startswith(b"%PDF-1.7\n")
    assert not list(tmp_path.glob("*.part"))


def test_a_path_parameter_is_placed_by_name(fluidtop, backend, tmp_path):
    result = fluidtop("get", "download_file", "--from", backend, "-p", "file_id=dataset")
    assert result.status == 0, result.errors
    assert (tmp_path / "dataset.csv").stat().st_size == 2 * 1024 * 1024


def test_a_file_of_the_same_name_is_not_overwritten_without_force(fluidtop, backend, tmp_path):
    existing = tmp_path / "report.pdf"
    existing.write_text("mine")
    url = f"{backend}/files/report/download"
    result = fluidtop("get", url)
    assert result.status == 1
    assert "--force" in result.errors
    assert existing.read_text() == "mine"
    assert fluidtop("get", url, "--force").status == 0
    assert existing.stat().st_size == 48 * 1024


def test_a_folder_and_standard_output_are_targets_too(fluidtop, backend, tmp_path):
    folder = tmp_path / "downloads"
    folder.mkdir()
    url = f"{backend}/files/report/download"
    assert fluidtop("get", url, "-o", folder).status == 0
    assert (folder / "report.pdf").stat().st_size == 48 * 1024
    printed = fluidtop("get", url, "-o", "-")
    assert printed.status == 0
    assert printed.output.startswith("%PDF-1.7\n")
    assert len(printed.output) == 48 * 1024


def test_a_file_that_is_not_there_is_an_error_with_the_servers_reason(fluidtop, backend, tmp_path):
    result = fluidtop("get", f"{backend}/files/nothing/download")
    assert result.status == 1
    assert "404" in result.errors
    assert "There is no file named nothing" in result.errors
    assert not [path for path in tmp_path.iterdir() if path.is_file()]
