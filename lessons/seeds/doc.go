// Package seeds tests that the lessons' claims hold on other seeds than their own,
// and that their exercises can be solved. It is a package apart from lessons, whose
// tests take minutes too, so that both run at the same time.
package seeds
