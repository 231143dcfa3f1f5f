"""Plays the learners' browsers, which log in, open lessons and run cells: for tests and measurements.

browsers.go starts it with the hub's address and sends it questions, one JSON
object per line: an id, a learner, a call (a method of Browser) and its arguments.
An answer, with the same id, is printed as soon as it is there.
"""
import asyncio
import json
import sys
import time
import uuid
from urllib.parse import quote

import aiohttp
from yarl import URL

HUB = sys.argv[1].rstrip("/")
SUBDOMAINS = sys.argv[2:] == ["subdomains"]


class Resolver(aiohttp.ThreadedResolver):
    """Resolves names below localhost to this machine, as browsers do."""

    async def resolve(self, host, *args, **kwargs):
        return await super().resolve("127.0.0.1" if host.endswith(".localhost") else host, *args, **kwargs)


def address(path):
    """Returns the URL of a path; learners' pages may have hosts of their own."""
    parts = path.split("/")
    if SUBDOMAINS and parts[1] == "user":
        return HUB.replace("://", f"://{parts[2]}.", 1) + path
    return HUB + path


class Browser:
    def __init__(self, name):
        self.name = name
        self.http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(resolver=Resolver()), cookie_jar=aiohttp.CookieJar(unsafe=True), timeout=aiohttp.ClientTimeout(total=180))
        self.ws = None
        self.kernel_id = None

    def xsrf(self, url):
        cookie = self.http.cookie_jar.filter_cookies(URL(url)).get("_xsrf")
        return cookie.value if cookie else ""

    async def request(self, method, path, body=None, token=None, bare=False, follow=True):
        """Sends any request: as the logged-in browser, or bare, without cookies."""
        url = path if path.startswith("http") else address(path)
        headers = {"Authorization": f"token {token}"} if token else {}
        http = self.http
        if bare:
            http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(resolver=Resolver()), timeout=aiohttp.ClientTimeout(total=60))
        else:
            headers["X-XSRFToken"] = self.xsrf(url)
        try:
            async with http.request(method, url, json=body if body is not None or method == "GET" else {}, headers=headers, allow_redirects=follow) as r:
                return {"code": r.status, "text": await r.text(), "url": str(r.url)}
        finally:
            if bare:
                await http.close()

    async def login(self, password):
        url = HUB + "/hub/login"
        async with self.http.get(url) as r:
            await r.text()
        form = {"username": self.name, "password": password, "_xsrf": self.xsrf(url)}
        async with self.http.post(url, data=form, allow_redirects=False) as r:
            a = {"code": r.status, "text": await r.text()}
        # The log-in changes the token that pages send with their requests.
        await self.request("GET", "/hub/home")
        return a

    async def form(self, body, path="/hub/login", kind="application/x-www-form-urlencoded"):
        """Sends a log-in form with any body, and the page's own token."""
        jar = aiohttp.CookieJar(unsafe=True)
        # These must not count: a browser can say anything of where it is.
        headers = {"X-Forwarded-For": "192.0.2.1", "X-Real-Ip": uuid.uuid4().hex[:4] + "::1"}
        async with aiohttp.ClientSession(cookie_jar=jar, headers=headers, timeout=aiohttp.ClientTimeout(total=60)) as http:
            async with http.get(HUB + "/hub/login") as r:
                await r.text()
            cookie = jar.filter_cookies(URL(HUB + "/hub/login")).get("_xsrf")
            url = URL(f"{HUB}{path}?_xsrf={quote(cookie.value if cookie else '')}", encoded=True)
            async with http.post(url, data=body.encode(), headers={"Content-Type": kind}, allow_redirects=False) as r:
                return {"code": r.status, "text": await r.text(errors="replace"), "url": r.headers.get("Location", "")}

    async def spawn(self):
        """Starts the server and opens its first page; returns when JupyterLab has all that it shows."""
        began = time.monotonic()
        a = await self.request("POST", f"/hub/api/users/{self.name}/server")
        if a["code"] not in (201, 202, 400):
            return a
        # The hub's page, too, waits for this event.
        url = f"{HUB}/hub/api/users/{self.name}/server/progress"
        async with self.http.get(url, headers={"X-XSRFToken": self.xsrf(url), "Accept": "text/event-stream"}) as r:
            event = {"message": f"the hub answers {r.status}"}
            async for line in r.content:
                if line.startswith(b"data:"):
                    event = json.loads(line[5:])
                    if event.get("ready") or event.get("failed"):
                        break
        if not event.get("ready"):
            return {"code": 500, "text": "the server did not start: " + event.get("message", "")}
        a = await self.request("GET", f"/user/{self.name}/lab")
        # JupyterLab asks for these before it shows anything.
        for path in "lab/api/settings", "lab/api/translations/en", "api/kernelspecs", "api/contents/en?content=1":
            b = await self.request("GET", f"/user/{self.name}/{path}")
            if b["code"] != 200:
                return b
        return {"code": a["code"], "text": a["text"][:200], "url": a["url"], "seconds": time.monotonic() - began}

    async def stop(self):
        a = await self.request("DELETE", f"/hub/api/users/{self.name}/server")
        began = time.monotonic()
        while time.monotonic() - began < 60:
            b = await self.request("GET", f"/hub/api/users/{self.name}")
            if not json.loads(b["text"]).get("servers", {}).get(""):
                break
            await asyncio.sleep(0.2)
        return a

    async def open(self, notebook):
        """Opens a notebook with its kernel, as JupyterLab does."""
        began = time.monotonic()
        a = await self.request("POST", f"/user/{self.name}/api/sessions", {
            "path": notebook, "type": "notebook", "name": notebook, "kernel": {"name": "golessons"}})
        if a["code"] != 201:
            return a
        self.kernel_id = json.loads(a["text"])["kernel"]["id"]
        await self.connect()
        await self.ask("kernel_info_request", {}, 120)
        return {"code": 201, "text": self.kernel_id, "seconds": time.monotonic() - began}

    async def connect(self):
        if self.ws:
            await self.ws.close()
        self.ws = await self.http.ws_connect(address(f"/user/{self.name}") + f"/api/kernels/{self.kernel_id}/channels", max_msg_size=0)
        return {"code": 101}

    async def ask(self, kind, content, timeout):
        """Sends a message on the shell channel, waits until the kernel is idle, and returns the reply and the outputs."""
        msg_id = uuid.uuid4().hex
        await self.ws.send_json({
            "channel": "shell", "content": content, "metadata": {}, "parent_header": {}, "buffers": [],
            "header": {"msg_id": msg_id, "msg_type": kind, "username": "", "session": msg_id, "version": "5.3", "date": ""},
        })
        reply, idle, out = None, False, []
        deadline = time.monotonic() + timeout
        while reply is None or not idle:
            msg = await self.ws.receive(timeout=max(deadline - time.monotonic(), 0.01))
            if msg.type != aiohttp.WSMsgType.TEXT:
                raise ConnectionError(f"the connection to the kernel ended ({msg.type.name})")
            m = json.loads(msg.data)
            if m["msg_type"] == "status" and m["content"]["execution_state"] in ("restarting", "dead"):
                raise ConnectionError("the kernel died")
            if m["parent_header"].get("msg_id") != msg_id:
                continue
            content = m["content"]
            if m["msg_type"] == "status":
                idle = content["execution_state"] == "idle"
            elif m["msg_type"] == "stream":
                out.append(content["text"])
            elif m["msg_type"] in ("display_data", "execute_result"):
                out.append(content["data"].get("text/plain", ""))
            elif m["msg_type"] == "error":
                out.append("\n".join(content["traceback"]))
            elif m["msg_type"].endswith("_reply"):
                reply = content
        return reply, "".join(out)

    async def execute(self, code, timeout=120):
        began = time.monotonic()
        reply, text = await self.ask("execute_request", {
            "code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}, timeout)
        return {"status": reply["status"], "text": text, "seconds": time.monotonic() - began}

    async def complete(self, code, timeout=120):
        began = time.monotonic()
        reply, _ = await self.ask("complete_request", {"code": code, "cursor_pos": len(code)}, timeout)
        return {"status": reply["status"], "text": "\n".join(reply["matches"]), "seconds": time.monotonic() - began}

    async def sleep(self, seconds):
        await asyncio.sleep(seconds)
        return {}


browsers = {}


async def answer(question):
    number, name, call = question.pop("id"), question.pop("learner"), question.pop("call")
    try:
        if name not in browsers:
            browsers[name] = Browser(name)
        a = await getattr(browsers[name], call)(**question)
    except Exception as e:  # a failure is an answer too
        a = {"error": f"{type(e).__name__}: {e}"}
    print(json.dumps({"id": number, **a}), flush=True)


async def main():
    reader = asyncio.StreamReader(limit=1 << 24)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    tasks = set()
    while line := await reader.readline():
        task = asyncio.create_task(answer(json.loads(line)))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    for browser in browsers.values():
        await browser.http.close()


asyncio.run(main())
