// Package image tests the Dockerfile, compose.yaml and .devcontainer.
//
// Beside the tests the folder has the Python packages that the image needs beyond
// a learner's own (requirements.txt), and engine.sh, which prepares a Debian machine
// without Docker for the tests. What happens in the image is in the launcher
// (`golessons image`).
package image
