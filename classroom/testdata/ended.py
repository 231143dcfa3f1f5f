"""Starts a learner's server that ends at once, and one on whose port another user listens, and prints what the hub is told.

Argument: jupyterhub_config_local.py, of which only the start of a server is taken.
"""
import ast
import asyncio
import os
import pathlib
import socket
import sys
import tempfile
from types import SimpleNamespace

tree = ast.parse(open(sys.argv[1]).read())
tree.body = [part for part in tree.body if isinstance(part, ast.ClassDef) and part.name == "Learner"]
holder = tempfile.TemporaryDirectory()
folder = pathlib.Path(holder.name)
course = {
    "asyncio": asyncio, "os": SimpleNamespace(chmod=lambda *_: None, chown=lambda *_: None), "runs": folder / "run",
    "pwd": SimpleNamespace(getpwnam=lambda name: SimpleNamespace(pw_uid=1234567, pw_gid=1, pw_dir="/")),
    "free_port": lambda: 1, "listeners": lambda port: {os.getuid()},
}
exec(compile(tree, sys.argv[1], "exec"), course)


class Spawner:
    user = SimpleNamespace(name="hanako")
    ended = None

    async def start(self):
        return "127.0.0.1", listening.getsockname()[1]

    async def poll(self):
        return self.ended

    async def stop(self):
        print("stopped")


class Server(course["Learner"], Spawner):
    pass


with socket.create_server(("127.0.0.1", 0)) as listening:
    for ended in 1, None:
        server = Server()
        server.ended = ended
        try:
            print(asyncio.run(server.start()))
        except OSError as e:
            print(type(e).__name__, str(e).replace(str(listening.getsockname()[1]), "PORT"))
