"""Executes the notebook on standard input and writes it to standard output, for
execute.go.

Arguments: the kernel's name, the folder to run in, the time limit for a cell in
seconds, a folder for the kernel's sockets. On standard error it says which cell
has started or ended, and how long that took: a JSON object on each line.
"""
import json
import os
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from traitlets.config import Config

kernel, folder, limit, folder_of_sockets = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
nb = nbformat.read(sys.stdin, as_version=4)
began = {}


def say(**what):
    print(json.dumps(what), file=sys.stderr, flush=True)


def start(cell, cell_index, **_):
    began[cell_index] = time.monotonic()
    say(cell=cell_index)


def end(cell, cell_index, **_):
    say(cell=cell_index, seconds=time.monotonic() - began[cell_index])


sockets = Config()
sockets.KernelManager.transport = "ipc"
sockets.KernelManager.connection_file = os.path.join(folder_of_sockets, "kernel.json")

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
    pass  # the cell's outputs say so
except (CellTimeoutError, DeadKernelError, RuntimeError) as e:  # RuntimeError: the kernel did not start
    say(failed=str(e).strip().splitlines()[0])
nbformat.write(nb, sys.stdout)
