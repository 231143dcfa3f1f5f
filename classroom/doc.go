// Package classroom tests the hubs with which a class uses the course. Its [Class]
// starts one on this machine, for these tests and for bench.
//
// The folder has three kinds of hub, and each kind's name is in its files:
//
//	local     a Linux machine; each learner is a Unix user
//	docker    a machine with Docker; each learner has a container and a volume
//	cluster   Kubernetes; each learner has a pod and a volume claim
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
// A new kind, such as podman, is jupyterhub_config_podman.py, which calls
// common.configure and sets a spawner from golessons_hub/podman_spawner.py;
// golessons_hub/podman_files.py, which learners.py finds by its name, once the
// name is in HUBS; a column in both READMEs; and podman_class_test.go, whose
// class goes through the steps of class_test.go.
package classroom
