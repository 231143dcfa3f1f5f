"""Executes the notebook on standard input and writes it to standard output.

Arguments: the kernel's name, the folder to run in, a time limit a cell in
seconds. Says on standard error, a JSON object a line, which cell has run and
for how long.
"""
import asyncio
import json
import os
import sys
import tempfile
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from traitlets.config import Config

kernel, folder, limit = sys.argv[1], sys.argv[2], int(sys.argv[3])
nb = nbformat.read(sys.stdin, as_version=4)
began = {}


def say(**what):
    print(json.dumps(what), file=sys.stderr, flush=True)


def start(cell, cell_index, **_):
    began[cell_index] = time.monotonic()
    say(cell=cell_index)


def end(cell, cell_index, **_):
    say(cell=cell_index, seconds=time.monotonic() - began[cell_index])


# Over sockets in a folder of its own: of two kernels that start at once, on
# TCP, both may be told the same free port, and one of them ends.
# (A socket's path has about 104 bytes at most.)
folder_of_sockets = tempfile.TemporaryDirectory(dir="/tmp" if len(tempfile.gettempdir()) > 60 else None)
sockets = Config()
sockets.KernelManager.transport = "ipc"
sockets.KernelManager.connection_file = os.path.join(folder_of_sockets.name, "kernel.json")

client = NotebookClient(
    nb,
    config=sockets,
    kernel_name=kernel,
    timeout=limit,
    record_timing=False,
    resources={"metadata": {"path": folder}},
    on_cell_execute=start,
    on_cell_executed=end,
)
try:
    client.execute()
except CellExecutionError:
    pass  # the cell's outputs say it
except (CellTimeoutError, DeadKernelError, RuntimeError) as e:  # the last: it did not start
    say(failed=str(e).strip().splitlines()[0])
nbformat.write(nb, sys.stdout)
