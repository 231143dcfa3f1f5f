"""Starts learners' servers in containers that reach the hub and nothing else."""
import json
import re
import subprocess
from pathlib import Path

from dockerspawner import DockerSpawner
from traitlets import Integer, Unicode


class LearnerContainer(DockerSpawner):
    """A container that reaches the hub's own port and nothing else."""

    gateway = Unicode(config=True, help="This machine's address on the containers' network.")
    hub_port = Integer(config=True, help="The hub's own port.")

    def load_state(self, state):
        super().load_state(state)
        if self.object_id:  # the container was running when the hub started
            try:
                wall(self.gateway, self.hub_port)
            except NoWall as e:
                self.log.error("%s", e)

    async def start(self):
        bridge = wall(self.gateway, self.hub_port)
        started = await super().start()
        # Containers need the network's gateway and not one another. With Docker,
        # enable_icc=false does the same; podman lacks it.
        for port in Path(f"/sys/class/net/{bridge}/brif").iterdir():
            (port / "isolated").write_text("1")
        return started


class NoWall(Exception):
    """Why a learner's container would reach more than the hub."""

    def __init__(self, why):
        super().__init__(why)
        self.jupyterhub_message = why  # shown on the page that waits for the server


def wall(gateway, hub_port):
    """Lets the containers' network reach the hub's own port on this machine and nothing else.

    An internal network leads nowhere, but this machine is on it: any service
    that listens on all addresses would be open to every container. Returns the
    network's interface.
    """
    name = bridge_of(gateway)
    table = "inet golessons_" + re.sub(r"\W", "_", name)
    command("nft", "-f", "-", rules=f"""
        table {table} {{ }}
        delete table {table}
        table {table} {{
            chain input {{
                type filter hook input priority -10; policy accept;
                iifname "{name}" ct state established,related accept
                iifname "{name}" ip daddr {gateway} tcp dport {hub_port} accept
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


def bridge_of(gateway):
    """Returns the interface of the containers' network on this machine."""
    links = json.loads(command("ip", "-json", "-4", "address"))
    for link in links:
        if any(address.get("local") == gateway for address in link["addr_info"]):
            return link["ifname"]
    raise NoWall(f"no network of this machine has the address {gateway}: `docker network create` as jupyterhub_config_docker.py says makes it")


def command(*words, rules=None):
    try:
        return subprocess.run(words, input=rules, check=True, capture_output=True, text=True).stdout
    except FileNotFoundError:
        raise NoWall(f"there is no {words[0]} on this machine, which keeps containers from its services; on Debian, apt-get install nftables iproute2") from None
    except subprocess.CalledProcessError as e:
        raise NoWall(f"{' '.join(words)}: {e.stderr.strip()}") from None
