package site

import (
	"net/url"
	"path"
	"slices"
	"strings"
)

// A course holds the pages of one language.
type course struct {
	lang    string
	start   *source   // the page that is written as the course's index.html; nil if the course has none of its own
	lessons []*source // at least one
	menu    []link    // the lessons, as each page lists them
}

// courses groups the sources by language. A language without lessons has no
// course.
func courses(languages []string, sources []*source) []*course {
	var all []*course
	for _, lang := range languages {
		c := &course{lang: lang}
		for _, s := range sources {
			switch {
			case s.lang != lang:
			case s.name == startPage:
				c.start = s
			default:
				c.lessons = append(c.lessons, s)
				c.menu = append(c.menu, link{s.page(), s.Title, lang})
			}
		}
		if len(c.lessons) > 0 {
			all = append(all, c)
		}
	}
	return all
}

// pages returns all pages of the site, by their file names: the choice of
// languages and, for each language, its index and its lessons.
func pages(courses []*course, runs bool) map[string]page {
	all := map[string]page{}
	choice := page{Lang: "en", Title: "golessons", Description: textsOf("en").About, Text: textsOf("en")}
	for _, c := range courses {
		choice.Choice = append(choice.Choice, link{c.lang + "/index.html", textsOf(c.lang).Language, c.lang})
		all[c.lang+"/index.html"] = c.index(courses)
		for i, s := range c.lessons {
			all[c.lang+"/"+s.page()] = c.lesson(i, courses)
		}
	}
	all["index.html"] = choice
	if runs {
		for name, p := range all {
			p.Run = runFrom(name)
			all[name] = p
		}
	}
	return all
}

// runFrom returns the address that leads from a page to where it runs: from ja/02_relu.html to
// ../run/ja/index.html?path=ja/02_relu.ipynb, and from a page that is no lesson to a language's
// start page.
func runFrom(name string) string {
	lang, file := path.Split(name)
	switch {
	case lang == "":
		return runFolder + "/"
	case file == "index.html":
		return "../" + runFolder + "/" + name
	}
	query := url.Values{"path": {strings.TrimSuffix(name, ".html") + ".ipynb"}}
	return "../" + runFolder + "/" + lang + "index.html?" + query.Encode()
}

// index returns the page that lists a course's lessons, or in its place the
// course's own start page.
func (c *course) index(courses []*course) page {
	t := textsOf(c.lang)
	p := page{Lang: c.lang, Text: t, Title: t.Course, Description: t.About, Index: "index.html", Next: &c.menu[0]}
	for _, other := range courses {
		if other != c {
			p.Others = append(p.Others, link{"../" + other.lang + "/index.html", textsOf(other.lang).Language, other.lang})
		}
	}
	if c.start != nil {
		p.Title, p.Body = c.start.Title, c.start.Body
		return p
	}
	for i, s := range c.lessons {
		p.Lessons = append(p.Lessons, lesson{c.menu[i], s.List})
	}
	return p
}

// lesson returns the page of lesson i, with its menu: the sections of the page,
// all lessons, the ones before and after, and the same lesson in the languages
// that have it.
func (c *course) lesson(i int, courses []*course) page {
	s := c.lessons[i]
	p := page{Lang: c.lang, Text: textsOf(c.lang), Title: s.Title, Description: s.Description, Body: s.Body, Index: "index.html",
		Sections: s.Sections, Course: slices.Clone(c.menu)}
	p.Course[i].To = "" // the page itself
	if i > 0 {
		p.Previous = &c.menu[i-1]
	}
	if i < len(c.menu)-1 {
		p.Next = &c.menu[i+1]
	}
	for _, other := range courses {
		if other != c && other.has(s.name) {
			p.Others = append(p.Others, link{"../" + other.lang + "/" + s.page(), textsOf(other.lang).Language, other.lang})
		}
	}
	return p
}

// has reports whether the course has a lesson of this file name.
func (c *course) has(name string) bool {
	return slices.ContainsFunc(c.lessons, func(s *source) bool { return s.name == name })
}
