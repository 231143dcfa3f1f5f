// Package classroom has the tests of the configurations in this folder, with
// which a class uses the course on a JupyterHub, and [Class], which starts the
// hub without Docker for them.
package classroom
