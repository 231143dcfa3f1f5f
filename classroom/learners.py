"""Collects learners' work, and deletes it.

  learners.py HUB collect FOLDER [NAME…]   copies their notebooks into FOLDER/NAME
  learners.py HUB forget NAME…             deletes all that a learner has here

HUB is local, docker or cluster. Run the first two with the hub's own Python, as
root; they read class.ini as the hub does. The third needs Python 3.10 and
kubectl. collect without names copies all learners' notebooks; it changes none of
theirs and overwrites nothing in FOLDER. forget is for learners who are no longer
in the settings and whose server has been stopped.

Learners decide what is in their folders: only plain files and folders are
copied, up to a limit.
"""
import argparse
import errno
import os
import re
import shutil
import sys
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from urllib.parse import quote

from golessons_hub.archive import NO_ARCHIVE
from golessons_hub.files import FILES, Refused

HUBS = ["local", "docker", "cluster"]  # golessons_hub/HUB_files.py


def collect(hub, folder, name, most):
    """Copies a learner's files; returns a sentence, and what was left out."""
    place = name if re.fullmatch(r"[\w@+][\w.@+ -]*", name) else quote(name, safe="").replace(".", "%2E")
    to = folder / place
    if os.path.lexists(to):
        raise Refused(f"{to} is there already; name another folder")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=".part-", dir=folder))
    except OSError as e:
        raise Refused(f"{e.strerror}: {to} was not made; name another folder") from None
    try:
        with hub.files(name) as files:
            copied, size, out = copy(files, part, most)
        os.rename(part, to)
    except OSError as e:
        raise Refused(f"{e.strerror}: {to} was not made") from None
    except NO_ARCHIVE as e:  # in the middle of a file
        raise Refused(f"what arrived is no whole archive ({e})") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return f"{copied} files, {size / 1e6:.1f} MB, in {to}", out


def copy(files, to, most):
    """Copies files, most bytes at most; returns how many, their bytes, and what was left out."""
    copied, size, out = 0, 0, []
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
            write(to, file)
        except OSError as e:
            if e.errno in (errno.ENOSPC, errno.EDQUOT):
                raise
            out.append(f"{path!r} ({e.strerror})")
            continue
        copied, size = copied + 1, size + file.size
    return copied, size, out


def write(to, file):
    path = to.joinpath(*file.parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    left = file.size  # the file may grow meanwhile
    with open(path, "xb") as f:
        while left and (data := file.content.read(min(left, 1 << 20))):
            left -= len(data)
            f.write(data)
    with suppress(OSError, ValueError, OverflowError):  # an impossible time
        os.utime(path, (file.when, file.when))


def main():
    parser = argparse.ArgumentParser(prog="learners.py", usage=__doc__, add_help=True)
    parser.add_argument("hub", choices=HUBS)
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
        hub = import_module(f"golessons_hub.{options.hub}_files").Learners(options)
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
