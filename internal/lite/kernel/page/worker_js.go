package page

import (
	"errors"
	"syscall/js"
)

func init() { Current = worker{js.Global().Get("golessons")} }

// Ready tells the worker that the kernel takes messages.
func Ready() {
	g := js.Global().Get("golessons")
	g.Set("receive", js.FuncOf(func(_ js.Value, args []js.Value) any {
		Receive([]byte(args[0].String()))
		return nil
	}))
	g.Set("interrupt", js.FuncOf(func(js.Value, []js.Value) any {
		Interrupted()
		return nil
	}))
	g.Call("ready")
}

// A worker is globalThis.golessons.
type worker struct{ js.Value }

func (w worker) Run(tool string, args, env []string, dir string) (output []byte, code int) {
	result, err := wait(w.Call("run", tool, list(args), list(env), dir))
	if err != nil {
		return []byte(err.Error()), 2
	}
	return bytesOf(result.Get("output")), result.Get("code").Int()
}

func (w worker) Need(importPaths []string) (present, unknown []string, err error) {
	result, err := wait(w.Call("need", list(importPaths)))
	if err != nil {
		return nil, nil, err
	}
	return stringsOf(result.Get("packages")), stringsOf(result.Get("unknown")), nil
}

func (w worker) Archive(importPath string) error {
	_, err := wait(w.Call("archive", importPath))
	return err
}

func (w worker) Docs(importPath string) ([]byte, error) {
	result, err := wait(w.Call("docs", importPath))
	if err != nil || result.IsNull() {
		return nil, err
	}
	return bytesOf(result), nil
}

func (w worker) Start(file string, args, env []string, dir string, on Events) Process {
	var funcs []js.Func
	function := func(f func(args []js.Value)) js.Func {
		fn := js.FuncOf(func(_ js.Value, args []js.Value) any {
			f(args)
			return nil
		})
		funcs = append(funcs, fn)
		return fn
	}
	return process{w.Call("start", file, list(args), list(env), dir, map[string]any{
		"stdout": function(func(args []js.Value) { on.Stdout(bytesOf(args[0])) }),
		"stderr": function(func(args []js.Value) { on.Stderr(bytesOf(args[0])) }),
		"exit": function(func(args []js.Value) {
			on.Exit(args[0].Int(), args[1].String())
			for _, f := range funcs {
				f.Release()
			}
		}),
	})}
}

func (w worker) Send(message []byte) { w.Call("send", string(message)) }

func (w worker) Mkfifo(path string) (err error) {
	defer func() {
		if e, ok := recover().(js.Error); ok {
			err = e
		}
	}()
	w.Call("mkfifo", path)
	return nil
}

// A process is what golessons.start returns.
type process struct{ js.Value }

func (p process) Kill() { p.Call("kill") }

// wait waits for a promise.
func wait(promise js.Value) (result js.Value, err error) {
	done := make(chan struct{})
	fulfilled := js.FuncOf(func(_ js.Value, args []js.Value) any {
		result = args[0]
		close(done)
		return nil
	})
	defer fulfilled.Release()
	rejected := js.FuncOf(func(_ js.Value, args []js.Value) any {
		err = errors.New(args[0].Call("toString").String())
		close(done)
		return nil
	})
	defer rejected.Release()
	promise.Call("then", fulfilled, rejected)
	<-done
	return result, err
}

func list(texts []string) []any {
	all := make([]any, len(texts))
	for i, text := range texts {
		all[i] = text
	}
	return all
}

func stringsOf(array js.Value) []string {
	all := make([]string, array.Length())
	for i := range all {
		all[i] = array.Index(i).String()
	}
	return all
}

func bytesOf(array js.Value) []byte {
	data := make([]byte, array.Length())
	js.CopyBytesToGo(data, array)
	return data
}
