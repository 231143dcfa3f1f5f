"""Describes what learners.py needs for each kind of hub: a module *_files.py that has a
class Learners with

  names()      all learners
  files(name)  a context manager of a learner's Files
  forget(name) deletes a learner's files, and returns what it has deleted

All raise Refused where they do nothing.
"""
# The folder in a learner's home, and limits on how much of it is looked at,
# because learners may put anything there.
WORK = "golessons-notebooks"
FILES, DEPTH = 10_000, 20


class Refused(Exception):
    """A sentence that says why nothing was done."""


class File:
    """A learner's file: its path below their folder, and its content.

    The content is None if it is not a plain file but, for example, a link.
    """

    def __init__(self, parts, size=0, when=0, content=None):
        self.parts, self.size, self.when, self.content = parts, size, when, content


def check_left(ini, name):
    """Refuses a name that class.ini still has."""
    for section in "learners", "teachers":
        if name in ini[section]:
            raise Refused(f"still stands in class.ini under [{section}]; take the name out and start the hub again first")
