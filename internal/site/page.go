package site

import "html/template"

// A page is what page.html is filled in with. The menu of a lesson's page is made
// of Others, Index, Sections, Course, Previous and Next, which menu.go fills in.
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

	// The page has one of these.
	Body    template.HTML
	Lessons []lesson
	Choice  []link
}

// A link leads to the page To, which is in the language Lang.
type link struct{ To, Text, Lang string }

// About returns a sentence on the course in the link's language.
func (l link) About() string { return textsOf(l.Lang).About }

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

// texts are the words of a page that no lesson brings.
type texts struct {
	Language string // what it calls itself
	Course   string
	About    string // the course in a sentence
	Reading  string // what a page cannot do

	Skip, Top, Contents, Sections, Lessons, Way, Previous, Next, First, Index string
}

var languages = map[string]texts{
	"ja": {
		Language: "日本語",
		Course:   "Go で学ぶディープラーニング",
		About:    "Go で学ぶディープラーニング: 活性化関数と正則化を、動くコードと図で学びます。",
		Reading:  "これは読むためのページです。セルを実行したり書き換えたりするには、教材のフォルダーで <code>go run .</code> と入力し、JupyterLab で開いてください。",
		Skip:     "本文へ移動",
		Top:      "教材",
		Contents: "目次",
		Sections: "このページの内容",
		Lessons:  "レッスン一覧",
		Way:      "前後のレッスン",
		Previous: "前のレッスン",
		Next:     "次のレッスン",
		First:    "最初のレッスン",
		Index:    "目次へ戻る",
	},
	"en": {
		Language: "English",
		Course:   "Deep learning in Go",
		About:    "Deep learning in Go: activation functions and regularization, with code that runs and figures.",
		Reading:  "This page is for reading. To run the cells and change them, type <code>go run .</code> in the course's folder, which opens them in JupyterLab.",
		Skip:     "Skip to the text",
		Top:      "Course",
		Contents: "Contents",
		Sections: "On this page",
		Lessons:  "Lessons",
		Way:      "Previous and next lesson",
		Previous: "Previous lesson",
		Next:     "Next lesson",
		First:    "First lesson",
		Index:    "Back to the contents",
	},
}

// ReadingHTML is Reading, which is text of ours with marks in it.
func (t texts) ReadingHTML() template.HTML { return template.HTML(t.Reading) }

// textsOf are the words for a language; English ones, under its short name,
// for one that has none yet.
func textsOf(lang string) texts {
	t, ok := languages[lang]
	if !ok {
		t = languages["en"]
		t.Language = lang
	}
	return t
}
