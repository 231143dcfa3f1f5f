"""Starts a server that ends at once, then one whose port another user listens on, and prints what the hub is told.

Argument: the classroom folder. Needs no JupyterHub.
"""
import asyncio
import os
import pathlib
import socket
import sys
import tempfile
from types import SimpleNamespace

sys.path.insert(0, sys.argv[1])
from golessons_hub import local_learner  # noqa: E402

# Another user than the one that runs this test, which need not be root.
local_learner.os = SimpleNamespace(chmod=lambda *_: None, chown=lambda *_: None)
local_learner.pwd = SimpleNamespace(getpwnam=lambda _: SimpleNamespace(pw_uid=1234567, pw_gid=1, pw_dir="/"))
local_learner.listeners = lambda _: {os.getuid()}


class Spawner:
    user = SimpleNamespace(name="hanako")
    ended = None

    async def start(self):
        return "127.0.0.1", listening.getsockname()[1]

    async def poll(self):
        return self.ended

    async def stop(self):
        print("stopped")


class Server(local_learner.Learner, Spawner):
    pass


with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as listening:
    local_learner.RUNS = pathlib.Path(folder, "run")
    for ended in 1, None:
        server = Server()
        server.ended = ended
        try:
            print(asyncio.run(server.start()))
        except OSError as e:
            print(type(e).__name__, str(e).replace(str(listening.getsockname()[1]), "PORT"))
