"""A class on one machine with Docker: each learner has a container of the course's image.

As root, in the checkout, once:

  docker build -t golessons .
  docker network create --internal --subnet 172.30.0.0/24 --gateway 172.30.0.1 \
    -o com.docker.network.bridge.enable_icc=false golessons
  python3 -m venv /opt/hub
  /opt/hub/bin/pip install --no-deps --require-hashes -r internal/setup/requirements.txt -r classroom/requirements.txt

and then

  /opt/hub/bin/jupyterhub -f classroom/jupyterhub_config_docker.py

A learner's container reaches the hub's own port and nothing else. The network
is internal, so it leads nowhere; the hub closes the way to other learners and to
this machine's other services (golessons_hub/docker_spawner.py), for which it
needs nft and ip (on Debian: apt-get install nftables iproute2). Take Docker 26 or
newer: before that, names are resolved on internal networks too.
GOLESSONS_IMAGE, GOLESSONS_NETWORK and GOLESSONS_GATEWAY name another image,
network and gateway.
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from golessons_hub import common  # noqa: E402
from golessons_hub.class_ini import number, size  # noqa: E402
from golessons_hub.docker_spawner import LearnerContainer  # noqa: E402

c = get_config()  # noqa: F821
ini = common.configure(c)
limits = ini["limits"]
gateway = os.environ.get("GOLESSONS_GATEWAY", "172.30.0.1")

c.JupyterHub.spawner_class = LearnerContainer
c.LearnerContainer.gateway = gateway
c.LearnerContainer.hub_port = c.JupyterHub.hub_port
c.DockerSpawner.image = os.environ.get("GOLESSONS_IMAGE", "golessons")
c.DockerSpawner.network_name = os.environ.get("GOLESSONS_NETWORK", "golessons")
c.DockerSpawner.use_internal_ip = True
# The hub listens on the containers' network, because that is all they reach.
c.JupyterHub.hub_ip = c.JupyterHub.hub_connect_ip = gateway
c.DockerSpawner.cmd = ["jupyterhub-singleuser"]  # the image's entry point runs it
c.DockerSpawner.pull_policy = "never"
c.DockerSpawner.remove = True  # the learner's files are in the volume
c.DockerSpawner.name_template = "golessons-{username}"
# The learner's copies are in the home folder. The lessons, the caches and the
# kernel are in the image, which a container cannot write.
c.DockerSpawner.volumes = {"golessons-{username}": "/home/jovyan"}
c.DockerSpawner.extra_host_config = {
    "read_only": True,
    "tmpfs": {"/tmp": "rw,exec,nosuid,nodev,mode=1777,size=512m"},
    "pids_limit": number(ini, "limits", "processes"),
    "memswap_limit": size(limits["memory"]),  # memory and swap together, so there is no swap
    "cap_drop": ["ALL"],
    "security_opt": ["no-new-privileges"],
    "ulimits": [
        {"Name": "fsize", "Soft": size(limits["file"]), "Hard": size(limits["file"])},
        {"Name": "core", "Soft": 0, "Hard": 0},
    ],
}
