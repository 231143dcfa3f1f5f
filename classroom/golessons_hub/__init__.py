"""The hubs of a class on one machine, and what belongs to one kind of hub only.

All kinds:  class_ini        reads class.ini
            common           what every hub sets, however it starts servers
            login            who gets in
            proxy            the process between browsers and the hub
            files, archive   learners' files, for learners.py
local:      local_learner    a Unix user's home, runtime folder and port
            local_process_spawner, local_systemd_spawner
            local_files      learners' files in their home folders
docker:     docker_spawner   a container, and what keeps it from this machine's services
            docker_files     learners' files in volumes
cluster:    cluster_files    learners' files in volume claims; the hub is the Helm chart's

Spawners run in the hub's process, as root. *_files run in the administrator's
shell; cluster_files needs nothing but Python, and no JupyterHub.
"""
