"""An agent of the standard library: asks its model, orders by HTTP, tries again as it is told to."""

import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MODEL = os.environ.get("OPENAI_BASE_URL", "https://api.openai.com/v1")
SHOP = os.environ.get("SHOP_URL", "https://shop.example")
PASSED_ON = ("traceparent", "x-task-id")
ORDER = {
    "type": "function",
    "function": {
        "name": "order",
        "description": "Orders an item.",
        "parameters": {"type": "object", "properties": {"item": {"type": "string"}}},
    },
}


def post(url, body, headers, tries=4):
    request = urllib.request.Request(url, json.dumps(body).encode(), method="POST")
    for name, value in {"content-type": "application/json", **headers}.items():
        request.add_header(name, value)
    try:
        with urllib.request.urlopen(request, timeout=10) as reply:
            return json.load(reply)
    except urllib.error.HTTPError as error:
        if error.code not in (429, 503) or tries == 1:
            raise
        time.sleep(float(error.headers.get("retry-after", "1")))
    except OSError:
        if tries == 1:
            raise
        time.sleep(0.2)
    return post(url, body, headers, tries - 1)


def answer(prompt, headers):
    messages = [{"role": "user", "content": prompt}]
    while True:
        body = {"model": "gpt-5", "messages": messages, "tools": [ORDER]}
        key = {"authorization": "Bearer " + os.environ.get("OPENAI_API_KEY", "")}
        turn = post(MODEL + "/chat/completions", body, {**headers, **key})["choices"][0]["message"]
        messages.append(turn)
        if not turn.get("tool_calls"):
            return turn["content"]
        for call in turn["tool_calls"]:
            once = {**headers, "idempotency-key": str(uuid.uuid4())}
            made = post(SHOP + "/orders", json.loads(call["function"]["arguments"]), once)
            messages.append(
                {"role": "tool", "tool_call_id": call["id"], "content": json.dumps(made)}
            )


class Chat(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        headers = {name: self.headers[name] for name in PASSED_ON if self.headers[name]}
        try:
            status, said = 200, {"answer": answer(asked["input"], headers)}
        except Exception as error:
            status, said = 500, {"error": str(error)}
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *_):
        pass


way = sys.argv[1]
if way == "serve":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Chat).serve_forever()
elif way == "stdin":
    print(answer(sys.stdin.read(), {}))
elif way == "argument":
    print(answer(sys.argv[2], {}))
else:
    print(answer(input("What may it be? "), {}))
