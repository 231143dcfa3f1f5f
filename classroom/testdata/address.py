"""Sends requests to a server such as the hub's, and prints from whom client says that each comes.

Arguments: the classroom folder, then users' numbers. Each of these users sends requests
with headers of their own, from two addresses of this machine.
"""
import asyncio
import shutil
import subprocess
import sys

sys.path.insert(0, sys.argv[1])
from tornado import httpserver, web  # noqa: E402

from golessons_hub.login import client  # noqa: E402

ASK = """
import http.client, sys
c = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), source_address=(sys.argv[2], 0))
c.request("GET", "/", headers={"X-Forwarded-For": sys.argv[3], "X-Real-Ip": "192.0.2.9"})
print(c.getresponse().read().decode(), end="")
"""

PYTHON = shutil.which("python3", path="/usr/local/bin:/usr/bin:/bin")  # every user may run it


class Page(web.RequestHandler):
    def get(self):
        self.write(client(self))


async def main():
    server = httpserver.HTTPServer(web.Application([("/", Page)]), xheaders=True)
    server.listen(0, "127.0.0.1")
    port = next(iter(server._sockets.values())).getsockname()[1]
    for user in map(int, sys.argv[2:]):
        for source in "127.0.0.1", "127.0.0.77":
            for said in "192.0.2.1, 192.0.2.2", "192.0.2.3, 2001:db8:1:2:3::4", "127.0.0.5", "junk", "":
                asking = await asyncio.create_subprocess_exec(
                    PYTHON, "-I", "-c", ASK, str(port), source, said, stdout=subprocess.PIPE, user=user)
                out, _ = await asking.communicate()
                print(user, source, repr(said), "is", out.decode())


asyncio.run(main())
