"""Signs the notebooks named by its arguments, as a learner gets them: without
outputs."""
import sys

from nbformat import v4
from nbformat.sign import NotebookNotary

notary = NotebookNotary()
for name in sys.argv[1:]:
    # Without the validation that nbformat.read adds, which is most of its time.
    with open(name, encoding="utf-8") as f:
        notebook = v4.reads(f.read())
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notary.sign(notebook)
