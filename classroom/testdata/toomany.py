"""Logs in with wrong passwords from twenty computers, five times from each, and prints the answer to the right one then.

Argument: the classroom folder.
"""
import asyncio
import sys

sys.path.insert(0, sys.argv[1])
from tornado.web import HTTPError  # noqa: E402

import golessons_hub.login  # noqa: E402

hub = golessons_hub.login.ClassAuthenticator(passwords={"x": "right-password"}, allowed_users={"x"})
hub.log.disabled = True
golessons_hub.login.client = lambda address: address


async def ask(address, password):
    try:
        return await hub.authenticate(address, {"username": "x", "password": password})
    except HTTPError as e:
        return e.log_message


async def main():
    for i in range(20):
        for _ in range(5):
            if await ask(f"192.0.2.{i}", "wrong") is not None:
                sys.exit("a wrong password was answered")
        if i == 0:
            for address in "192.0.2.0", "198.51.100.1":
                print(await ask(address, "right-password"))
    for hub.language in "en", "ja":
        print(await ask("198.51.100.1", "right-password"))


asyncio.run(main())
