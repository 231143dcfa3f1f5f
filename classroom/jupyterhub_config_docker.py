"""A class on one machine with Docker: one container of the course's image a learner.

As root, in the checkout, once:

  docker build -t golessons .
  docker network create --internal --subnet 172.30.0.0/24 --gateway 172.30.0.1 \
    -o com.docker.network.bridge.enable_icc=false golessons
  python3 -m venv /opt/hub
  /opt/hub/bin/pip install --no-deps --require-hashes -r internal/launch/requirements.txt -r classroom/requirements.txt

and then

  /opt/hub/bin/jupyterhub -f classroom/jupyterhub_config_docker.py

The network lets a learner's container reach the hub and nothing else: no
other learner, and nothing outside. GOLESSONS_IMAGE, GOLESSONS_NETWORK and
GOLESSONS_GATEWAY name others than these.
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from golessons_class import common, size  # noqa: E402

c = get_config()  # noqa: F821
ini = common(c)
limits = ini["limits"]

c.JupyterHub.spawner_class = "docker"
c.DockerSpawner.image = os.environ.get("GOLESSONS_IMAGE", "golessons")
c.DockerSpawner.network_name = os.environ.get("GOLESSONS_NETWORK", "golessons")
c.DockerSpawner.use_internal_ip = True
# The hub's own port is for the containers alone.
c.JupyterHub.hub_ip = c.JupyterHub.hub_connect_ip = os.environ.get("GOLESSONS_GATEWAY", "172.30.0.1")
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
    "pids_limit": int(limits["processes"]),
    "memswap_limit": size(limits["memory"]),  # as the memory: no swap
    "cap_drop": ["ALL"],
    "security_opt": ["no-new-privileges"],
    "ulimits": [
        {"Name": "fsize", "Soft": size(limits["file"]), "Hard": size(limits["file"])},
        {"Name": "core", "Soft": 0, "Hard": 0},
    ],
}
