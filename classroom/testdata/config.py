"""Loads a configuration as JupyterHub does and prints what would be started.

Arguments: the configuration, then the learner. Requests to Docker are caught, so
none is needed.
"""
import asyncio
import json
import sys
from types import SimpleNamespace

from jupyterhub.app import JupyterHub

hub = JupyterHub(config_file=sys.argv[1])
hub.load_config_file(sys.argv[1])
auth = hub.authenticator_class(parent=hub)
spawner = hub.spawner_class(
    parent=hub,
    user=SimpleNamespace(name=sys.argv[2], escaped_name=sys.argv[2], id=1, url=f"/user/{sys.argv[2]}/", server=None, settings={}),
    hub=SimpleNamespace(api_url="http://hub/hub/api", base_url="/hub/", public_host=""),
    orm_spawner=None,
)
owners = {"JupyterHub": hub, "Authenticator": auth, "ClassAuthenticator": auth, "ConfigurableHTTPProxy": hub.proxy_class()}
unknown = [f"{cls}.{key}" for cls, section in hub.config.items() for key in section if not owners.get(cls, spawner).has_trait(key)]
out = {
    "unknown": unknown,
    "spawner": type(spawner).__name__,
    "allowed": [name for name, password in [(sys.argv[2], "password-of-" + sys.argv[2])]
                if asyncio.run(auth.get_authenticated_user(None, {"username": name, "password": password}))],
    "refused": [name for name, password in [(sys.argv[2], "password-of-another"), ("stranger", "password-of-stranger"), (sys.argv[2], "")]
                if asyncio.run(auth.get_authenticated_user(None, {"username": name, "password": password})) is None],
    "mem_limit": spawner.mem_limit, "cpu_limit": spawner.cpu_limit,
}
if hasattr(spawner, "extra_host_config"):
    import docker
    asked = {}

    async def catch(method, *args, **kwargs):
        asked.update(kwargs)

    spawner.get_env = lambda: {}
    type(spawner).client = docker.APIClient(version="1.44")
    spawner.docker = catch
    asyncio.run(spawner.create_object())
    out["container"] = asked
print(json.dumps(out, default=str))
