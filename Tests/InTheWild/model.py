"""A model that always says the same, as OpenAI's API has it: on a port that it prints."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WORDS = ["It ", "says ", "the ", "same, ", "always \u2713"]


class Model(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if asked.get("stream"):
            parts = [self.chunk({"content": word}) for word in WORDS] + [self.chunk({}, "stop")]
            body = "".join(f"data: {json.dumps(part)}\n\n" for part in parts) + "data: [DONE]\n\n"
            self.answer("text/event-stream", body)
            return
        message = {"role": "assistant", "content": "".join(WORDS)}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        usage = {"prompt_tokens": 1, "completion_tokens": 5, "total_tokens": 6}
        whole = self.part("chat.completion") | {"choices": [choice], "usage": usage}
        self.answer("application/json", json.dumps(whole))

    def do_GET(self):
        models = [{"id": "m", "object": "model", "created": 1, "owned_by": "us"}]
        self.answer("application/json", json.dumps({"object": "list", "data": models}))

    def chunk(self, delta, reason=None):
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        return self.part("chat.completion.chunk") | {"choices": [choice]}

    @staticmethod
    def part(sort):
        return {"id": "one", "object": sort, "created": 1, "model": "m"}

    def answer(self, media_type, text):
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    print(server.server_port, flush=True)
    server.serve_forever()
