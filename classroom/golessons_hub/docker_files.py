"""Learners' files in Docker's volumes. The spawner knows how those are named."""
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import docker
from traitlets.config.loader import PyFileConfigLoader

from . import class_ini
from .archive import Chunks, archive
from .files import WORK, Refused, check_left


class Learners:
    """The learners of this kind of hub, as files.py describes them."""

    def __init__(self, options):
        self.ini = class_ini.read()
        self.config = PyFileConfigLoader(str(Path(options.config).absolute())).load_config()

    def names(self):
        return list(self.ini["learners"])

    def spawner(self, name):
        """Returns the hub's object for a learner, without a hub, and the volume of the home folder."""
        cls = self.config.JupyterHub.spawner_class
        spawner = cls(config=self.config, user=SimpleNamespace(name=name), orm_spawner=None)
        volume = next(volume for volume, at in spawner.volume_binds.items() if at["bind"] == "/home/jovyan")
        return spawner, volume

    def check(self, client, volume):
        try:
            client.inspect_volume(volume)
        except docker.errors.NotFound:
            raise Refused(f"there is no volume {volume}: the learner has never had a server here, or is forgotten already") from None

    @contextmanager
    def files(self, name):
        spawner, volume = self.spawner(name)
        client = spawner.client
        self.check(client, volume)
        # Docker reads a volume through a container, which need not run.
        made = client.create_container(
            spawner.image, command=["true"], volumes=["/home/jovyan"], network_disabled=True,
            host_config=client.create_host_config(binds={volume: {"bind": "/home/jovyan", "mode": "ro"}}),
        )
        try:
            try:
                stream, _ = client.get_archive(made["Id"], f"/home/jovyan/{WORK}")
            except docker.errors.NotFound:
                raise Refused("has no notebooks yet") from None
            yield archive(Chunks(stream))
        finally:
            client.remove_container(made["Id"], v=False, force=True)

    def forget(self, name):
        check_left(self.ini, name)
        spawner, volume = self.spawner(name)
        client = spawner.client
        self.check(client, volume)
        try:
            container = client.inspect_container(spawner.object_name)
        except docker.errors.NotFound:
            container = None
        if container and container["State"]["Running"]:
            raise Refused("the server still runs; stop it on /hub/admin first")
        if container:
            client.remove_container(container["Id"], v=False)
        client.remove_volume(volume)
        return f"the volume {volume} is deleted"
