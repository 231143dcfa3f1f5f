"""Sets what does not depend on how a hub starts learners' servers.

jupyterhub_config_local.py and jupyterhub_config_docker.py call configure(c) and
add the rest.
"""
import sqlite3
import ssl
import sys
from contextlib import closing
from pathlib import Path

from . import class_ini
from .class_ini import NAME, number, size
from .login import ClassAuthenticator, FormLogin, oauth

# A teacher sees who is there, starts and stops servers, and deletes users.
# Unlike an administrator of JupyterHub, a teacher neither opens others' servers
# nor gives rights to others.
TEACHER = ["admin-ui", "list:users", "read:users", "start:servers", "delete:servers", "delete:users", "read:hub"]


def configure(c, without_passwords=None):
    """Fills in c from class.ini, and returns class.ini.

    without_passwords is the authenticator to use if class.ini has neither
    passwords nor [oauth].
    """
    ini = class_ini.read()
    folder = Path(ini["hub"]["folder"])
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    c.JupyterHub.db_url = f"sqlite:///{folder / 'jupyterhub.sqlite'}"
    c.JupyterHub.cookie_secret_file = str(folder / "cookie_secret")
    addresses(c, ini, folder)
    names(c, ini, folder)
    passwords(c, ini, without_passwords)
    servers(c, ini)
    roles(c, ini)
    return ini


def addresses(c, ini, folder):
    """Sets the ports, TLS, and the proxy."""
    hub = ini["hub"]
    c.ConfigurableHTTPProxy.pid_file = str(folder / "proxy.pid")
    # A page that waits for its server is one request, and may take ten minutes.
    c.ConfigurableHTTPProxy.command = [sys.executable, str(Path(__file__).with_name("proxy.py")), "--proxy-timeout=600000"]
    c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{number(ini, 'hub', 'proxy_port')}"
    c.JupyterHub.hub_port = number(ini, "hub", "hub_port")
    if hub["certificate"] or hub["key"]:
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(hub["certificate"], hub["key"])
        except (OSError, TypeError) as e:  # ssl.SSLError is an OSError
            sys.exit(f"class.ini: [hub] certificate = {hub['certificate']}, key = {hub['key']}: {e}; name a file with the certificate and one with its key")
    c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key = hub["certificate"], hub["key"]
    scheme = "https" if hub["certificate"] else "http"
    c.JupyterHub.bind_url = f"{scheme}://{hub['address']}:{number(ini, 'hub', 'port')}"
    if hub["subdomain"]:
        c.JupyterHub.subdomain_host = hub["subdomain"]


def names(c, ini, folder):
    """Lets in the names in the file and nobody else, even if the hub's database has more.

    A name that has been taken out of the file loses its rights when the hub
    starts, whatever its browser still has.
    """
    named = {*ini["learners"], *ini["teachers"]}
    c.Authenticator.allowed_users = named
    c.Authenticator.allow_existing_users = False
    c.Authenticator.blocked_users = known(folder / "jupyterhub.sqlite") - named
    c.Authenticator.username_pattern = f"^{NAME}$"


def known(database):
    """Returns the names in the hub's database."""
    if not database.exists():
        return set()
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
            return {name for name, in db.execute("SELECT name FROM users")}
    except sqlite3.Error:  # no table yet; the hub itself reports other faults
        return set()


def passwords(c, ini, without_passwords):
    """Chooses the authenticator."""
    shared = ini["class"]["password"]
    own = {name: password or shared for name, password in ini["learners"].items()} | dict(ini["teachers"])
    own = {name: password for name, password in own.items() if password}
    if ini.has_section("oauth"):
        cls, settings = oauth(ini["oauth"])
        c[cls.__name__].update(settings)
    elif own:
        cls = ClassAuthenticator
        c.ClassAuthenticator.passwords = own
    elif without_passwords:
        cls = without_passwords
    else:
        sys.exit("class.ini has no passwords, so nobody could log in: write one behind each learner's name, or one for the class, or [oauth]")
    c.JupyterHub.authenticator_class = cls
    if issubclass(cls, FormLogin):
        c[cls.__name__].language = ini["class"]["language"]


def servers(c, ini):
    """Sets what holds for all learners' servers: limits, language, and when idle ones end."""
    limits = ini["limits"]
    # Learners go on working while the hub is restarted.
    c.JupyterHub.cleanup_servers = False
    c.JupyterHub.allow_named_servers = False
    c.Spawner.start_timeout = c.Spawner.http_timeout = 120
    c.Spawner.poll_interval = 10  # seconds until the hub notices that a server has died
    c.Spawner.mem_limit = size(limits["memory"])
    c.Spawner.cpu_limit = number(ini, "limits", "cpus", float)
    c.Spawner.environment = {"LANG": class_ini.LOCALES[ini["class"]["language"]]}
    c.Spawner.args = [
        f"--MappingKernelManager.cull_idle_timeout={60 * number(ini, 'limits', 'idle_kernel')}",
        "--MappingKernelManager.cull_interval=60",
    ]
    c.JupyterHub.services = [{
        "name": "idle-culler",
        # setpriv ends it with the hub, however the hub ends.
        "command": ["setpriv", "--pdeathsig", "KILL", "--", sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={60 * number(ini, 'limits', 'idle_server')}", "--cull-every=60"],
    }]


def roles(c, ini):
    """Sets what teachers and the service that ends idle servers may do."""
    c.JupyterHub.load_roles = [{
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    }, {
        # A learner's page can hold scripts of the learner's. Where all pages share
        # the hub's address, a teacher who opens one lends it a teacher's rights.
        "name": "teachers",
        "description": "Teachers of the class",
        "scopes": TEACHER + (["access:servers"] if ini["hub"]["subdomain"] else []),
        "users": sorted(ini["teachers"]),
    }, {
        "name": "admin",
        "users": [],  # earlier versions made teachers administrators
    }]
