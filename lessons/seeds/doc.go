// Package seeds tests that the lessons' claims hold on other seeds than their
// own, and that their exercises can be solved. It is apart from package lessons
// because each of the two takes minutes.
package seeds
