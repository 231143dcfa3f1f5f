// Package image has the tests of the Dockerfile, what it needs beyond the
// sources of the course, and engine.sh, which gives a machine without Docker
// what the tests need.
package image
