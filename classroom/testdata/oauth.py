"""Every setting of every authenticator that the hub comes with, as a line of class.ini.

The argument is the classroom folder. Each setting is given a value of its type
as a person would write it, and has to arrive in the authenticator as that.
"""
import configparser
import importlib
import pkgutil
import sys

sys.path.insert(0, sys.argv[1])
import oauthenticator
from traitlets import Any, Bool, Callable, Dict, Int, List, Set, Unicode, Union
from traitlets.config import Config

from golessons_hub.login import oauth

failed = tried = 0


def fail(*what):
    global failed
    failed += 1
    print(*what)


def read(cls, **lines):
    ini = configparser.ConfigParser(allow_no_value=True, interpolation=None, delimiters=("=",))
    ini.read_dict({"oauth": {"class": f"{cls.__module__}.{cls.__name__}", **lines}})
    return oauth(ini["oauth"])


def refused(cls, **lines):
    try:
        read(cls, **lines)
    except SystemExit as e:
        return str(e)


classes = {}
for module in pkgutil.iter_modules(oauthenticator.__path__):
    try:
        found = vars(importlib.import_module("oauthenticator." + module.name))
    except ImportError:  # what it needs beside is not installed
        continue
    classes |= {name: cls for name, cls in found.items() if name.endswith("OAuthenticator") and isinstance(cls, type) and not name.startswith("Local")}
if len(classes) < 8:
    fail("only", list(classes))

samples = [  # the first that fits: a type, what is written, what it means
    (Bool, "yes", True),
    (Int, "60", 60),
    (Dict, '{"a": "b"}', {"a": "b"}),
    (Set, "a, b", {"a", "b"}),
    (List, "a b", ["a", "b"]),
    (Union, "email", "email"),
    (Unicode, "https://id.example.ac.jp/?a=b", "https://id.example.ac.jp/?a=b"),
]
who = 0
for name, cls in sorted(classes.items()):
    for key, trait in cls.class_traits(config=True).items():
        if type(trait) in (Any, Callable):
            if not refused(cls, **{key: "x"}):
                fail(f"{name}.{key} takes a text for a function")
            continue
        written, meant = next(((w, m) for kind, w, m in samples if isinstance(trait, kind)), (None, None))
        if written is None:
            fail(f"{name}.{key}: what is a {type(trait).__name__}?")
            continue
        why = refused(cls, **{key: written})
        if why:
            if "stands in [learners]" in why:
                who += 1
            elif "write it as" not in why:
                fail(f"{name}.{key} = {written}: {why}")
            continue
        tried += 1
        _, settings = read(cls, **{key: written})
        if settings[key] != meant and set(settings[key]) != meant:
            fail(f"{name}.{key} = {written} became {settings[key]!r}")
            continue
        try:
            getattr(cls(config=Config({name: settings})), key)
        except Exception as e:
            # The authenticators that want more of a setting than its type say what.
            if type(e).__name__ == "TraitError" and "expected" in str(e):
                fail(f"{name}.{key} = {written}: {e}")
if who < 10:
    fail("only", who, "settings say who gets in")

generic = classes["GenericOAuthenticator"]
for lines, sentence in [
    ({"scoop": "openid"}, "class.ini: [oauth] scoop is no setting of GenericOAuthenticator; is it scope?"),
    ({"tls_verify": "perhaps"}, "class.ini: [oauth] tls_verify = perhaps: write it as yes or no"),
    ({"tls_verify": None}, "class.ini: [oauth] tls_verify = None: write it as yes or no"),
    ({"token_params": "a=b"}, 'class.ini: [oauth] token_params = a=b: write it as {"key": "value"}'),
    ({"allow_all": "yes"}, "class.ini: [oauth] allow_all: who gets in stands in [learners] and [teachers], and nowhere else"),
    ({"allowed_groups": "staff"}, "class.ini: [oauth] allowed_groups: who gets in stands in [learners] and [teachers], and nowhere else"),
    ({"class": "oauthenticator.generic.Nothing"}, "class.ini: [oauth] class = oauthenticator.generic.Nothing is none; write it as oauthenticator.generic.GenericOAuthenticator"),
    ({"class": "nothing"}, "class.ini: [oauth] class = nothing is none; write it as oauthenticator.generic.GenericOAuthenticator"),
]:
    if refused(generic, **lines) != sentence:
        fail(lines, "is answered", refused(generic, **lines))
print(f"{tried} settings of {len(classes)} authenticators, {who} more that say who gets in")
sys.exit(failed > 0)
