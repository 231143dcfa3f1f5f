package site

import "html/template"

// A page is what page.html is filled in with.
type page struct {
	Lang  string
	Root  string // "", or "../" from a language's folder
	Title string
	Text  texts

	Previous, Next *link
	Index          string // the page of the list of lessons; "" on that itself
	Others         []link // the page in other languages

	// One of these is what stands on the page.
	Body    template.HTML
	Lessons []lesson
	Choice  []link
}

type link struct{ To, Text, Lang string }

type lesson struct {
	link
	List template.HTML
}

// texts are the words of a page that no lesson brings.
type texts struct {
	Language string // what it calls itself
	Course   string
	Index    string
	Reading  string // what a page cannot do
}

var languages = map[string]texts{
	"ja": {
		Language: "日本語",
		Course:   "Go で学ぶディープラーニング",
		Index:    "目次",
		Reading:  "これは読むためのページです。セルを実行したり書き換えたりするには、教材のフォルダーで <code>go run .</code> と入力し、JupyterLab で開いてください。",
	},
	"en": {
		Language: "English",
		Course:   "Deep learning in Go",
		Index:    "Contents",
		Reading:  "This page is for reading. To run the cells and change them, type <code>go run .</code> in the course's folder, which opens them in JupyterLab.",
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
