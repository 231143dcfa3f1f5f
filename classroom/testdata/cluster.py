"""Makes testdata/cluster: the pods and volume claims that z2jh.yaml leads to.

  python3 testdata/cluster.py CHART HELM

CHART is the folder of the chart, HELM the program; Python has the chart's
KubeSpawner and JupyterHub (jupyterhub-kubespawner==7.1.0, jupyterhub==5.5.0,
PyYAML). Learners' pods and volume claims are made by the chart's own
configuration and by KubeSpawner, the other pods by helm.
"""
import asyncio
import hashlib
import json
import os
import subprocess
import sys
import types
from pathlib import Path
from types import SimpleNamespace

import yaml
from kubernetes_asyncio.client import ApiClient
from traitlets.config import Config

here = Path(__file__).parent
chart, helm = Path(sys.argv[1]), sys.argv[2]
own = here.parent / "z2jh.yaml"
names = ["taro_y", "a-b", "花子", "Taro.Y@example.ac.jp"]


def merge(a, b):
    return {**a, **{k: merge(a[k], v) if isinstance(v, dict) and isinstance(a.get(k), dict) else v for k, v in b.items()}}


values = merge(yaml.safe_load((chart / "values.yaml").read_text()), yaml.safe_load(own.read_text()))
values = merge(values, {"Chart": {"Name": "jupyterhub", "Version": "4.4.0"}, "Release": {"Name": "hub", "Service": "Helm"}})

# The chart's configuration reads files of the hub's pod; this takes their place.
z2jh = types.ModuleType("z2jh")
exec((chart / "files/hub/z2jh.py").read_text(), z2jh.__dict__)
z2jh._load_config = lambda: values
z2jh._get_config_value = lambda key: key
z2jh.get_secret_value = lambda key, default=None: "x" * 64
sys.modules["z2jh"] = z2jh
for name in "HUB", "PROXY_API":
    os.environ[name + "_SERVICE_PORT"] = "8081"
config = Config()
source = (chart / "files/hub/jupyterhub_config.py").read_text().replace('AsyncHTTPClient.configure("tornado.curl_httpclient.CurlAsyncHTTPClient")', "")
exec(source, {"get_config": lambda: config, "__file__": str(chart / "files/hub/jupyterhub_config.py")})

import kubespawner.spawner  # noqa: E402
from kubespawner import KubeSpawner  # noqa: E402


async def no_cluster(**_):
    pass


kubespawner.spawner.load_config = no_cluster
KubeSpawner.get_env = lambda self: dict(self.environment)
pods, claims = [], []
plain = ApiClient.sanitize_for_serialization


async def main():
    client = ApiClient()
    for i, name in enumerate(names):
        spawner = KubeSpawner(
            config=config, _mock=True,
            user=SimpleNamespace(name=name, escaped_name=name, id=i, url="/user/", server=None, settings={}),
            hub=SimpleNamespace(api_url="http://hub:8081/hub/api", base_url="/hub/", public_host=""), orm_spawner=None,
        )
        claims.append(plain(client, spawner.get_pvc_manifest()))
        pods.append(plain(client, await spawner.get_pod_manifest()))
    await client.close()


asyncio.run(main())
pods[0]["status"] = {"phase": "Running"}

template = subprocess.run(
    [helm, "template", "hub", str(chart), "--kube-version", "1.32.0", "-f", str(own)], check=True, capture_output=True, text=True).stdout
hub = []
for item in yaml.safe_load_all(template):
    if item and item["kind"] in ("Deployment", "DaemonSet", "StatefulSet", "Job"):
        pod = item["spec"]["template"]
        pod["metadata"] = {"name": f"{item['kind']}/{item['metadata']['name']}"}
        hub.append(pod)

# Comments are left out, so that they can change.
made_of = hashlib.sha256("".join(
    line for line in own.read_text().splitlines(keepends=True) if line.strip() and not line.lstrip().startswith("#")).encode()).hexdigest()
for file, items in ("pod.json", pods[:1]), ("pvc.json", claims), ("others.json", hub):
    (here / "cluster").mkdir(exist_ok=True)
    (here / "cluster" / file).write_text(json.dumps({"made_of": made_of, "items": items}, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
