"""A class on one machine with Docker: one container of the course's image a learner.

As root, in the checkout, once:

  docker build -t golessons .
  docker network create --internal --subnet 172.30.0.0/24 --gateway 172.30.0.1 \
    -o com.docker.network.bridge.enable_icc=false golessons
  python3 -m venv /opt/hub
  /opt/hub/bin/pip install --no-deps --require-hashes -r internal/setup/requirements.txt -r classroom/requirements.txt

and then

  /opt/hub/bin/jupyterhub -f classroom/jupyterhub_config_docker.py

A learner's container reaches the hub's own port and nothing else: nothing
outside, because the network is internal; no other learner, and no other service
of this machine, because the hub sees to it (LearnerContainer below), for which
it needs nft and ip (on Debian: apt-get install nftables iproute2). Docker 26 or
newer: older ones answer names from the Internet on internal networks too.
GOLESSONS_IMAGE, GOLESSONS_NETWORK and GOLESSONS_GATEWAY name others than these.
"""
import json
import os
import re
import subprocess
import sys
from pathlib import Path

from dockerspawner import DockerSpawner

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from golessons_hub.common import common, number, size  # noqa: E402

c = get_config()  # noqa: F821
ini = common(c)
limits = ini["limits"]

gateway = os.environ.get("GOLESSONS_GATEWAY", "172.30.0.1")


class NoWall(Exception):
    """Why a learner's container would reach more than the hub."""

    def __init__(self, why):
        super().__init__(why)
        self.jupyterhub_message = why  # on the page that waits for the server


def bridge():
    """The interface of the class's network on this machine."""
    links = json.loads(command("ip", "-json", "-4", "address"))
    for link in links:
        if any(address.get("local") == gateway for address in link["addr_info"]):
            return link["ifname"]
    raise NoWall(f"no network of this machine has the address {gateway}: `docker network create` as {os.path.basename(__file__)} says makes it")


def command(*words, rules=None):
    try:
        return subprocess.run(words, input=rules, check=True, capture_output=True, text=True).stdout
    except FileNotFoundError:
        raise NoWall(f"there is no {words[0]} on this machine, which keeps containers from its services; on Debian, apt-get install nftables iproute2") from None
    except subprocess.CalledProcessError as e:
        raise NoWall(f"{' '.join(words)}: {e.stderr.strip()}") from None


def wall():
    """Lets the class's network reach the hub's own port on this machine, and nothing else of it.

    An internal network leads nowhere, but this machine is on it: without this,
    whatever listens here on all addresses is open to each container.
    """
    name = bridge()
    table = "inet golessons_" + re.sub(r"\W", "_", name)
    command("nft", "-f", "-", rules=f"""
        table {table} {{ }}
        delete table {table}
        table {table} {{
            chain input {{
                type filter hook input priority -10; policy accept;
                iifname "{name}" ct state established,related accept
                iifname "{name}" ip daddr {gateway} tcp dport {c.JupyterHub.hub_port} accept
                iifname "{name}" drop
            }}
            chain forward {{
                type filter hook forward priority -10; policy accept;
                iifname "{name}" drop
                oifname "{name}" drop
            }}
        }}
    """)
    return name


class LearnerContainer(DockerSpawner):
    """A container that reaches the hub and nothing else."""

    def load_state(self, state):
        super().load_state(state)
        if self.object_id:  # it ran while the hub did not
            try:
                wall()
            except NoWall as e:
                self.log.error("%s", e)

    async def start(self):
        name = wall()
        started = await super().start()
        # What talks to the network's gateway need not talk to its neighbours.
        # Docker's enable_icc=false says the same where it is Docker.
        for port in Path(f"/sys/class/net/{name}/brif").iterdir():
            (port / "isolated").write_text("1")
        return started


c.JupyterHub.spawner_class = LearnerContainer
c.DockerSpawner.image = os.environ.get("GOLESSONS_IMAGE", "golessons")
c.DockerSpawner.network_name = os.environ.get("GOLESSONS_NETWORK", "golessons")
c.DockerSpawner.use_internal_ip = True
# The hub's own port is for the containers alone.
c.JupyterHub.hub_ip = c.JupyterHub.hub_connect_ip = gateway
c.DockerSpawner.cmd = ["jupyterhub-singleuser"]  # for the image's entry point
c.DockerSpawner.pull_policy = "never"
c.DockerSpawner.remove = True  # what is kept is in the volume
c.DockerSpawner.name_template = "golessons-{username}"
# The home folder has the learner's copies. The lessons, the caches and the
# kernel are the image's, which a container cannot write.
c.DockerSpawner.volumes = {"golessons-{username}": "/home/jovyan"}
c.DockerSpawner.extra_host_config = {
    "read_only": True,
    "tmpfs": {"/tmp": "rw,exec,nosuid,nodev,mode=1777,size=512m"},
    "pids_limit": number(ini, "limits", "processes"),
    "memswap_limit": size(limits["memory"]),  # as the memory: no swap
    "cap_drop": ["ALL"],
    "security_opt": ["no-new-privileges"],
    "ulimits": [
        {"Name": "fsize", "Soft": size(limits["file"]), "Hard": size(limits["file"])},
        {"Name": "core", "Soft": 0, "Hard": 0},
    ],
}
