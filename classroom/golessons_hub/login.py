"""Who gets in: by a password of class.ini, by the Unix user's, or by the institution."""
import configparser
import difflib
import inspect
import ipaddress
import json
import os
import socket
import sys
import time
from hmac import compare_digest
from pathlib import Path

from jupyterhub.auth import Authenticator, PAMAuthenticator
from jupyterhub.handlers.login import LoginHandler
from tornado.web import HTTPError
from traitlets import Any, Bool, Callable, Dict, List, Set, TraitError, Tuple, Unicode
from traitlets.utils.importstring import import_item

# A name is refused after this many wrong passwords within this many seconds.
# FEW, from one address, stop somebody who guesses, and do not affect the
# learner at another computer. MANY, from all addresses, stop a guesser with
# many computers.
FEW, SHORT = 5, 300
MANY, LONG = 100, 3600

TOO_MANY = {
    "en": "Too many wrong passwords. Try again in five minutes.",
    "ja": "パスワードの誤りが続いたため、いまはログインできません。5 分後にもう一度試してください。",
}
# This is for a learner whose own address sent none of them: waiting five
# minutes would not help.
FROM_ALL = {
    "en": "Too many wrong passwords for this name, from several computers. Tell the teacher, or try again in an hour.",
    "ja": "複数の PC からこの名前でのパスワードの誤りが続いたため、いまはログインできません。教員に知らせるか、1 時間後にもう一度試してください。",
}


class Form(LoginHandler):
    """The log-in page, which also takes bytes that are no text."""

    def decode_argument(self, value, name=None):
        return value.decode("utf-8", "replace")


class FormLogin(Authenticator):
    """Refuses impossible log-ins before a password is compared, and names with too many failures."""

    language = Unicode("en", config=True, help="ja or en: the language of refusals.")

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.failures = {}  # name: [(when, address)]

    def get_handlers(self, app):
        return [("/login", Form)]

    async def authenticate(self, handler, data):
        if "username" not in data:
            raise HTTPError(403, "Invalid username or password")
        name, password = self.normalize_username(data["username"]), data.get("password", "")
        # UnixAuthenticator would otherwise ask the system for the password of
        # root, or of any other user who is not in the file.
        if name not in self.allowed_users or not password or len(password) > 1000 or "\0" in password:
            return None
        address, now = client(handler), time.monotonic()
        failed = [f for f in self.failures.get(name, []) if f[0] > now - LONG][-MANY:]
        few = sum(f == address and when > now - SHORT for when, f in failed) >= FEW
        if few or len(failed) >= MANY:
            self.log.warning("Too many wrong passwords for %s, now from %s; all came from %s", name, address, ", ".join(sorted({f for _, f in failed})))
            raise HTTPError(429, (FROM_ALL if len(failed) >= MANY else TOO_MANY)[self.language])
        # Counted before the password is compared, because many may be tried at once.
        failed.append((now, address))
        self.failures[name] = failed
        answer = super().authenticate(handler, {"username": name, "password": password})
        if inspect.isawaitable(answer):
            answer = await answer
        if answer is not None:
            self.failures[name] = [f for f in self.failures[name] if f[1] != address]
        return answer


def client(handler):
    """Returns the computer that a request comes from, without believing the request."""
    if handler is None:
        return ""
    connection = handler.request.connection.stream.socket
    ours, theirs = connection.getsockname(), connection.getpeername()
    address = theirs[0]
    # Only the proxy's header counts: learners' cells reach the hub's own port
    # without the proxy, and can send any header.
    if owner(theirs, ours) == os.geteuid():
        address = handler.request.headers.get("X-Forwarded-For", "").split(",")[-1].strip() or address
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    # One computer can choose among all the addresses of such a network.
    if ip.is_loopback:
        return "this machine"
    return str(ipaddress.ip_network(f"{ip}/64", strict=False)) if ip.version == 6 and not ip.ipv4_mapped else address


def owner(local, remote):
    """Returns the id of the user of this machine with an IPv4 connection from local to remote, or None."""
    def shown(end):
        return f"{int.from_bytes(socket.inet_aton(end[0]), sys.byteorder):08X}:{end[1]:04X}"

    try:
        want = [shown(local), shown(remote)]
        lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    except OSError:  # inet_aton knows no IPv6
        return None
    return next((int(fields[7]) for fields in map(str.split, lines) if fields[1:3] == want), None)


class PasswordFile(Authenticator):
    """Compares passwords with those in its settings."""

    passwords = Dict(key_trait=Unicode(), value_trait=Unicode(), config=True, help="Each name's password.")

    async def authenticate(self, handler, data):
        right = self.passwords.get(data["username"])
        if right is not None and compare_digest(data["password"].encode(), right.encode()):
            return data["username"]
        return None


class ClassAuthenticator(FormLogin, PasswordFile):
    """Each learner's own password, or the class's."""


class UnixAuthenticator(FormLogin, PAMAuthenticator):
    """The password of the Unix user."""


def setting(trait, text):
    """Converts a text of class.ini to the type of a setting."""
    if isinstance(trait, Bool):
        return configparser.ConfigParser.BOOLEAN_STATES[text.lower()]
    if isinstance(trait, Dict):
        value = json.loads(text)
        if not isinstance(value, dict):
            raise ValueError(text)
        return value
    if isinstance(trait, (List, Set, Tuple)):
        if text.startswith("["):
            return json.loads(text)
        return [part.strip() for part in text.split(",")] if "," in text else text.split()
    if type(trait) in (Callable, Any):  # not isinstance: all traits are Any's
        raise ValueError(text)
    if isinstance(trait, Unicode):
        return text
    return trait.from_string(text)


HOW = {
    Bool: "write it as yes or no",
    Dict: 'write it as {"key": "value"}',
    List: "write it as words with spaces or commas between them",
    Set: "write it as words with spaces or commas between them",
}


def says_who(key):
    """Reports whether a setting of an authenticator says who gets in."""
    if key.startswith("allowed_"):
        return key not in ("allowed_idps", "allowed_scopes")
    return key.startswith(("allow_all", "allow_existing", "any_allow", "admin_", "username_pattern"))


def oauth(section):
    """Returns the authenticator that [oauth] names, and its settings."""
    try:
        cls = import_item(section["class"])
        if not issubclass(cls, Authenticator):
            raise TypeError
    except (KeyError, ImportError, AttributeError, TypeError, ValueError):
        sys.exit(f"class.ini: [oauth] class = {section.get('class')} is none; write it as oauthenticator.generic.GenericOAuthenticator")
    traits, settings = cls.class_traits(config=True), {}
    for key, text in section.items():
        if key == "class":
            continue
        if key not in traits:
            near = difflib.get_close_matches(key, traits, 1)
            sys.exit(f"class.ini: [oauth] {key} is no setting of {cls.__name__}" + (f"; is it {near[0]}?" if near else ""))
        if says_who(key):
            sys.exit(f"class.ini: [oauth] {key}: who gets in stands in [learners] and [teachers], and nowhere else")
        try:
            settings[key] = setting(traits[key], text or "")
        except (KeyError, ValueError, TypeError, TraitError):
            how = next((how for kind, how in HOW.items() if isinstance(traits[key], kind)), f"it has to be {traits[key].info()}")
            sys.exit(f"class.ini: [oauth] {key} = {text}: {how}")
    return cls, settings
