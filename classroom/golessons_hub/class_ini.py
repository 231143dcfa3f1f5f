"""Reads class.ini, and ends the program with a sentence where it has a mistake."""
import configparser
import os
import re
import sys
from pathlib import Path

NAME = r"[a-z][a-z0-9_-]{0,30}"

# The languages of the lessons, and the locale of a learner's server in each.
LOCALES = {"ja": "ja_JP.UTF-8", "en": "C.UTF-8"}


def size(text):
    """Returns the bytes that 2G or 512M stand for."""
    m = re.fullmatch(r"(\d+)([KMGT]?)", text.strip())
    if not m:
        sys.exit(f"class.ini: {text} is no size; write it as 2G or 512M")
    return int(m[1]) << {"": 0, "K": 10, "M": 20, "G": 30, "T": 40}[m[2]]


def number(ini, section, key, kind=int):
    """Returns a number of class.ini, which has to be above 0."""
    text = ini[section][key]
    try:
        value = kind(text)
        if not 0 < value < 1e9:
            raise ValueError
    except (TypeError, ValueError):
        sys.exit(f"class.ini: [{section}] {key} = {text} is no number above 0")
    return value


def read():
    """Returns the settings of class.ini, checked."""
    file = os.environ.get("GOLESSONS_CLASS", "/etc/golessons/class.ini")
    ini = configparser.ConfigParser(allow_no_value=True, interpolation=None, delimiters=("=",), inline_comment_prefixes=None)
    # Defaults come from the class.ini that is shipped.
    ini.read(Path(__file__).parent.with_name("class.ini"), encoding="utf-8")
    try:
        found = ini.read(file, encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError) as e:
        sys.exit(f"{file} cannot be read: " + " ".join(str(e).split()))
    if not found:
        sys.exit(f"{file} is missing or cannot be read; copy class.ini there")
    if os.stat(file).st_mode & 0o077:
        sys.exit(f"{file} has passwords in it and others may read it; type `chmod 600 {file}`")
    check_names(file, ini)
    check_passwords(file, ini)
    if ini["class"]["language"] not in LOCALES:
        sys.exit(f"{file}: [class] language = {ini['class']['language']}: the lessons are in {' and '.join(LOCALES)}")
    return ini


def check_names(file, ini):
    learners, teachers = ini["learners"], ini["teachers"]
    for name in [*learners, *teachers]:
        if not re.fullmatch(NAME, name):
            sys.exit(f"{file}: {name!r} is no name for a learner; use small letters a to z, digits, - and _, a letter first, at most 31")
    for name in learners:
        if name in teachers:
            sys.exit(f"{file}: {name} stands in [learners] and in [teachers]; leave one of them, because a learner's short password must not open what teachers may")


def check_passwords(file, ini):
    learners, teachers, shared = ini["learners"], ini["teachers"], ini["class"]["password"]
    for section, least in ("learners", 8), ("teachers", 32):
        for name, password in ini[section].items():
            if password and len(password) < least:
                sys.exit(f"{file}: the password of {name} is shorter than {least} letters")
    if shared and len(shared) < 8:
        sys.exit(f"{file}: the class's password is shorter than 8 letters")
    if not ini.has_section("oauth") and (shared or any(learners.values()) or any(teachers.values())):
        for name in teachers:
            if not teachers[name]:
                sys.exit(f"{file}: the teacher {name} has no password; give one of 32 letters or more, because the class's is for learners alone")
