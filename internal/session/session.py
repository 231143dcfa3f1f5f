"""Drives one kernel for package session.

Reads commands, a JSON object a line, and answers each with one. The argument
is the kernelspec's name.
"""
import json
import os
import queue
import signal
import sys
import time

from jupyter_client import KernelManager

km = KernelManager(kernel_name=sys.argv[1])
kc = None


def start():
    global kc
    began = time.monotonic()
    km.start_kernel(stderr=sys.stderr, cwd=os.getcwd())
    kc = km.client()
    kc.start_channels()
    kc.wait_for_ready(timeout=60)
    return {"seconds": time.monotonic() - began, "pid": km.provisioner.pid}


def shell_reply(msg_id, timeout):
    deadline = time.monotonic() + timeout
    while True:
        msg = kc.get_shell_msg(timeout=max(deadline - time.monotonic(), 0.001))
        if msg["parent_header"].get("msg_id") == msg_id:
            return msg["content"]


def execute(code, timeout, interrupt=False):
    began = time.monotonic()
    interrupted = None
    msg_id = kc.execute(code, allow_stdin=False)
    outputs = []
    pages = []
    size = 0
    while True:
        try:
            msg = kc.get_iopub_msg(timeout=max(began + timeout - time.monotonic(), 0.001))
        except queue.Empty:
            return {"status": "timeout", "text": "", "seconds": time.monotonic() - began}
        if msg["parent_header"].get("msg_id") != msg_id:
            continue
        kind, content = msg["msg_type"], msg["content"]
        if kind == "stream":
            outputs.append(content["text"])
            if interrupt and interrupted is None:
                interrupted = time.monotonic()
                km.interrupt_kernel()
        elif kind in ("display_data", "execute_result", "update_display_data"):
            size += sum(len(v) for v in content["data"].values() if isinstance(v, str))
            outputs.append(content["data"].get("text/plain", ""))
            pages.append(content["data"].get("text/html", ""))
        elif kind == "error":
            outputs.append("\n".join(content["traceback"]))
        elif kind == "status" and content["execution_state"] == "idle":
            break
    reply = shell_reply(msg_id, 10)
    ended = time.monotonic()
    return {
        "status": reply["status"],
        "text": "".join(outputs),
        "html": "".join(pages),
        "seconds": ended - began,
        "size": size,
        "after_interrupt": ended - interrupted if interrupted else 0,
    }


def complete(code, timeout):
    began = time.monotonic()
    content = shell_reply(kc.complete(code, len(code)), timeout)
    kinds = [t["type"] for t in content["metadata"].get("_jupyter_types_experimental", [])]
    return {"seconds": time.monotonic() - began, "matches": content["matches"], "kinds": kinds}


def inspect(code, cursor, timeout):
    began = time.monotonic()
    content = shell_reply(kc.inspect(code, cursor), timeout)
    data = content.get("data", {})
    return {"seconds": time.monotonic() - began, "text": data.get("text/markdown") or data.get("text/plain", "")}


def kill():
    """Does what Jupyter does for a forced restart: sends SIGKILL to the kernel's group."""
    os.killpg(os.getpgid(km.provisioner.pid), signal.SIGKILL)
    km.provisioner.process.wait()
    return {}


def shutdown():
    kc.stop_channels()
    km.shutdown_kernel()
    return {}


calls = {"start": start, "execute": execute, "complete": complete, "inspect": inspect, "kill": kill, "shutdown": shutdown}
for line in sys.stdin:
    ask = json.loads(line)
    try:
        answer = calls[ask.pop("call")](**ask)
    except Exception as e:  # every failure is an answer
        answer = {"error": f"{type(e).__name__}: {e}"}
    print(json.dumps(answer), flush=True)
if kc is not None and km.is_alive():
    km.shutdown_kernel(now=True)
