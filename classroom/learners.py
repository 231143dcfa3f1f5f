"""Collects learners' work, and deletes it.

  learners.py HUB collect FOLDER [NAME…]   copies their notebooks into FOLDER/NAME
  learners.py HUB forget NAME…             deletes all that a learner has here

HUB is local, docker or cluster. The first two are started with the hub's own
Python, as root, and read class.ini as the hub does; the third needs Python 3.10
and kubectl. collect without names is for all learners, changes nothing of
theirs and overwrites nothing in FOLDER. forget is for who is no longer in the
settings and whose server has been stopped.

What a learner's folder has in it is the learner's: only files that are files
and folders that are folders are copied, and so much of them.
"""
import argparse
import errno
import io
import json
import os
import pwd
import re
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

WORK = "golessons-notebooks"
FILES, DEPTH = 10_000, 20


class Refused(Exception):
    """A sentence: why nothing was done."""


class File:
    """A file of a learner's: where below their folder, and how to read it."""

    def __init__(self, parts, size, when, content):
        self.parts, self.size, self.when, self.content = parts, size, when, content


class Local:
    """A Unix user a learner."""

    def __init__(self, options):
        from golessons_hub.common import read

        if os.geteuid() != 0:
            raise Refused("only root may look into learners' home folders; type sudo before the command")
        self.ini = read()

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
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC

        def below(folder, parts):
            with os.scandir(folder) as entries:
                found = sorted(e.name for e in entries)
            for entry in found:
                # Whatever it is now: it is opened only if it does not block, and
                # looked at again when it is open.
                try:
                    mode = os.stat(entry, dir_fd=folder, follow_symlinks=False).st_mode
                    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
                        yield File((*parts, entry), 0, 0, None)
                        continue
                    fd = os.open(entry, flags, dir_fd=folder)
                except OSError:
                    yield File((*parts, entry), 0, 0, None)
                    continue
                try:
                    info = os.fstat(fd)
                    if info.st_uid != user.pw_uid:
                        yield File((*parts, entry), 0, 0, None)
                    elif stat.S_ISDIR(info.st_mode) and len(parts) < DEPTH:
                        yield from below(fd, (*parts, entry))
                    elif stat.S_ISREG(info.st_mode):
                        with os.fdopen(os.dup(fd), "rb") as content:
                            yield File((*parts, entry), info.st_size, info.st_mtime, content)
                    else:
                        yield File((*parts, entry), 0, 0, None)
                finally:
                    os.close(fd)

        try:
            home = os.open(user.pw_dir, flags | os.O_DIRECTORY)
        except OSError as e:
            raise Refused(f"{user.pw_dir}: {e.strerror}") from None
        try:
            folder = os.open(WORK, flags | os.O_DIRECTORY, dir_fd=home)
        except FileNotFoundError:
            raise Refused("has no notebooks yet") from None
        except OSError as e:
            raise Refused(f"{user.pw_dir}/{WORK}: {e.strerror}") from None
        finally:
            os.close(home)
        try:
            yield below(folder, ())
        finally:
            os.close(folder)

    def forget(self, name):
        user = self.user(name)
        still_named(self.ini, name)
        if user.pw_gecos.split(",")[0] != "golessons":
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
        shutil.rmtree(Path("/run/golessons") / name, ignore_errors=True)
        return f"the user and {user.pw_dir} are deleted"


class Docker:
    """A container and a volume a learner; what they are called, the spawner says."""

    def __init__(self, options):
        from golessons_hub.common import read
        from traitlets.config.loader import PyFileConfigLoader

        self.ini = read()
        self.config = PyFileConfigLoader(str(Path(options.config).absolute())).load_config()

    def names(self):
        return list(self.ini["learners"])

    def spawner(self, name):
        """The hub's own object for a learner, without the hub, and the volume of the home folder."""
        cls = self.config.JupyterHub.spawner_class
        spawner = cls(config=self.config, user=SimpleNamespace(name=name), orm_spawner=None)
        volume = next(volume for volume, at in spawner.volume_binds.items() if at["bind"] == "/home/jovyan")
        return spawner, volume

    def check(self, client, name, volume):
        import docker

        try:
            client.inspect_volume(volume)
        except docker.errors.NotFound:
            raise Refused(f"there is no volume {volume}: the learner has never had a server here, or is forgotten already") from None

    @contextmanager
    def files(self, name):
        import docker

        spawner, volume = self.spawner(name)
        client = spawner.client
        self.check(client, name, volume)
        # A container that is never started: it is a way to read the volume.
        made = client.create_container(
            spawner.image, command=["true"], volumes=["/home/jovyan"], network_disabled=True,
            host_config=client.create_host_config(binds={volume: {"bind": "/home/jovyan", "mode": "ro"}}),
        )
        try:
            try:
                stream, _ = client.get_archive(made["Id"], f"/home/jovyan/{WORK}")
            except docker.errors.NotFound:
                raise Refused("has no notebooks yet") from None
            yield archive(Chunks(stream))
        finally:
            client.remove_container(made["Id"], v=False, force=True)

    def forget(self, name):
        import docker

        still_named(self.ini, name)
        spawner, volume = self.spawner(name)
        client = spawner.client
        self.check(client, name, volume)
        try:
            container = client.inspect_container(spawner.object_name)
        except docker.errors.NotFound:
            container = None
        if container and container["State"]["Running"]:
            raise Refused("the server still runs; stop it on /hub/admin first")
        if container:
            client.remove_container(container["Id"], v=False)
        client.remove_volume(volume)
        return f"the volume {volume} is deleted"


class Cluster:
    """A pod and a volume claim a learner; the cluster knows whose they are."""

    def __init__(self, options):
        self.kubectl = ["kubectl", "--namespace", options.namespace]

    def run(self, *command):
        try:
            return subprocess.run([*self.kubectl, *command], capture_output=True, text=True)
        except FileNotFoundError:
            raise SystemExit("learners.py: there is no kubectl on PATH") from None

    def find(self, kind, component):
        done = self.run("get", kind, "--selector", f"component={component}", "--output", "json")
        if done.returncode:
            raise SystemExit(f"learners.py: {done.stderr.strip()}")
        found = {}
        for item in json.loads(done.stdout)["items"]:
            annotations = item["metadata"].get("annotations", {})
            if "hub.jupyter.org/username" in annotations and not annotations.get("hub.jupyter.org/servername"):
                found[annotations["hub.jupyter.org/username"]] = item
        return found

    def claim(self, name):
        claims = self.find("pvc", "singleuser-storage")
        if name not in claims:
            raise Refused("there is no volume of theirs in the namespace: the learner has never had a server here, or is forgotten already")
        return claims[name]["metadata"]["name"]

    def names(self):
        return sorted(self.find("pvc", "singleuser-storage"))

    @contextmanager
    def files(self, name):
        self.claim(name)
        pod = self.find("pod", "singleuser-server").get(name)
        if pod is None or pod["status"].get("phase") != "Running":
            raise Refused("the server does not run, and only then can the volume be read; start it on /hub/admin and try again")
        tar = subprocess.Popen([*self.kubectl, "exec", pod["metadata"]["name"], "--container", "notebook", "--",
                                "tar", "-c", "-C", "/home/jovyan", WORK], stdout=subprocess.PIPE)
        # A learner can stop what runs in the pod.
        late = threading.Timer(300, tar.kill)
        late.start()
        try:
            yield archive(tar.stdout)
        finally:
            late.cancel()
            tar.kill()
            tar.wait()

    def forget(self, name):
        claim = self.claim(name)
        if name in self.find("pod", "singleuser-server"):
            raise Refused("the server still runs; stop it on /hub/admin first")
        done = self.run("delete", "pvc", claim)
        if done.returncode:
            raise Refused(" ".join(done.stderr.split()))
        return f"the volume claim {claim} is deleted"


def still_named(ini, name):
    for section in "learners", "teachers":
        if name in ini[section]:
            raise Refused(f"still stands in class.ini under [{section}]; take the name out and start the hub again first")


class Chunks(io.RawIOBase):
    """Reads what comes in pieces."""

    def __init__(self, pieces):
        self.pieces, self.rest = iter(pieces), b""

    def readable(self):
        return True

    def readinto(self, buffer):
        while not self.rest:
            piece = next(self.pieces, None)
            if piece is None:
                return 0
            self.rest = piece
        n = min(len(buffer), len(self.rest))
        buffer[:n], self.rest = self.rest[:n], self.rest[n:]
        return n


class Tail:
    """Reads a stream and remembers its end."""

    def __init__(self, stream):
        self.stream, self.last = stream, b""

    def read(self, n):
        data = self.stream.read(n) or b""
        self.last = (self.last + data)[-1024:]
        return data


# What tarfile and the system raise for an archive that is cut off, or has a name,
# a size or a time in it that cannot be.
NO_ARCHIVE = tarfile.TarError, ValueError, OverflowError, LookupError


def archive(stream):
    """The files of a tar archive that a learner may have made up."""
    tail = Tail(stream)
    try:
        with tarfile.open(fileobj=tail, mode="r|") as tar:
            for member in tar:
                parts = tuple(p for p in member.name.split("/") if p not in ("", "."))[1:]
                if member.isreg() and parts and ".." not in parts and len(parts) <= DEPTH + 1:
                    yield File(parts, member.size, member.mtime, tar.extractfile(member))
                elif not member.isdir():
                    yield File(parts, 0, 0, None)
    except NO_ARCHIVE as e:
        raise Refused(f"what arrived is no whole archive ({e})") from None
    tail.read(tarfile.RECORDSIZE)
    if tail.last != bytes(1024):  # tarfile takes one that is cut off between two files for whole
        raise Refused("what arrived is no whole archive (its end is missing); try again")


def collect(hub, folder, name, most):
    """Copies a learner's files; returns what to say, and what was left out."""
    place = name if re.fullmatch(r"[\w@+][\w.@+ -]*", name) else quote(name, safe="").replace(".", "%2E")
    to = folder / place
    if os.path.lexists(to):
        raise Refused(f"{to} is there already; name another folder")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=".part-", dir=folder))
    except OSError as e:
        raise Refused(f"{e.strerror}: {to} was not made; name another folder") from None
    copied, size, out = 0, 0, []
    try:
        with hub.files(name) as files:
            for file in files:
                if ".ipynb_checkpoints" in file.parts:
                    continue
                if copied + len(out) >= FILES:
                    out.append(f"everything after {FILES} files")
                    break
                path = "/".join(file.parts)
                if file.content is None:
                    out.append(f"{path!r}, which is no file")
                    continue
                if file.size > most - size:
                    out.append(f"{path!r} of {file.size / 1e6:.1f} MB")
                    continue
                try:
                    write(part, file)
                except OSError as e:
                    if e.errno in (errno.ENOSPC, errno.EDQUOT):
                        raise
                    out.append(f"{path!r} ({e.strerror})")
                    continue
                copied, size = copied + 1, size + file.size
        os.rename(part, to)
    except OSError as e:
        raise Refused(f"{e.strerror}: {to} was not made") from None
    except NO_ARCHIVE as e:  # in the middle of a file
        raise Refused(f"what arrived is no whole archive ({e})") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return f"{copied} files, {size / 1e6:.1f} MB, in {to}", out


def write(part, file):
    path = part.joinpath(*file.parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    left = file.size  # it may grow meanwhile
    with open(path, "xb") as f:
        while left and (data := file.content.read(min(left, 1 << 20))):
            left -= len(data)
            f.write(data)
    with suppress(OSError, ValueError, OverflowError):  # a time that cannot be
        os.utime(path, (file.when, file.when))


def main():
    parser = argparse.ArgumentParser(prog="learners.py", usage=__doc__, add_help=True)
    parser.add_argument("hub", choices=["local", "docker", "cluster"])
    parser.add_argument("what", choices=["collect", "forget"])
    parser.add_argument("rest", nargs="*")
    parser.add_argument("-f", "--config", default=str(Path(__file__).with_name("jupyterhub_config_docker.py")), help="docker: the hub's configuration")
    parser.add_argument("--namespace", default="golessons", help="cluster: the namespace")
    parser.add_argument("--most", type=int, default=200, help="collect: so many MB of a learner at most")
    options = parser.parse_args()
    if not options.rest or options.what == "forget" and not all(options.rest):
        parser.error("collect needs a folder, forget the names")
    os.umask(0o077)
    status = 0
    try:
        hub = {"local": Local, "docker": Docker, "cluster": Cluster}[options.hub](options)
        names = options.rest if options.what == "forget" else options.rest[1:] or hub.names()
        named = options.what == "forget" or len(options.rest) > 1
        if not names:
            raise Refused("there are no learners")
        for name in names:
            who = name if name.isprintable() else repr(name)
            try:
                if options.what == "forget":
                    print(f"{who}: {hub.forget(name)}")
                    continue
                said, out = collect(hub, Path(options.rest[0]), name, options.most << 20)
                print(f"{who}: {said}")
                for what in out[:10] + ([f"and {len(out) - 10} more"] if len(out) > 10 else []):
                    print(f"{who}: left out: {what}", file=sys.stderr)
            except Refused as e:
                print(f"{who}: {e}", file=sys.stderr)
                status = 1 if named else status
    except Refused as e:
        sys.exit(f"learners.py: {e}")
    except Exception as e:
        if type(e).__module__.split(".")[0] not in ("docker", "requests"):
            raise
        sys.exit(f"learners.py: Docker does not do it: {e}")
    return status


if __name__ == "__main__":
    sys.exit(main())
