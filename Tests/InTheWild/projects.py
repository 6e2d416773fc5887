"""Public projects with streams: what is installed from PyPI, where their application is, and which of its
streams can be played without a key or a model.

What a project needs beside itself it gets from `prepare`, as its documentation has it; `{FOLDER}` is a
folder for it alone, and `{MODEL}` the address of a model that always says the same (`model.py`).
"""

import json
import subprocess
import venv
from dataclasses import dataclass, field


@dataclass
class Call:
    """One stream, as the exported client and `fluidtop tail` ask for it."""

    function: str
    path: str
    arguments: list = field(default_factory=list)
    # Of a request with a body.
    data: str | None = None
    # Further options of `tail`.
    options: list = field(default_factory=list)
    # (method, path, body) of what is asked for before, and (file, text) of what is written while both listen.
    before: list = field(default_factory=list)
    meanwhile: list = field(default_factory=list)
    # How many records are waited for where the stream has no end.
    records: int = 0


@dataclass
class Project:
    """`file` is the application's below site-packages, `app` its name there."""

    requirements: list
    file: str
    app: str
    variables: dict = field(default_factory=dict)
    calls: list = field(default_factory=list)
    # Files that the project finds in its folder, and what it is run with.
    files: dict = field(default_factory=dict)
    command: list | None = None

    @property
    def distribution(self):
        return self.requirements[0].split("[")[0]

    @property
    def server(self):
        """The arguments that Python runs its server with."""
        module = self.file.removesuffix(".py").replace("/", ".")
        return self.command or ["-m", "uvicorn", f"{module}:{self.app}", "--host", "127.0.0.1", "--port", "0"]

    def installed(self, base):
        """The environment with the project in it, and its packages."""
        folder = base / self.distribution
        if not (folder / "bin/python").exists():
            venv.create(folder, with_pip=True)
            pip = [folder / "bin/python", "-m", "pip", "install", "--quiet", "--no-compile"]
            subprocess.run([*pip, "--prefer-binary", *self.requirements], check=True)
        (packages,) = folder.glob("lib/python*/site-packages")
        return folder, packages


CHAT = '{"model": "m", "messages": [{"role": "user", "content": "hi"}], "stream": true}'

GUARDED = json.loads(CHAT) | {"guardrails": {"config_id": "one"}}

PROJECTS = {
    "burr": Project(
        ["burr[start]"], "burr/tracking/server/run.py", "app", {"OPENAI_API_KEY": "none"},
        [
            Call(
                "chat_response_", "/api/v0/streaming_chatbot/response/demo_streaming_chatbot/one",
                ["demo_streaming_chatbot", "one", {"prompt": "this is unsafe"}], '{"prompt": "this is unsafe"}',
                options=["--as", "text"],
                before=[("POST", "/api/v0/streaming_chatbot/create/demo_streaming_chatbot/one", None)],
            )
        ],
    ),
    "hayhooks": Project(["hayhooks"], "hayhooks/server/app.py", "create_app"),
    "fschat": Project(
        ["fschat", "fastapi", "uvicorn", "shortuuid", "tiktoken", "aiohttp", "httpx"],
        "fastchat/serve/openai_api_server.py", "app",
    ),
    "fschat controller": Project(
        ["fschat", "fastapi", "uvicorn", "shortuuid", "tiktoken", "aiohttp", "httpx"],
        "fastchat/serve/controller.py", "app",
        calls=[Call("worker_api_generate_stream", "/worker_generate_stream", options=["-X", "POST"])],
        command=["-m", "fastchat.serve.controller", "--host", "127.0.0.1", "--port", "0"],
    ),
    "nicegui": Project(["nicegui"], "nicegui/nicegui.py", "app"),
    "mlflow": Project(["mlflow[genai]"], "mlflow/server/fastapi_app.py", "app"),
    "prefect": Project(["prefect"], "prefect/server/api/server.py", "create_app"),
    "chainlit": Project(["chainlit"], "chainlit/server.py", "app"),
    "sqlmesh": Project(
        ["sqlmesh[web]"], "web/server/app.py", "app", {"PROJECT_PATH": "{FOLDER}"},
        [Call("events", "/api/events", records=1, meanwhile=[
            ("models/one.sql", "MODEL (name a.one);\nSELECT 1 AS a\n"),
        ])],
        {"config.yaml": "model_defaults: {dialect: duckdb}\ngateways: {local: {connection: {type: duckdb}}}\n",
         "models/.keep": ""},
    ),
    "skypilot": Project(
        ["skypilot"], "sky/server/server.py", "app", {}, [], {},
        ["-m", "sky.server.server", "--host", "127.0.0.1", "--port", "0"],
    ),
    "dstack": Project(["dstack[server]"], "dstack/_internal/server/main.py", "app"),
    "nemoguardrails": Project(
        ["nemoguardrails[server,openai]"], "nemoguardrails/server/api.py", "app",
        {"OPENAI_API_KEY": "none", "OPENAI_BASE_URL": "{MODEL}/v1", "MAIN_MODEL_BASE_URL": "{MODEL}/v1",
         "MAIN_MODEL_ENGINE": "openai"},
        [Call("chat_completion", "/v1/chat/completions", [GUARDED], json.dumps(GUARDED))],
        {"rails/one/config.yml": "models:\n- type: main\n  engine: openai\n  model: m\n"},
        ["-c", "import uvicorn; from nemoguardrails.server.api import app; app.rails_config_path = 'rails'; "
               "uvicorn.run(app, host='127.0.0.1', port=0)"],
    ),
    "lightrag-hku": Project(["lightrag-hku[api]"], "lightrag/api/lightrag_server.py", "get_application"),
    "litellm": Project(
        ["litellm[proxy]"], "litellm/proxy/proxy_server.py", "app",
    ),
}  # fmt: skip
