// Package classroom tests the hubs with which a class uses the course. Its [Class]
// starts one on this machine, for these tests and for bench.
//
// The folder has three kinds of hub:
//
//	local     a Linux machine; each learner is a Unix user. install.sh installs
//	          it, and class_test.go starts it.
//	docker    a machine with Docker, or with podman in its place; each learner has
//	          a container and a volume.
//	cluster   Kubernetes; each learner has a pod and a volume claim. z2jh.yaml
//	          configures it.
//
// The other files that belong to one kind have its name in theirs.
//
// What runs where:
//
//	administrator's shell   install.sh (local), learners.py; docker and helm as the
//	                        configurations say
//	hub, as root            jupyterhub_config_local.py, jupyterhub_config_docker.py, and
//	                        golessons_hub, whose __init__.py lists its modules; on a
//	                        cluster Zero to JupyterHub's hub, with z2jh.yaml as its values
//	proxy                   golessons_hub/proxy.py, a process that the hub starts
//	learner's server        "golessons image start": the launcher, in the image or in
//	                        install.sh's folder
//	tests and bench         the Go files, and browsers.py in the place of browsers
//
// class.ini has the settings of local and docker, and says what a class is;
// cluster_test.go checks that z2jh.yaml says the same.
//
// A new kind, say NAME, needs
//
//   - jupyterhub_config_NAME.py, which calls common.configure and sets the spawner;
//   - golessons_hub/NAME_spawner.py, if no published spawner does as it is;
//   - golessons_hub/NAME_files.py with the class Learners that files.py describes;
//   - in learners.py: the name in HUBS and in the text above, and flags of its own
//     as docker has --config. main catches the errors of docker's library; those
//     of another kind should become a files.Refused where they arise;
//   - its modules in the list of golessons_hub/__init__.py;
//   - a column in README.md and README.ja.md, and a section of the day before;
//   - NAME_test.go, which runs the configuration without a hub as docker_test.go
//     does, and NAME_class_test.go, which leads a class through the steps of
//     class_test.go as docker_class_test.go does.
package classroom
