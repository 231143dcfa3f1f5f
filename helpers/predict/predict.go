// Package predict asks learners what they expect, before they see it.
//
// A cell asks with radio buttons in its output, and a later cell, which shows what
// comes, says what was chosen:
//
//	predict.Double.Ask()
//
//	predict.Double.Recall()
//
// The browser does all of it: the kernel, which is gone when the notebook is opened
// again and which the web pages do not have, is not asked. What a learner chose
// first is kept by the browser, for both languages together. To choose again is
// allowed and shows that option's verdict; Recall still tells the first choice.
//
// Each question is a variable, in the file of its lesson. So the linker gives a cell
// its own question and no others.
package predict

import (
	"html"
	"strconv"
	"strings"

	"golessons/helpers/handlers"
	"golessons/helpers/internal/display"
	"golessons/internal/words"
)

// A Question is asked before its answer is shown. Text between `backticks` is code.
type Question struct {
	// Lesson is the number of the lesson that asks it, such as "00", and Name its
	// variable in lower case. The browser keeps a choice, which is the index of an
	// option, under both: a question whose options change needs another name.
	Lesson, Name string

	Text    words.Text
	Options []words.Text // 2 to 5, in the order in which they are shown
	Right   int          // the index of the right one
	Reason  words.Text   // why it is right, shown after choosing
}

// Ask shows the question with a radio button for each option. Who chooses one is
// told at once whether it is right, which one is, and why. Where scripts are off the
// answer is folded below the question, and outside a notebook the question is
// printed.
func (q *Question) Ask() { display.Show(display.Output{HTML: q.AskHTML(), Text: q.askText()}) }

// Recall shows what the learner has chosen and the reason for the right answer, or
// the way back to the question. It follows a choice that is made later. Where
// scripts are off, and outside a notebook, it says the answer.
func (q *Question) Recall() { display.Show(display.Output{HTML: q.RecallHTML(), Text: q.recallText()}) }

func (q *Question) askText() string {
	lines := []string{"? " + plain(q.Text)}
	for _, option := range q.Options {
		lines = append(lines, "  - "+plain(option))
	}
	return strings.Join(append(lines, words.Text{"Choose one before you go on.", "先に進む前に、どれか 1 つを選んでください。"}.String()), "\n")
}

func (q *Question) recallText() string {
	return plain(q.Text) + "\n→ " + plain(q.Options[q.Right]) + "\n" + plain(q.Reason)
}

// style is the style of both outputs. Colours are those of the page around them; VS
// Code does not set the colour scheme of a dark theme, only a class.
const style = `.golessons-ask,.golessons-recall{max-width:46em;border-left:.25em solid var(--jp-brand-color1,#1976d2);padding:.1em 0 .1em 1em;margin:.4em 0}` +
	`.golessons-ask fieldset{border:0;margin:0;padding:0;min-width:0}` +
	`.golessons-ask legend{font-weight:bold;padding:0;margin-bottom:.3em}` +
	`.golessons-ask label{display:flex;gap:.6em;align-items:baseline;padding:.3em 0;cursor:pointer}` +
	`.golessons-ask input{flex:none;margin:0;accent-color:var(--jp-brand-color1,#1976d2)}` +
	`.golessons-ask p,.golessons-recall p{margin:.4em 0}` +
	`.golessons-ask code,.golessons-recall code{font-family:var(--jp-code-font-family,monospace)}` +
	`:is(.vscode-dark,[data-vscode-theme-kind=vscode-high-contrast]) .golessons-ask{color-scheme:dark}` +
	`@media print{.golessons-ask details{display:none}.golessons-recall [hidden]{display:block}}`

// AskHTML returns what Ask shows, as a piece of HTML that refers to nothing outside
// itself.
func (q *Question) AskHTML() string {
	right := q.Options[q.Right]
	reason := "<p>" + rich(q.Reason.String()) + "</p>"
	var b strings.Builder
	b.WriteString(`<div class="golessons-ask" id="` + q.anchor() + `" data-name="` + q.key() + `" onkeydown="` + html.EscapeString(handlers.Keys) + `">`)
	b.WriteString(`<fieldset onkeydown="` + html.EscapeString(handlers.MoveInOptions) + `" onchange="` + html.EscapeString(handlers.Choose) + `">`)
	b.WriteString("<legend>" + rich(q.Text.String()) + "</legend>")
	for i, option := range q.Options {
		says := words.Text{"✗ Not “%s”. The answer is “%s”.", "✗「%s」ではありません。答えは「%s」です。"}.With(option, right)
		if i == q.Right {
			says = words.Text{"✓ Right: %s", "✓ 正解です:%s"}.With(option)
		}
		again := words.Text{"What you chose first stays: “%s”.", "最初に選んだ「%s」が、予想として残ります。"}.With(option)
		b.WriteString(`<label><input type="radio" name="` + q.anchor() + `" value="` + strconv.Itoa(i) +
			`" data-says="` + html.EscapeString("<p>"+rich(says)+"</p>"+reason) + `" data-again="` + html.EscapeString("<p>"+rich(again)+"</p>") +
			`"><span>` + rich(option.String()) + "</span></label>")
	}
	b.WriteString(`</fieldset><div aria-live="polite"></div>`)
	b.WriteString("<details><summary>" + words.Text{"The answer", "答え"}.String() + "</summary><p>" + rich(right.String()) + "</p>" + reason + "</details>")
	b.WriteString(`<style onload="` + html.EscapeString(handlers.ShowChoice) + `">` + style + "</style></div>")
	return b.String()
}

// RecallHTML returns what Recall shows, likewise.
func (q *Question) RecallHTML() string {
	right := q.Options[q.Right]
	reason := "<p>" + rich(q.Reason.String()) + "</p>"
	var told []string
	for i, option := range q.Options {
		says := words.Text{"✗ You predicted “%s”. The answer is “%s”.", "✗ あなたの予想は「%s」でした。答えは「%s」です。"}.With(option, right)
		if i == q.Right {
			says = words.Text{"✓ You predicted “%s”. You were right.", "✓ あなたの予想は「%s」でした。当たりです。"}.With(option)
		}
		told = append(told, "<p>"+rich(says)+"</p>"+reason)
	}
	invitation := words.Text{
		`You have not predicted this yet. <a href="#%s">Go back to the question</a> and choose; what you chose is then shown here.`,
		`まだ予想していません。<a href="#%s">問いに戻って</a>選ぶと、あなたの予想がここに出ます。`}.With(q.anchor())
	return `<div class="golessons-recall" data-name="` + q.key() + `" data-told="` + html.EscapeString(strings.Join(told, "\n")) +
		`" data-invitation="` + html.EscapeString("<p>"+invitation+"</p>") + `" onkeydown="` + html.EscapeString(handlers.Keys) + `">` +
		`<div aria-live="polite"></div><div><p>` + rich(q.Text.String()) + " → " + rich(right.String()) + "</p>" + reason + "</div>" +
		`<style onload="` + html.EscapeString(handlers.Recall) + `">` + style + "</style></div>"
}

// key is under which name the browser keeps the choice.
func (q *Question) key() string { return q.Lesson + "/" + q.Name }

// anchor is the id of the question's element.
func (q *Question) anchor() string { return "golessons-ask-" + q.Name }

// rich returns text as HTML, with what stands between backticks as code.
func rich(text string) string {
	parts := strings.Split(html.EscapeString(text), "`")
	for i := 1; i < len(parts); i += 2 {
		parts[i] = "<code>" + parts[i] + "</code>"
	}
	return strings.Join(parts, "")
}

// plain returns text without backticks.
func plain(text words.Text) string { return strings.ReplaceAll(text.String(), "`", "") }
