"""What every hub of the course has in common, from class.ini.

jupyterhub_config_local.py and jupyterhub_config_docker.py call common(c) and
add how servers are started.
"""
import configparser
import os
import re
import sqlite3
import ssl
import sys
from contextlib import closing
from pathlib import Path

from .login import ClassAuthenticator, FormLogin, oauth

NAME = r"[a-z][a-z0-9_-]{0,30}"

# What a teacher may: see who is there, start and stop servers, delete users. Not
# what an administrator of JupyterHub may too: open others' servers, and give
# rights to others.
TEACHER = ["admin-ui", "list:users", "read:users", "start:servers", "delete:servers", "delete:users", "read:hub"]


def size(text):
    """The bytes that 2G or 512M are."""
    m = re.fullmatch(r"(\d+)([KMGT]?)", text.strip())
    if not m:
        sys.exit(f"class.ini: {text} is no size; write it as 2G or 512M")
    return int(m[1]) << {"": 0, "K": 10, "M": 20, "G": 30, "T": 40}[m[2]]


def number(ini, section, key, kind=int):
    """A number of class.ini, above 0."""
    text = ini[section][key]
    try:
        value = kind(text)
        if not 0 < value < 1e9:
            raise ValueError
    except (TypeError, ValueError):
        sys.exit(f"class.ini: [{section}] {key} = {text} is no number above 0")
    return value


def read():
    file = os.environ.get("GOLESSONS_CLASS", "/etc/golessons/class.ini")
    ini = configparser.ConfigParser(allow_no_value=True, interpolation=None, delimiters=("=",), inline_comment_prefixes=None)
    # What the file leaves out is as in the one that is shipped.
    ini.read(Path(__file__).parent.with_name("class.ini"), encoding="utf-8")
    try:
        found = ini.read(file, encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError) as e:
        sys.exit(f"{file} cannot be read: " + " ".join(str(e).split()))
    if not found:
        sys.exit(f"{file} is missing or cannot be read; copy class.ini there")
    if os.stat(file).st_mode & 0o077:
        sys.exit(f"{file} has passwords in it and others may read it; type `chmod 600 {file}`")
    learners, teachers, shared = ini["learners"], ini["teachers"], ini["class"]["password"]
    for name in [*learners, *teachers]:
        if not re.fullmatch(NAME, name):
            sys.exit(f"{file}: {name!r} is no name for a learner; use small letters a to z, digits, - and _, a letter first, at most 31")
    for name in learners:
        if name in teachers:
            sys.exit(f"{file}: {name} stands in [learners] and in [teachers]; leave one of them, because a learner's short password must not open what teachers may")
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
    if ini["class"]["language"] not in ("ja", "en"):
        sys.exit(f"{file}: [class] language = {ini['class']['language']}: the lessons are in ja and en")
    return ini


def listeners(port):
    """The users, by their numbers, who listen on a port of this machine."""
    users = set()
    for table in "/proc/net/tcp", "/proc/net/tcp6":
        try:
            lines = Path(table).read_text().splitlines()[1:]
        except FileNotFoundError:  # no IPv6
            continue
        for fields in map(str.split, lines):
            if fields[3] == "0A" and int(fields[1].rsplit(":", 1)[1], 16) == port:
                users.add(int(fields[7]))
    return users


def known(database):
    """The names that the hub remembers."""
    if not database.exists():
        return set()
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
            return {name for name, in db.execute("SELECT name FROM users")}
    except sqlite3.Error:  # no table yet; what else is wrong the hub says itself
        return set()


def common(c, without_passwords=None):
    """Sets what does not depend on how servers are started; returns class.ini.

    without_passwords is who is asked where class.ini has neither passwords nor
    an institution.
    """
    ini = read()
    hub, limits = ini["hub"], ini["limits"]

    folder = Path(hub["folder"])
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    database = folder / "jupyterhub.sqlite"
    c.JupyterHub.db_url = f"sqlite:///{database}"
    c.JupyterHub.cookie_secret_file = str(folder / "cookie_secret")
    c.ConfigurableHTTPProxy.pid_file = str(folder / "proxy.pid")
    # A request, such as that of a page which waits for its server, may take ten minutes.
    c.ConfigurableHTTPProxy.command = [sys.executable, str(Path(__file__).with_name("proxy.py")), "--proxy-timeout=600000"]
    c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{number(ini, 'hub', 'proxy_port')}"
    c.JupyterHub.hub_port = number(ini, "hub", "hub_port")
    if hub["certificate"] or hub["key"]:
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(hub["certificate"], hub["key"])
        except (OSError, TypeError) as e:  # of which ssl.SSLError is one
            sys.exit(f"class.ini: [hub] certificate = {hub['certificate']}, key = {hub['key']}: {e}; name a file with the certificate and one with its key")
    c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key = hub["certificate"], hub["key"]
    scheme = "https" if hub["certificate"] else "http"
    c.JupyterHub.bind_url = f"{scheme}://{hub['address']}:{number(ini, 'hub', 'port')}"
    if hub["subdomain"]:
        c.JupyterHub.subdomain_host = hub["subdomain"]

    # Learners go on working while the hub is started anew.
    c.JupyterHub.cleanup_servers = False
    c.JupyterHub.allow_named_servers = False
    c.Spawner.start_timeout = c.Spawner.http_timeout = 120
    c.Spawner.poll_interval = 10  # how soon a server that died is noticed

    # Only who stands in the file, also where the hub remembers others: those
    # lose what they may when the hub starts, whatever their browsers still have.
    learners, teachers = set(ini["learners"]), set(ini["teachers"])
    c.Authenticator.allowed_users = learners | teachers
    c.Authenticator.allow_existing_users = False
    c.Authenticator.blocked_users = known(database) - learners - teachers
    c.Authenticator.username_pattern = f"^{NAME}$"
    shared = ini["class"]["password"]
    passwords = {name: password or shared for name, password in ini["learners"].items()} | dict(ini["teachers"])
    passwords = {name: password for name, password in passwords.items() if password}
    if ini.has_section("oauth"):
        cls, settings = oauth(ini["oauth"])
        c[cls.__name__].update(settings)
    elif passwords:
        cls = ClassAuthenticator
        c.ClassAuthenticator.passwords = passwords
    elif without_passwords:
        cls = without_passwords
    else:
        sys.exit("class.ini has no passwords, so nobody could log in: write one behind each learner's name, or one for the class, or [oauth]")
    c.JupyterHub.authenticator_class = cls
    if issubclass(cls, FormLogin):
        c[cls.__name__].language = ini["class"]["language"]

    c.Spawner.mem_limit = size(limits["memory"])
    c.Spawner.cpu_limit = number(ini, "limits", "cpus", float)
    c.Spawner.environment = {"LANG": {"ja": "ja_JP.UTF-8", "en": "C.UTF-8"}[ini["class"]["language"]]}
    c.Spawner.args = [
        f"--MappingKernelManager.cull_idle_timeout={60 * number(ini, 'limits', 'idle_kernel')}",
        "--MappingKernelManager.cull_interval=60",
    ]
    c.JupyterHub.services = [{
        "name": "idle-culler",
        # It ends with the hub, however that ends.
        "command": ["setpriv", "--pdeathsig", "KILL", "--", sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={60 * number(ini, 'limits', 'idle_server')}", "--cull-every=60"],
    }]
    c.JupyterHub.load_roles = [{
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    }, {
        # A learner's page has scripts of the learner's. Where all pages have the
        # hub's address, who opens one as a teacher lends them a teacher's rights.
        "name": "teachers",
        "description": "Teachers of the class",
        "scopes": TEACHER + (["access:servers"] if hub["subdomain"] else []),
        "users": sorted(teachers),
    }, {
        "name": "admin",
        "users": [],  # also where an earlier version made teachers administrators
    }]
    return ini
