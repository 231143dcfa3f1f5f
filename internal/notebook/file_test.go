package notebook

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

const sample = `{
 "cells": [
  {
   "cell_type": "markdown",
   "id": "title",
   "metadata": {},
   "source": [
    "# <b>ReLU</b> & 活性化\n",
    "text"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 1,
   "id": "code",
   "metadata": {
    "tags": [
     "check-relu"
    ]
   },
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "✗ myReLU: at x = -0.5\n",
      "✓ more\n"
     ]
    },
    {
     "data": {
      "image/png": "aGVsbG8=",
      "text/plain": [
       "a figure"
      ]
     },
     "metadata": {},
     "output_type": "display_data"
    }
   ],
   "source": [
    "%%\n",
    "fmt.Println(1)"
   ]
  }
 ],
 "metadata": {
  "kernelspec": {
   "name": "golessons"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`

func parse(t *testing.T, text string) *Notebook {
	t.Helper()
	nb, err := Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return nb
}

// A notebook comes out as it went in, and as Jupyter writes it.
func TestBytes(t *testing.T) {
	data, err := parse(t, sample).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if string(data) != sample {
		t.Errorf("got\n%s\nwant\n%s", data, sample)
	}
}

func TestParseMistakes(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", "not a notebook"},
		{"[]", "not a notebook"},
		{`{"nbformat": 3}`, "not a notebook of format 4 (nbformat is 3)"},
		{`{"nbformat": 4, "cells": [{"cell_type": "heading"}]}`, `cell 1: unknown type "heading"`},
		{`{"nbformat": 4, "cells": [{"cell_type": "code", "source": 7}]}`, "a text is a string or a list of strings"},
	} {
		if _, err := Parse([]byte(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.text, err, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(sample))
	f.Add([]byte(`{"nbformat": 4, "cells": [{"cell_type": "code", "outputs": [{"data": {"application/json": {}}}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		nb, err := Parse(data)
		if err != nil {
			return
		}
		out, err := nb.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse(out)
		if err != nil {
			t.Fatalf("cannot read what was written: %v\n%s", err, out)
		}
		twice, err := again.Bytes()
		if err != nil || !bytes.Equal(out, twice) {
			t.Fatalf("written twice it differs (%v)\n%s\n%s", err, out, twice)
		}
	})
}

func TestText(t *testing.T) {
	a, err := Text([]byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	ran := strings.Replace(strings.Replace(sample, `"execution_count": 1`, `"execution_count": 9`, 1), "a figure", "another", 1)
	if b, err := Text([]byte(ran)); err != nil || a != b {
		t.Errorf("a run changed the text (%v)", err)
	}
	if b, err := Text([]byte(strings.Replace(sample, "Println(1)", "Println(2)", 1))); err != nil || a == b {
		t.Errorf("a changed cell has the same text (%v)", err)
	}
}

// BenchmarkParse compares Parse and ParseWritten, which is called for every
// lesson when the course starts.
func BenchmarkParse(b *testing.B) {
	data, err := os.ReadFile("../../lessons/ja/05_weight_decay.ipynb")
	if err != nil {
		b.Fatal(err)
	}
	for name, parse := range map[string]func([]byte) (*Notebook, error){"all": Parse, "written": ParseWritten} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := parse(data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
