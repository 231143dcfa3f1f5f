"""Learners' files in a cluster's volume claims. Annotations on claims and pods say
whose they are. Needs kubectl.
"""
import json
import subprocess
import threading
from contextlib import contextmanager

from .archive import archive
from .files import WORK, Refused


class Learners:
    """The learners of this kind of hub, as files.py describes them."""

    def __init__(self, options):
        self.kubectl = ["kubectl", "--namespace", options.namespace]

    def run(self, *command):
        try:
            return subprocess.run([*self.kubectl, *command], capture_output=True, text=True)
        except FileNotFoundError:
            raise SystemExit("learners.py: there is no kubectl on PATH") from None

    def find(self, kind, component):
        done = self.run("get", kind, "--selector", f"component={component}", "--output", "json")
        if done.returncode:
            raise SystemExit(f"learners.py: {done.stderr.strip()}")
        found = {}
        for item in json.loads(done.stdout)["items"]:
            annotations = item["metadata"].get("annotations", {})
            if "hub.jupyter.org/username" in annotations and not annotations.get("hub.jupyter.org/servername"):
                found[annotations["hub.jupyter.org/username"]] = item
        return found

    def claim(self, name):
        claims = self.find("pvc", "singleuser-storage")
        if name not in claims:
            raise Refused("there is no volume of theirs in the namespace: the learner has never had a server here, or is forgotten already")
        return claims[name]["metadata"]["name"]

    def names(self):
        return sorted(self.find("pvc", "singleuser-storage"))

    @contextmanager
    def files(self, name):
        self.claim(name)
        pod = self.find("pod", "singleuser-server").get(name)
        if pod is None or pod["status"].get("phase") != "Running":
            raise Refused("the server does not run, and only then can the volume be read; start it on /hub/admin and try again")
        tar = subprocess.Popen([*self.kubectl, "exec", pod["metadata"]["name"], "--container", "notebook", "--",
                                "tar", "-c", "-C", "/home/jovyan", WORK], stdout=subprocess.PIPE)
        # A learner can stop tar in the pod, which then never ends.
        late = threading.Timer(300, tar.kill)
        late.start()
        try:
            yield archive(tar.stdout)
        finally:
            late.cancel()
            tar.kill()
            tar.wait()

    def forget(self, name):
        claim = self.claim(name)
        if name in self.find("pod", "singleuser-server"):
            raise Refused("the server still runs; stop it on /hub/admin first")
        done = self.run("delete", "pvc", claim)
        if done.returncode:
            raise Refused(" ".join(done.stderr.split()))
        return f"the volume claim {claim} is deleted"
