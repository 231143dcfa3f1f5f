"""Signs the notebooks named by its arguments."""
import sys

import nbformat
from nbformat.sign import NotebookNotary

notary = NotebookNotary()
for name in sys.argv[1:]:
    notary.sign(nbformat.read(name, as_version=4))
