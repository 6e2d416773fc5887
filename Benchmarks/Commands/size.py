"""What a page downloads of an exported client: bundled, minified and compressed."""

import gzip
import json
import os
import shutil
import subprocess
import tempfile

from report import table

ONE_KIND, ALL_KINDS = 6 * 1024, 9 * 1024
KINDS = {
    "events": "text/event-stream", "records": "application/x-ndjson", "text": "text/plain",
    "file": "application/octet-stream", "result": "application/json",
}  # fmt: skip


def size(binary):
    """An endpoint of each kind alone and all of them together; the figures are told, not judged."""
    esbuild = shutil.which("esbuild")
    if not esbuild:
        print("(no esbuild: the size of exported code is not measured)")
        return True
    with tempfile.TemporaryDirectory() as folder:
        client = export(binary, folder)
        rows = []
        for name in KINDS:
            use = f'import {{ {name} }} from "./{client}";\nconsole.log({name});\n'
            rows.append([f"{name} alone", ONE_KIND, bundled(esbuild, folder, f"{name}.ts", use)])
        use = f'export * from "./{client}";\n'
        rows.append(["all kinds", ALL_KINDS, bundled(esbuild, folder, "all.ts", use)])
    rows = [[name, f"{bytes} B", f"{limit} B"] for name, limit, bytes in rows]
    table("Exported code as a page loads it: bundled, minified, gzipped", ["endpoints", "size", "at most"], rows)
    return True


def export(binary, folder):
    """The client of an application with an endpoint of each kind."""
    paths = {}
    for name, media_type in KINDS.items():
        answer = {"description": "", "content": {media_type: {}}}
        paths[f"/{name}"] = {"get": {"operationId": name, "responses": {"200": answer}}}
    document = {"openapi": "3.1.0", "info": {"title": "Kinds", "version": "1"}, "paths": paths}
    with open(os.path.join(folder, "openapi.json"), "w", encoding="utf-8") as file:
        json.dump(document, file)
    command = [binary, "export", "openapi.json", "--as", "typescript", "--out", "client.ts"]
    subprocess.run(command, cwd=folder, check=True, stderr=subprocess.DEVNULL)
    return "client.ts"


def bundled(esbuild, folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)
    command = [esbuild, "--bundle", "--minify", "--tree-shaking=true", "--format=esm", "--log-level=error", name]
    code = subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout
    return len(gzip.compress(code, 9))
