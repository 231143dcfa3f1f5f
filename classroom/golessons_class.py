"""What every hub of the course has in common, from class.ini.

jupyterhub_config_local.py and jupyterhub_config_docker.py call common(c) and
add how servers are started.
"""
import configparser
import os
import re
import sys
from hmac import compare_digest
from pathlib import Path

from jupyterhub.authenticators.shared import SharedPasswordAuthenticator
from traitlets import Dict, Unicode
from traitlets.utils.importstring import import_item

NAME = r"[a-z][a-z0-9_-]{0,30}"


class ClassAuthenticator(SharedPasswordAuthenticator):
    """A password a learner, or the class's for those who have none."""

    own_passwords = Dict(key_trait=Unicode(), value_trait=Unicode(), config=True, help="Who has which password.")

    async def authenticate(self, handler, data):
        name = self.normalize_username(data["username"])
        own = self.own_passwords.get(name)
        if own is None:
            return await super().authenticate(handler, data)
        if compare_digest(data["password"].encode(), own.encode()):
            return {"name": name, "admin": name in self.admin_users}
        return None

    def check_allow_config(self):
        # The base class misses passwords for all, which ours need not be.
        super(SharedPasswordAuthenticator, self).check_allow_config()


def size(text):
    """The bytes that 2G or 512M are."""
    m = re.fullmatch(r"(\d+)([KMGT]?)", text.strip())
    if not m:
        sys.exit(f"class.ini: {text} is no size; write it as 2G or 512M")
    return int(m[1]) << {"": 0, "K": 10, "M": 20, "G": 30, "T": 40}[m[2]]


def read():
    file = os.environ.get("GOLESSONS_CLASS", "/etc/golessons/class.ini")
    ini = configparser.ConfigParser(allow_no_value=True, interpolation=None, delimiters=("=",), inline_comment_prefixes=None)
    # What the file leaves out is as in the one that is shipped.
    ini.read(Path(__file__).with_name("class.ini"), encoding="utf-8")
    if not ini.read(file, encoding="utf-8"):
        sys.exit(f"{file} is missing or cannot be read; copy class.ini there")
    if os.stat(file).st_mode & 0o077:
        sys.exit(f"{file} has passwords in it and others may read it; type `chmod 600 {file}`")
    for name in list(ini["learners"]) + list(ini["teachers"]):
        if not re.fullmatch(NAME, name):
            sys.exit(f"{file}: {name!r} is no name for a learner; use small letters, digits, - and _, a letter first")
    for section, least in ("learners", 8), ("teachers", 32):
        for name, password in ini[section].items():
            if password and len(password) < least:
                sys.exit(f"{file}: the password of {name} is shorter than {least} letters")
    return ini


def common(c):
    """Sets what does not depend on how servers are started; returns class.ini."""
    ini = read()
    hub, limits = ini["hub"], ini["limits"]

    folder = Path(hub["folder"])
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    c.JupyterHub.db_url = f"sqlite:///{folder / 'jupyterhub.sqlite'}"
    c.JupyterHub.cookie_secret_file = str(folder / "cookie_secret")
    c.ConfigurableHTTPProxy.pid_file = str(folder / "proxy.pid")
    # By itself this proxy passes on ten requests at a time, each for 20 seconds at
    # most, and a page that waits for its server is one: with more learners
    # the rest would be refused.
    c.ConfigurableHTTPProxy.command = [sys.executable, "-c", "\n".join([
        "from tornado.httpclient import AsyncHTTPClient",
        "AsyncHTTPClient.configure(None, max_clients=10000)",
        "from configurable_http_proxy.cli import main",
        "main()",
    ]), "--proxy-timeout=600000"]
    c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{hub['proxy_port']}"
    c.JupyterHub.hub_port = int(hub["hub_port"])
    c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key = hub["certificate"], hub["key"]
    scheme = "https" if hub["certificate"] else "http"
    c.JupyterHub.bind_url = f"{scheme}://{hub['address']}:{hub['port']}"

    # Learners go on working while the hub is started anew.
    c.JupyterHub.cleanup_servers = False
    c.JupyterHub.allow_named_servers = False
    c.Spawner.start_timeout = c.Spawner.http_timeout = 120
    c.Spawner.poll_interval = 10  # how soon a server that died is noticed

    # Only who stands in the file, also where the hub remembers others.
    c.Authenticator.allowed_users = set(ini["learners"])
    c.Authenticator.admin_users = set(ini["teachers"])
    c.Authenticator.allow_existing_users = False
    c.Authenticator.username_pattern = f"^{NAME}$"
    passwords = {n: p for s in ("learners", "teachers") for n, p in ini[s].items() if p}
    if ini.has_section("oauth"):
        cls = import_item(ini["oauth"]["class"])
        for key, value in ini["oauth"].items():
            if key != "class":
                c[cls.__name__][key] = value
        c.JupyterHub.authenticator_class = cls
    elif passwords or ini["class"]["password"]:
        c.JupyterHub.authenticator_class = ClassAuthenticator
        c.ClassAuthenticator.own_passwords = passwords
        c.ClassAuthenticator.user_password = ini["class"]["password"] or None

    c.Spawner.mem_limit = size(limits["memory"])
    c.Spawner.cpu_limit = float(limits["cpus"])
    c.Spawner.environment = {"LANG": {"ja": "ja_JP.UTF-8", "en": "C.UTF-8"}[ini["class"]["language"]]}
    c.Spawner.args = [
        f"--MappingKernelManager.cull_idle_timeout={60 * int(limits['idle_kernel'])}",
        "--MappingKernelManager.cull_interval=60",
    ]
    c.JupyterHub.services = [{
        "name": "idle-culler",
        # It ends with the hub, however that ends.
        "command": ["setpriv", "--pdeathsig", "KILL", "--", sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={60 * int(limits['idle_server'])}", "--cull-every=60"],
    }]
    c.JupyterHub.load_roles = [{
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    }]
    return ini
