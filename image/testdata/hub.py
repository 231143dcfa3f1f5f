"""Stands in for a JupyterHub: answers the requests of a single-user server."""
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ALICE = {"kind": "user", "name": "alice", "admin": False, "groups": [], "session_id": None,
         "scopes": ["access:servers!server=alice/", "access:servers!user=alice", "self"]}


class Hub(BaseHTTPRequestHandler):
    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("X-JupyterHub-Version", "6.1.1")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        if self.path.startswith("/hub/api/user"):
            ok = self.headers.get("Authorization", "").split()[-1:] == ["alices"]
            self.answer(200 if ok else 403, ALICE if ok else {})
        else:
            self.answer(200, {"version": "6.1.1"})

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        print("POST", self.path, self.headers.get("Authorization"), flush=True)
        self.answer(200, {})

    def log_message(self, *args):
        pass


ThreadingHTTPServer(("127.0.0.1", 8081), Hub).serve_forever()
