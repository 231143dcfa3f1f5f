package lite

import (
	"strings"

	"golessons/internal/words"
)

// texts are what our scripts say, by the names that they have there.
var texts = map[string]words.Text{
	"starting":      {"Opening the course …", "講座を開いています…"},
	"script":        {"The course runs in the browser itself and needs JavaScript, which is turned off here.", "この講座はブラウザーの中で動くため、JavaScript が必要です。今は無効になっています。"},
	"loading":       {"Go is being fetched: {0} of {1} MB. Read on meanwhile; a cell that you run waits for it.", "Go を読み込んでいます: {1} MB のうち {0} MB。その間もレッスンを読めます。実行したセルは、読み込みが終わると動きます。"},
	"preparing":     {"Go is being prepared. A cell that you run waits for it.", "Go を準備しています。実行したセルは、準備ができると動きます。"},
	"close":         {"Close", "閉じる"},
	"offline":       {"A part of Go could not be fetched: the network or the host does not answer. Reload the page to go on. What you have typed is kept.", "Go の一部を読み込めませんでした。ネットワークかサーバーが応答しません。ページを再読み込みすると、続きから始まります。書いたものは残っています。"},
	"changed":       {"The course has been updated while this page was open, or a file of it is damaged. Reload the page to get all of it anew. What you have typed is kept.", "このページを開いている間に講座が更新されたか、ファイルが壊れています。ページを再読み込みして、全体を読み込み直してください。書いたものは残っています。"},
	"old":           {"This browser cannot run Go: it lacks WebAssembly or is too old. You can read the lessons here; to run them, use a current Firefox, Chrome, Edge or Safari.", "このブラウザーでは Go を動かせません。WebAssembly が使えないか、古すぎます。レッスンを読むことはできます。動かすには、新しい Firefox、Chrome、Edge、Safari を使ってください。"},
	"memory":        {"There is too little memory for Go's compiler. Close other tabs and programs, and reload the page. What you have typed is kept.", "Go のコンパイラーに使うメモリーが足りません。ほかのタブやプログラムを閉じて、ページを再読み込みしてください。書いたものは残っています。"},
	"ended":         {"The kernel has ended ({0}). Restart it: Kernel → Restart Kernel. What you have typed is kept.", "カーネルが終了しました({0})。「カーネル」→「カーネルの再起動」で起動し直してください。書いたものは残っています。"},
	"renewed":       {"There is a new version of this lesson, and this is it: you had not changed the old one.", "このレッスンは新しい版になりました。前の版に書き込みがなかったので、入れ替えました。"},
	"newer":         {"There is a new version of this lesson. You have changed yours, so it stays as it is.", "このレッスンには新しい版があります。書き込みがあるので、あなたの版はそのまま残しています。"},
	"other":         {"This is the lesson of another version of the course. Some cells may not run here.", "これは別の版の講座のレッスンです。動かないセルがあるかもしれません。"},
	"beside":        {"Open the new one beside it", "新しい版を別に開く"},
	"download":      {"Download", "ダウンロード"},
	"full":          {"The browser's storage is full, and your last changes are not saved. Download the lesson (File → Download), and delete files that you do not need.", "ブラウザーの保存領域がいっぱいで、最後の変更が保存できていません。レッスンをダウンロードし(「ファイル」→「ダウンロード」)、要らないファイルを消してください。"},
	"unsaved":       {"Your last changes could not be saved in the browser ({0}). Download the lesson (File → Download) before you close the page.", "最後の変更をブラウザーに保存できませんでした({0})。ページを閉じる前に、レッスンをダウンロードしてください(「ファイル」→「ダウンロード」)。"},
	"nothing kept":  {"This browser keeps nothing for this page. Download your lessons (File → Download) before you close it.", "このブラウザーは、このページの内容を保存できません。閉じる前に、レッスンをダウンロードしてください(「ファイル」→「ダウンロード」)。"},
	"private":       {"This seems to be a private window, which forgets everything when it is closed. Download your lessons before (File → Download), or use an ordinary window.", "プライベートウィンドウのようです。閉じるとすべて消えます。その前にレッスンをダウンロードするか(「ファイル」→「ダウンロード」)、通常のウィンドウを使ってください。"},
	"menu language": {"| change the language of the menus | *Settings → Language* |", "| 英語のメニューを日本語にする | メニューの「設定」→「言語」(Settings → Language) |"},
	"reset":         {"| get lesson 02 back as it was | close it, and rename your copy in the list of files on the left (right-click, *Rename*): the lesson as it was is listed again |\n| go on on another computer | *File → Download*, and there upload it with ⬆ above the list of files. The course on a computer (`go run .`) takes it in its folder too |", "| レッスン 02 を元の状態に戻す | 閉じてから、左のファイル一覧で自分の版の名前を変える(右クリック→「名前の変更」)。元のレッスンが、ふたたび一覧に現れる |\n| ほかのコンピューターで続ける | 「ファイル」→「ダウンロード」。移った先で、ファイル一覧の上の ⬆ からアップロードする。手元で動く講座(`go run .`)のフォルダーに置いてもよい |"},
	"disk":          {"This page has to come from a web server. In the site's folder, type python3 -m http.server, and open http://localhost:8000/run/.", "このページは Web サーバーから開く必要があります。サイトのフォルダーで python3 -m http.server と入力し、http://localhost:8000/run/ を開いてください。"},
	"stuck":         {"The course does not start in this browser. Use a current Firefox, Chrome, Edge or Safari, or read the lessons here.", "このブラウザーでは講座を起動できません。新しい Firefox、Chrome、Edge、Safari を使うか、下のリンクからレッスンを読んでください。"},
	"about":         {"About golessons", "golessons について"},
	"version":       {"Version {0} of the course.", "講座の版: {0}"},
	"is kept":       {"It is kept in this browser and opens without a network.", "このブラウザーに保存されていて、ネットワークがなくても開きます。"},
	"is not kept":   {"It is not kept in this browser yet: without a network it does not open.", "まだこのブラウザーに保存されていません。ネットワークがないと開きません。"},
	"yours":         {"What you write stays in this browser alone. To go on elsewhere, download the lesson (File → Download) and upload it there, or put it into the folder of the course on your computer.", "書いたものは、このブラウザーの中だけに保存されます。ほかの場所で続けるには、レッスンをダウンロードして(「ファイル」→「ダウンロード」)、そこでアップロードするか、手元の講座のフォルダーに置いてください。"},
	"broken":        {"Go could not be started ({0}). Reload the page to try again. What you have typed is kept.", "Go を起動できませんでした({0})。ページを再読み込みして、もう一度試してください。書いたものは残っています。"},
	"read":          {"Read the lessons without running them", "動かさずにレッスンを読む"},
}

// said returns the texts in a language.
func said(lang string) map[string]string {
	said := map[string]string{}
	for name, t := range texts {
		said[name] = t[0]
		if lang == "ja" {
			said[name] = t[1]
		}
	}
	// These are the sentences of the start page on a computer.
	w := words.In(lang)
	said["new"] = w.Sprintf("**New here?** Begin with %s.\n", "{0}")
	said["here"] = w.Sprintf("**Where you were:** %s (saved %s).\n\n", "{0}", "{1}")
	said["solved"] = strings.NewReplacer("-1", "{1}", "-2", "{2}").Replace(w.Sprintf("- %s: %d of %d exercises solved\n", "{0}", -1, -2))
	return said
}
