"""A class on one Linux machine without Docker: one Unix user a learner.

install.sh puts the course where this file looks for it. As root:

  /opt/golessons/state/venv/bin/jupyterhub -f /opt/golessons/src/classroom/jupyterhub_config_local.py
"""
import asyncio
import contextlib
import ctypes
import itertools
import os
import pwd
import resource
import socket
import stat
import sys
from pathlib import Path

from jupyterhub.auth import LocalAuthenticator
from jupyterhub.spawner import LocalProcessSpawner

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from golessons_hub.common import common, listeners, number, size  # noqa: E402
from golessons_hub.login import UnixAuthenticator  # noqa: E402

c = get_config()  # noqa: F821
ini = common(c, without_passwords=UnixAuthenticator)
limits = ini["limits"]

os.umask(0o077)
course = Path(sys.prefix).resolve().parent.parent  # of FOLDER/versions/VERSION/state/venv
runs = Path("/run/golessons")

# The hub makes the Unix users that are missing. They are marked as the class's,
# so that nobody else's home folder is ever deleted with a learner's.
MARK = "golessons"
cls = c.JupyterHub.authenticator_class
if not issubclass(cls, LocalAuthenticator):
    # By the same name, because settings go by it.
    cls = type(cls.__name__, (LocalAuthenticator, cls), {})
c.JupyterHub.authenticator_class = cls
c.LocalAuthenticator.create_system_users = True
c.LocalAuthenticator.add_user_cmd = ["useradd", "--create-home", "--user-group", "--comment", MARK, "--shell", "/bin/bash", "--key", "UMASK=077", "--key", "HOME_MODE=0700"]
for name in c.Authenticator.allowed_users:
    try:
        if pwd.getpwnam(name).pw_uid < 1000:
            sys.exit(f"class.ini: {name} is a user of the system's; give the learner another name")
    except KeyError:
        pass


def roots_alone(course):
    """Ends the hub where somebody else than root could change what all learners run."""
    def other(path, info, sticky=False):
        writable = info.st_mode & 0o022 and not stat.S_ISLNK(info.st_mode) and not (sticky and info.st_mode & stat.S_ISVTX)
        if info.st_uid != 0 or writable:
            try:
                owner = pwd.getpwuid(info.st_uid).pw_name
            except KeyError:
                owner = info.st_uid
            sys.exit(f"{path} belongs to {owner}, mode {stat.S_IMODE(info.st_mode):o}: only root may write what all learners run. "
                     f"Delete {course} and run install.sh again")

    for above in course.parents:
        other(above, above.stat(), sticky=True)
    folders = [course]
    while folders:
        folder = folders.pop()
        other(folder, os.lstat(folder))
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    other(entry.path, entry.stat(follow_symlinks=False))


roots_alone(course)


def course_environment(name):
    """What the Dockerfile says in the image."""
    run = runs / name / "server"
    venv = course / "state" / "venv"
    return {
        "PATH": f"{venv}/bin:{course}/bin:{os.environ['PATH']}",
        "GOLESSONS_STATE": f"{course}/state",
        "GOLESSONS_CHECKOUT": f"{course}/src",
        "GOLESSONS_RUN": str(run),
        "GOTOOLCHAIN": "local",
        "CGO_ENABLED": "0",
        "GOPATH": f"{course}/go",
        "GOCACHE": f"{course}/cache",
        "JUPYTER_RUNTIME_DIR": f"{run}/runtime",
        "JUPYTER_CONFIG_PATH": f"{run}/config",
        "JUPYTER_PATH": f"{run}/share/jupyter:{venv}/share/jupyter",
    }


# Ports that the system gives to nobody by itself, each once in a long time: two
# servers that start together must not be told the same one.
ports = itertools.cycle(range(20000, 30000))


def free_port():
    for port in itertools.islice(ports, 10000):
        with socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                s.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError("no port is free between 20000 and 29999")


class Learner:
    """What both spawners do: a home and a runtime folder that are the learner's alone."""

    def get_env(self):
        return {**super().get_env(), **course_environment(self.user.name)}

    async def start(self):
        user = pwd.getpwnam(self.user.name)
        if user.pw_uid < 1000:
            raise PermissionError(f"{self.user.name} is a user of the system's")
        os.chmod(user.pw_dir, 0o700)
        runs.mkdir(exist_ok=True)
        runs.chmod(0o711)
        own = runs / self.user.name
        own.mkdir(mode=0o700, exist_ok=True)
        os.chown(own, user.pw_uid, user.pw_gid)
        self.port = free_port()
        ip, port = await super().start()
        # The hub asks ever more rarely whether the server answers, up to five
        # seconds apart: from here it asks when there is somebody to answer.
        while await self.poll() is None:
            try:
                _, writer = await asyncio.open_connection(ip, port)
            except OSError:
                await asyncio.sleep(0.2)
                continue
            writer.close()
            # Whoever was quicker to listen there would get what is the learner's.
            if listeners(port) != {user.pw_uid}:
                await self.stop()
                raise PermissionError(f"somebody else listens on port {port}; start the server again")
            break
        else:
            # Whoever listens there now would be taken for it.
            raise ChildProcessError("the server ended at its start; what it wrote is in the hub's output")
        return ip, port


libc = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNS, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REC, MS_PRIVATE, PR_SET_NO_NEW_PRIVS = 0x20000, 2, 4, 8, 0x4000, 1 << 18, 38


def check(result, what):
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def nice(value, pid):
    """Sets the niceness of a session: among sessions Linux may look at nothing else."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/autogroup", "w") as f:
        f.write(str(value))


class LearnerProcessSpawner(Learner, LocalProcessSpawner):
    """A process a learner, within limits that every Linux has.

    It has a temporary folder of its own and sees no processes but its own. The
    limits on memory and on files are for each process and each file; that on
    processes is for the learner. There is none on the whole of a learner's
    memory, CPU or disk: systemd has those.

    A server that starts gives way to the cells of those who work already: when
    a class comes in, it is seconds of computing for each of them.
    """

    async def start(self):
        try:
            return await super().start()
        finally:
            if self.pid:
                nice(0, self.pid)
                with contextlib.suppress(ProcessLookupError):
                    os.setpriority(os.PRIO_USER, pwd.getpwnam(self.user.name).pw_uid, 0)

    def make_preexec_fn(self, name):
        become = super().make_preexec_fn(name)
        memory, processes, file = self.mem_limit, number(ini, "limits", "processes"), size(limits["file"])

        def preexec():
            check(libc.unshare(CLONE_NEWNS), "unshare")
            check(libc.mount(b"none", b"/", None, MS_REC | MS_PRIVATE, None), "mount /")
            check(libc.mount(b"tmpfs", b"/tmp", b"tmpfs", MS_NOSUID | MS_NODEV, b"mode=1777,size=512m,nr_inodes=100k"), "mount /tmp")
            check(libc.mount(b"tmpfs", b"/dev/shm", b"tmpfs", MS_NOSUID | MS_NODEV, b"mode=1777,size=64m"), "mount /dev/shm")
            check(libc.mount(b"proc", b"/proc", b"proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, b"hidepid=2"), "mount /proc")
            for what, most in (
                (resource.RLIMIT_DATA, memory),
                (resource.RLIMIT_NPROC, processes),
                (resource.RLIMIT_FSIZE, file),
                (resource.RLIMIT_CORE, 0),
            ):
                resource.setrlimit(what, (most, most))
            os.nice(10)
            nice(10, "self")
            become()
            # Nothing that the learner runs becomes anybody else (sudo, su).
            check(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")

        return preexec


if os.path.isdir("/run/systemd/system"):
    import systemdspawner.systemdspawner
    from systemdspawner import SystemdSpawner

    systemdspawner.systemdspawner.random_port = free_port  # it asks for a port itself

    class LearnerSystemdSpawner(Learner, SystemdSpawner):
        """A unit a learner, within limits that hold for all that it runs."""

    c.JupyterHub.spawner_class = LearnerSystemdSpawner
    c.SystemdSpawner.username_template = "{USERNAME}"
    c.SystemdSpawner.isolate_tmp = True
    c.SystemdSpawner.isolate_devices = True
    c.SystemdSpawner.disable_user_sudo = True
    c.SystemdSpawner.slice = "golessons.slice"
    c.SystemdSpawner.unit_extra_properties = {
        "TasksMax": str(number(ini, "limits", "processes")),
        "MemorySwapMax": "0",
        "LimitFSIZE": str(size(limits["file"])),
        "LimitCORE": "0",
        "ProtectProc": "invisible",
        "ProtectSystem": "full",
        "UMask": "0077",
    }
else:
    c.JupyterHub.spawner_class = LearnerProcessSpawner

# Kernels talk to their server over sockets in the learner's runtime folder:
# what they print on a TCP port every user of the machine could listen to.
c.Spawner.args += ["--KernelManager.transport=ipc", "--ServerApp.ip=127.0.0.1"]
c.Spawner.cmd = [str(course / "bin" / "golessons"), "image", "start", "jupyterhub-singleuser"]
