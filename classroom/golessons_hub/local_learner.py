"""Code that the spawners of a hub without Docker share: each learner is a Unix user.

Nothing here needs JupyterHub.
"""
import asyncio
import itertools
import os
import pwd
import socket
import stat
import sys
from pathlib import Path

# FOLDER/versions/VERSION, where install.sh has put Python into state/venv.
COURSE = Path(sys.prefix).resolve().parent.parent

RUNS = Path("/run/golessons")

# A comment in /etc/passwd marks the users that the hub makes, so that no other
# user's home folder is ever deleted with a learner's.
MARK = "golessons"


def check_writers(course):
    """Ends the hub if anybody but root could change what all learners run."""
    def check(path, info, sticky=False):
        writable = info.st_mode & 0o022 and not stat.S_ISLNK(info.st_mode) and not (sticky and info.st_mode & stat.S_ISVTX)
        if info.st_uid != 0 or writable:
            try:
                owner = pwd.getpwuid(info.st_uid).pw_name
            except KeyError:
                owner = info.st_uid
            sys.exit(f"{path} belongs to {owner}, mode {stat.S_IMODE(info.st_mode):o}: only root may write what all learners run. "
                     f"Delete {course} and run install.sh again")

    for above in course.parents:
        check(above, above.stat(), sticky=True)
    folders = [course]
    while folders:
        folder = folders.pop()
        check(folder, os.lstat(folder))
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    check(entry.path, entry.stat(follow_symlinks=False))


def environment(name):
    """Returns the variables that the Dockerfile sets in the image."""
    run = RUNS / name / "server"
    venv = COURSE / "state" / "venv"
    return {
        "PATH": f"{venv}/bin:{COURSE}/bin:{os.environ['PATH']}",
        "GOLESSONS_STATE": f"{COURSE}/state",
        "GOLESSONS_CHECKOUT": f"{COURSE}/src",
        "GOLESSONS_RUN": str(run),
        "GOTOOLCHAIN": "local",
        "CGO_ENABLED": "0",
        "GOPATH": f"{COURSE}/go",
        "GOCACHE": f"{COURSE}/cache",
        "JUPYTER_RUNTIME_DIR": f"{run}/runtime",
        "JUPYTER_CONFIG_PATH": f"{run}/config",
        "JUPYTER_PATH": f"{run}/share/jupyter:{venv}/share/jupyter",
    }


# Linux does not hand out these ports by itself. Going round them gives servers
# that start at the same time different ones.
ports = itertools.cycle(range(20000, 30000))


def free_port():
    """Returns a port of 127.0.0.1 that nobody uses."""
    for port in itertools.islice(ports, 10000):
        with socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                s.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError("no port is free between 20000 and 29999")


def listeners(port):
    """Returns the ids of the users who listen on a port of this machine."""
    users = set()
    for table in "/proc/net/tcp", "/proc/net/tcp6":
        try:
            lines = Path(table).read_text().splitlines()[1:]
        except FileNotFoundError:  # no IPv6
            continue
        for fields in map(str.split, lines):
            if fields[3] == "0A" and int(fields[1].rsplit(":", 1)[1], 16) == port:
                users.add(int(fields[7]))
    return users


class Learner:
    """Gives a spawner's server a home and a runtime folder that are the learner's alone."""

    def get_env(self):
        return {**super().get_env(), **environment(self.user.name)}

    async def start(self):
        user = pwd.getpwnam(self.user.name)
        if user.pw_uid < 1000:
            raise PermissionError(f"{self.user.name} is a user of the system's")
        os.chmod(user.pw_dir, 0o700)
        RUNS.mkdir(exist_ok=True)
        RUNS.chmod(0o711)
        own = RUNS / self.user.name
        own.mkdir(mode=0o700, exist_ok=True)
        os.chown(own, user.pw_uid, user.pw_gid)
        self.port = free_port()
        ip, port = await super().start()
        await self.answers(ip, port, user.pw_uid)
        return ip, port

    async def answers(self, ip, port, uid):
        """Waits until the learner's own server listens.

        The hub would ask at growing intervals, of up to five seconds.
        """
        while await self.poll() is None:
            try:
                _, writer = await asyncio.open_connection(ip, port)
            except OSError:
                await asyncio.sleep(0.2)
                continue
            writer.close()
            # Another user may have been quicker to listen there, and would get
            # the learner's requests.
            if listeners(port) != {uid}:
                await self.stop()
                raise PermissionError(f"somebody else listens on port {port}; start the server again")
            return
        # Whoever listens there from now on would be taken for the server.
        raise ChildProcessError("the server ended at its start; what it wrote is in the hub's output")
