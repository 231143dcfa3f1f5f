package site

import (
	"html/template"

	"golessons/internal/words"
)

// A page has the values that page.html is filled in with. The menu of a lesson's
// page is made of Others, Index, Sections, Course, Previous and Next, which
// menu.go fills in.
type page struct {
	Lang        string
	Root        string // "", or "../" from a language's folder
	Title       string
	Description string
	Text        texts

	Previous, Next *link
	Index          string    // the page that lists the lessons; "" on the choice of languages
	Others         []link    // this page in other languages
	Course         []link    // all lessons, on a lesson's page; the lesson itself leads to ""
	Sections       []section // of this lesson

	Run string // leads to where this page's lesson runs; "" if the site has no such part

	// The page has one of these.
	Body    template.HTML
	Lessons []lesson
	Choice  []link
}

// A link leads to the page To, which is in the language Lang.
type link struct{ To, Text, Lang string }

// Words returns the words in the link's language.
func (l link) Words() texts { return textsOf(l.Lang) }

// A lesson is an entry in the list of lessons: a link, and what it teaches.
type lesson struct {
	link
	List template.HTML
}

// A section is a heading, with those below it, that the menu leads to.
type section struct {
	ID       string
	HTML     template.HTML
	Sections []section
}

// Script returns the page's own script.
func (page) Script() template.HTML { return template.HTML("<script>" + script + "</script>") }

// texts are the words of a page that do not come from a lesson.
type texts struct {
	Language string // what it calls itself
	Course   string
	About    string // the course in a sentence
	Reading  string // what a page cannot do
	RunHere  string // the button that opens where it runs
	Running  string // and what it does

	Skip, Top, Contents, Sections, Lessons, Way, Previous, Next, First, Index string
}

// ReadingHTML returns Reading as HTML, because it is our own text and has tags in
// it.
func (t texts) ReadingHTML() template.HTML { return template.HTML(t.Reading) }

// textsOf returns the words for a language.
func textsOf(lang string) texts {
	w := words.In(lang)
	return texts{
		Language: w.Name,
		Course:   w.T("Deep learning in Go"),
		About:    w.T("Deep learning in Go: activation functions and regularization, with code that runs and figures."),
		Reading:  w.T("This page is for reading. To run the cells and change them, type <code>go run .</code> in the course's folder, which opens them in JupyterLab."),
		RunHere:  w.T("Run it in the browser"),
		Running:  w.T("This page is for reading. The button opens it with cells that run and that you can change, without installing anything; what you do is kept in this browser."),
		Skip:     w.T("Skip to the text"),
		Top:      w.T("Course"),
		Contents: w.T("Contents"),
		Sections: w.T("On this page"),
		Lessons:  w.T("Lessons"),
		Way:      w.T("Previous and next lesson"),
		Previous: w.T("Previous lesson"),
		Next:     w.T("Next lesson"),
		First:    w.T("First lesson"),
		Index:    w.T("Back to the contents"),
	}
}
