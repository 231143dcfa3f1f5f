"""Starts learners' servers on a machine without systemd."""
import contextlib
import ctypes
import os
import pwd
import resource

from jupyterhub.spawner import LocalProcessSpawner
from traitlets import Integer

from .local_learner import Learner

libc = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNS, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REC, MS_PRIVATE, PR_SET_NO_NEW_PRIVS = 0x20000, 2, 4, 8, 0x4000, 1 << 18, 38


class LearnerProcessSpawner(Learner, LocalProcessSpawner):
    """A process per learner, within limits that every Linux has.

    The server has a temporary folder of its own and sees its own processes only.
    Memory is limited for each process, size for each file, and the number of
    processes for the learner. Only systemd can limit all of a learner's memory,
    CPU or disk.

    A server that is starting takes seconds of computing, so it yields to the
    cells of learners who are already at work while a class comes in.
    """

    process_limit = Integer(config=True, help="How many processes and threads a learner may have.")
    file_limit = Integer(config=True, help="How many bytes a file may have.")

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
        limits = (
            (resource.RLIMIT_DATA, self.mem_limit),
            (resource.RLIMIT_NPROC, self.process_limit),
            (resource.RLIMIT_FSIZE, self.file_limit),
            (resource.RLIMIT_CORE, 0),
        )

        def preexec():
            check(libc.unshare(CLONE_NEWNS), "unshare")
            check(libc.mount(b"none", b"/", None, MS_REC | MS_PRIVATE, None), "mount /")
            check(libc.mount(b"tmpfs", b"/tmp", b"tmpfs", MS_NOSUID | MS_NODEV, b"mode=1777,size=512m,nr_inodes=100k"), "mount /tmp")
            check(libc.mount(b"tmpfs", b"/dev/shm", b"tmpfs", MS_NOSUID | MS_NODEV, b"mode=1777,size=64m"), "mount /dev/shm")
            check(libc.mount(b"proc", b"/proc", b"proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, b"hidepid=2"), "mount /proc")
            for kind, most in limits:
                resource.setrlimit(kind, (most, most))
            os.nice(10)
            nice(10, "self")
            become()
            # Neither sudo nor su makes anything of the learner's another user.
            check(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")

        return preexec


def check(result, what):
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def nice(value, pid):
    """Sets the niceness of a session, the only one that Linux may heed between sessions."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/autogroup", "w") as f:
        f.write(str(value))
