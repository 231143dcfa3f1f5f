"""Reads tar archives that arrive in pieces and that nobody has checked."""
import io
import tarfile

from .files import DEPTH, File, Refused


class Chunks(io.RawIOBase):
    """A stream of pieces of bytes."""

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
    """A stream that remembers its last 1024 bytes."""

    def __init__(self, stream):
        self.stream, self.last = stream, b""

    def read(self, n):
        data = self.stream.read(n) or b""
        self.last = (self.last + data)[-1024:]
        return data


# tarfile and the system raise these for an archive that is cut off, or that has
# an impossible name, size or time in it.
NO_ARCHIVE = tarfile.TarError, ValueError, OverflowError, LookupError


def archive(stream):
    """Yields the files of a tar archive, which a learner may have made up."""
    tail = Tail(stream)
    try:
        with tarfile.open(fileobj=tail, mode="r|") as tar:
            for member in tar:
                parts = tuple(p for p in member.name.split("/") if p not in ("", "."))[1:]
                if member.isreg() and parts and ".." not in parts and len(parts) <= DEPTH + 1:
                    yield File(parts, member.size, member.mtime, tar.extractfile(member))
                elif not member.isdir():
                    yield File(parts)
    except NO_ARCHIVE as e:
        raise Refused(f"what arrived is no whole archive ({e})") from None
    tail.read(tarfile.RECORDSIZE)
    if tail.last != bytes(1024):  # tarfile does not notice an archive that is cut off between two files
        raise Refused("what arrived is no whole archive (its end is missing); try again")
