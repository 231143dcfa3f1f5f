"""Starts learners' servers on a machine with systemd."""
import systemdspawner.systemdspawner
from systemdspawner import SystemdSpawner

from .local_learner import Learner, free_port

systemdspawner.systemdspawner.random_port = free_port  # SystemdSpawner asks for a port itself


class LearnerSystemdSpawner(Learner, SystemdSpawner):
    """A unit per learner, within limits on all that the learner runs."""
