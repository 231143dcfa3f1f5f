"""Learners' files in the home folders of their Unix users."""
import os
import pwd
import shutil
import stat
import subprocess
from contextlib import contextmanager

from . import class_ini
from .files import DEPTH, WORK, File, Refused, check_left
from .local_learner import MARK, RUNS

# Follows no link, and does not wait for a fifo.
FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def below(folder, parts, uid):
    """Yields what is in an open folder and below it; content belongs to the user uid."""
    with os.scandir(folder) as entries:
        names = sorted(e.name for e in entries)
    for name in names:
        path = (*parts, name)
        # The learner may exchange it at any moment, so it is looked at again when
        # it is open. Devices are not opened at all.
        try:
            mode = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode
            if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
                yield File(path)
                continue
            fd = os.open(name, FLAGS, dir_fd=folder)
        except OSError:
            yield File(path)
            continue
        try:
            info = os.fstat(fd)
            if info.st_uid != uid:
                yield File(path)
            elif stat.S_ISDIR(info.st_mode) and len(parts) < DEPTH:
                yield from below(fd, path, uid)
            elif stat.S_ISREG(info.st_mode):
                with os.fdopen(os.dup(fd), "rb") as content:
                    yield File(path, info.st_size, info.st_mtime, content)
            else:
                yield File(path)
        finally:
            os.close(fd)


class Learners:
    """The learners of this kind of hub, as files.py describes them."""

    def __init__(self, options):
        if os.geteuid() != 0:
            raise Refused("only root may look into learners' home folders; type sudo before the command")
        self.ini = class_ini.read()

    def names(self):
        return list(self.ini["learners"])

    def user(self, name):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            raise Refused("there is no such user on this machine") from None
        if user.pw_uid < 1000:
            raise Refused("this is a user of the system's, no learner")
        return user

    @contextmanager
    def files(self, name):
        user = self.user(name)
        try:
            home = os.open(user.pw_dir, FLAGS | os.O_DIRECTORY)
        except OSError as e:
            raise Refused(f"{user.pw_dir}: {e.strerror}") from None
        try:
            folder = os.open(WORK, FLAGS | os.O_DIRECTORY, dir_fd=home)
        except FileNotFoundError:
            raise Refused("has no notebooks yet") from None
        except OSError as e:
            raise Refused(f"{user.pw_dir}/{WORK}: {e.strerror}") from None
        finally:
            os.close(home)
        try:
            yield below(folder, (), user.pw_uid)
        finally:
            os.close(folder)

    def forget(self, name):
        user = self.user(name)
        check_left(self.ini, name)
        if user.pw_gecos.split(",")[0] != MARK:
            raise Refused(f"the hub has not made this user of the machine; if it is to go all the same, type `userdel -r {name}`")
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                runs = os.stat(f"/proc/{pid}").st_uid == user.pw_uid
            except FileNotFoundError:
                continue
            if runs:
                raise Refused("something of theirs still runs; stop the server on /hub/admin first")
        done = subprocess.run(["userdel", "--remove", name], capture_output=True, text=True)
        if done.returncode or os.path.lexists(user.pw_dir):
            raise Refused(" ".join(f"userdel has not deleted all: {done.stderr}".split()))
        shutil.rmtree(RUNS / name, ignore_errors=True)
        return f"the user and {user.pw_dir} are deleted"
