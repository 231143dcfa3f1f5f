// Package inbrowser holds the tests of the course in the browser: they serve the site
// on this machine, open it in Chromium, and do what learners do.
//
// The site is built once for all of them, which takes a minute or two.
// GOLESSONS_TEST_SITE=FOLDER takes one that is built. A run takes lessons 02 and 05;
// GOLESSONS_TEST_ALL=1 takes all lessons, and mistakes in both languages.
// GOLESSONS_SCREENSHOTS=FOLDER keeps pictures
// of the page.
package inbrowser
