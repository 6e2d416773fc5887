"""Chromium: what a page of exported code tells its server."""

import os
import shutil
import subprocess

import pytest

BINARY = shutil.which("chromium") or shutil.which("chromium-browser")
MISSING = "there is no Chromium on this machine; Scripts/install-needs --for test installs it"


def report(server, page, folder, *options, address=None, seconds=90):
    """What a page of a ScriptServer, or of a front end for it, posts to its `/report`."""
    if not BINARY:
        pytest.skip(MISSING)
    process = subprocess.Popen(
        [BINARY, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
         "--disable-background-networking", f"--user-data-dir={folder}/profile", *(options or ["--no-proxy-server"]),
         f"{address or server.address}/{page}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        env=os.environ | {"HOME": str(folder)},
    )  # fmt: skip
    try:
        assert server.reported.wait(timeout=seconds), "the page has not reported"
    finally:
        os.killpg(process.pid, 9)
        process.wait(timeout=10)
    return server.report
