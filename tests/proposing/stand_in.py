"""A stand-in for a language model's server: answers in the shapes OpenAI-compatible servers really use."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def vllm(content, finish="stop"):
    """As vLLM answers."""
    return {"id": "chatcmpl-6d1c", "object": "chat.completion", "created": 1764057600, "model": "qwen3-32b",
            "choices": [{"index": 0, "message": {"role": "assistant", "content": content, "refusal": None,
                                                 "annotations": None, "tool_calls": [], "reasoning_content": None},
                         "logprobs": None, "finish_reason": finish, "stop_reason": None}],
            "usage": {"prompt_tokens": 900, "total_tokens": 960, "completion_tokens": 60}, "prompt_logprobs": None}


def llama_cpp(content):
    """As llama.cpp's server answers."""
    return {"choices": [{"finish_reason": "stop", "index": 0, "message": {"role": "assistant", "content": content}}],
            "created": 1764057600, "model": "gpt-3.5-turbo", "system_fingerprint": "b4719", "object": "chat.completion",
            "usage": {"completion_tokens": 60, "prompt_tokens": 900, "total_tokens": 960}, "id": "chatcmpl-x",
            "timings": {"prompt_n": 900, "prompt_ms": 1.0, "predicted_n": 60}}


def ollama(content):
    """As Ollama's compatible door answers."""
    return {"id": "chatcmpl-581", "object": "chat.completion", "created": 1764057600, "model": "qwen2.5:32b",
            "system_fingerprint": "fp_ollama", "choices": [{"index": 0, "finish_reason": "stop",
            "message": {"role": "assistant", "content": content}}], "usage": {"prompt_tokens": 1, "completion_tokens": 1,
                                                                             "total_tokens": 2}}


class StandIn(ThreadingHTTPServer):
    """Gives its answers one after another, the last one for ever; keeps what it was asked."""

    daemon_threads = True

    def __init__(self, *answers):
        super().__init__(("127.0.0.1", 0), Reply)
        self.answers, self.asked, self.heads = list(answers), [], []
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/v1"


class Reply(BaseHTTPRequestHandler):
    """One request: a mapping is a good answer, a tuple (status, body, headers), a number of seconds a slow server."""

    def do_POST(self):  # noqa: N802  the name http.server calls
        server = self.server
        server.heads.append((self.path, dict(self.headers)))
        server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        answer = server.answers.pop(0) if len(server.answers) > 1 else server.answers[0]
        if isinstance(answer, float):
            time.sleep(answer)
            answer = vllm("{}")
        if isinstance(answer, dict):
            answer = (200, json.dumps(answer).encode(), {})
        status, body, headers = answer
        try:
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except ConnectionError:
            pass        # whoever asked has gone

    def log_message(self, *_):
        """Keep the test output quiet."""
