"""Keeps tokens out of the server's log.

Jupyter leaves tokens out of the line that it writes for each request, but not out
of the further lines for a request that fails. Here all lines pass. In a container
the log is the terminal where the learner reads the address, which the server
announces once, with its token.
"""
import logging
import os
import re

_token = re.compile(r"(token(?:=|%3D))[^&%\s\"'<>()]+", re.IGNORECASE)
_make = logging.getLogRecordFactory()


def _without_token(*args, **kwargs):
    record = _make(*args, **kwargs)
    try:
        text = record.getMessage()
    except Exception:  # logging itself tells of it
        return record
    if record.module == "serverapp" and os.environ.get("GOLESSONS_ANNOUNCE"):
        return record
    clean = _token.sub(r"\1[secret]", text)
    if clean != text:
        record.msg, record.args = clean, None
    return record


if _make.__name__ != "_without_token":  # each of Jupyter's applications reads this
    logging.setLogRecordFactory(_without_token)
