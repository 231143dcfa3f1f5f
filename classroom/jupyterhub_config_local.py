"""A class on one Linux machine without Docker: each learner is a Unix user.

install.sh puts the course where this file looks for it. As root:

  /opt/golessons/current/state/venv/bin/jupyterhub -f /opt/golessons/current/src/classroom/jupyterhub_config_local.py
"""
import os
import pwd
import sys

from jupyterhub.auth import LocalAuthenticator

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from golessons_hub import common  # noqa: E402
from golessons_hub.class_ini import number, size  # noqa: E402
from golessons_hub.local_learner import COURSE, MARK, check_writers  # noqa: E402
from golessons_hub.login import UnixAuthenticator  # noqa: E402

c = get_config()  # noqa: F821
ini = common.configure(c, without_passwords=UnixAuthenticator)
processes, file = number(ini, "limits", "processes"), size(ini["limits"]["file"])

os.umask(0o077)

# The hub makes the Unix users that are missing.
cls = c.JupyterHub.authenticator_class
if not issubclass(cls, LocalAuthenticator):
    # It keeps its name, because its settings are under it.
    cls = type(cls.__name__, (LocalAuthenticator, cls), {})
c.JupyterHub.authenticator_class = cls
c.LocalAuthenticator.create_system_users = True
c.LocalAuthenticator.add_user_cmd = ["useradd", "--create-home", "--user-group", "--comment", MARK, "--shell", "/bin/bash", "--key", "UMASK=077", "--key", "HOME_MODE=0700"]
for name in c.Authenticator.allowed_users:
    try:
        if pwd.getpwnam(name).pw_uid < 1000:
            sys.exit(f"class.ini: {name} is a user of the system's; give the learner another name")
    except KeyError:
        pass

check_writers(COURSE)

if os.path.isdir("/run/systemd/system"):
    from golessons_hub.local_systemd_spawner import LearnerSystemdSpawner

    c.JupyterHub.spawner_class = LearnerSystemdSpawner
    c.SystemdSpawner.username_template = "{USERNAME}"
    c.SystemdSpawner.isolate_tmp = True
    c.SystemdSpawner.isolate_devices = True
    c.SystemdSpawner.disable_user_sudo = True
    c.SystemdSpawner.slice = "golessons.slice"
    c.SystemdSpawner.unit_extra_properties = {
        "TasksMax": str(processes),
        "MemorySwapMax": "0",
        "LimitFSIZE": str(file),
        "LimitCORE": "0",
        "ProtectProc": "invisible",
        "ProtectSystem": "full",
        "UMask": "0077",
    }
else:
    from golessons_hub.local_process_spawner import LearnerProcessSpawner

    c.JupyterHub.spawner_class = LearnerProcessSpawner
    c.LearnerProcessSpawner.process_limit = processes
    c.LearnerProcessSpawner.file_limit = file

# Kernels talk to their server over sockets in the learner's runtime folder. Over
# TCP, every user of the machine could listen to what they print.
c.Spawner.args += ["--KernelManager.transport=ipc", "--ServerApp.ip=127.0.0.1"]
c.Spawner.cmd = [str(COURSE / "bin" / "golessons"), "image", "start", "jupyterhub-singleuser"]
