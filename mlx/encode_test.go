package mlx

import (
	"bytes"
	"encoding"
	"encoding/binary"
	"encoding/gob"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gomlx/gomlx/core/graph"
)

var (
	_ encoding.BinaryMarshaler   = (*Module)(nil)
	_ encoding.BinaryUnmarshaler = (*Module)(nil)
)

// trained returns a small network after a few steps.
func trained(t testing.TB) *Module {
	t.Helper()
	model := Sequential(Linear(2, 5), ReLU(), LeakyReLU(0.2), Dropout(0.25), Sequential(Linear(5, 4, false), Tanh(), GELU()), Sigmoid(), Linear(4, 1)).Seed(9)
	trainer := Trainer{Model: model, Loss: BCEWithLogitsLoss(), Optimizer: Adam(0.1), Steps: 5}
	trainer.Fit(circle(1, 30))
	return model
}

// same fails unless both models print, predict and drop alike.
func same(t *testing.T, got, want *Module) {
	t.Helper()
	if got.String() != want.String() {
		t.Fatalf("got\n%v\nwant\n%v", got, want)
	}
	x := Randn(3, 6, 2)
	if !equal(got.Forward(x).Values(), want.Forward(x).Values()) {
		t.Error("the models predict differently")
	}
	if !equal(got.Train().Forward(x).Values(), want.Train().Forward(x).Values()) {
		t.Error("the next masks differ")
	}
}

func TestEncodeAndDecode(t *testing.T) {
	model := trained(t)
	data, err := model.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var fresh Module
	if err := fresh.UnmarshalBinary(data); err != nil {
		t.Fatal(err)
	}
	same(t, &fresh, model)
	into := trained(t).Seed(1)
	if err := into.UnmarshalBinary(data); err != nil {
		t.Fatal(err)
	}
	same(t, into, trained(t))
	data, err = model.Train().MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	if err := into.Eval().UnmarshalBinary(data); err != nil || !into.Training() {
		t.Errorf("%v, the mode was not decoded", err)
	}
	var one Module // a layer alone
	data, err = Dropout(0.5).Eval().MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	if err := one.UnmarshalBinary(data); err != nil {
		t.Fatal(err)
	}
	same(t, &one, Dropout(0.5).Eval())
}

// TestEveryKindIsSavedAndLoaded saves and loads every kind of layer.
func TestEveryKindIsSavedAndLoaded(t *testing.T) {
	needArguments := map[string]*Module{"Linear": Linear(2, 3), "Sequential": Sequential(Tanh())}
	for kind := range remakers {
		m := needArguments[kind]
		if m == nil {
			m = remake(kind, saved{})
		}
		if m == nil || m.kind != kind {
			t.Errorf("%s: made again it is %v", kind, m)
			continue
		}
		if kind == "Func" {
			continue // see TestOwnFunctionIsLoadedIntoTheSameCode
		}
		data, err := m.Seed(7).MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var back Module
		if err := back.UnmarshalBinary(data); err != nil {
			t.Errorf("%s: %v", kind, err)
			continue
		}
		same(t, &back, m)
	}
}

func TestModelSurvivesGob(t *testing.T) {
	var b bytes.Buffer
	type kept struct {
		Model *Module
		Loss  float64
	}
	if err := gob.NewEncoder(&b).Encode(kept{trained(t), 0.5}); err != nil {
		t.Fatal(err)
	}
	var back kept
	if err := gob.NewDecoder(&b).Decode(&back); err != nil {
		t.Fatal(err)
	}
	same(t, back.Model, trained(t))
}

func TestSaveAndLoad(t *testing.T) {
	path := filepath.Join(t.TempDir(), "model.mlx")
	if err := trained(t).Save(path); err != nil {
		t.Fatal(err)
	}
	var model Module
	if err := model.Load(path); err != nil {
		t.Fatal(err)
	}
	same(t, &model, trained(t))
	if err := model.Load(path + "x"); !os.IsNotExist(err.(*Error).Unwrap()) {
		t.Errorf("got %v, want a file that does not exist", err)
	}
	if err := model.Save(filepath.Join(path, "x")); err == nil {
		t.Error("saved below a file")
	}
}

func TestOwnFunctionIsLoadedIntoTheSameCode(t *testing.T) {
	swish := func(x *graph.Node) *graph.Node { return graph.Mul(x, graph.Sigmoid(x)) }
	build := func() *Module { return Sequential(Linear(2, 3), Func(swish), Linear(3, 1)) }
	data, err := build().Seed(4).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	model := build()
	if err := model.UnmarshalBinary(data); err != nil {
		t.Fatal(err)
	}
	same(t, model, build().Seed(4))
	var fresh Module
	err = fresh.UnmarshalBinary(data)
	if err == nil || !strings.Contains(err.Error(), "which bytes cannot hold: decode it into a model built with the same code") {
		t.Errorf("got %v", err)
	}
}

func TestDecodeMistakes(t *testing.T) {
	model := trained(t)
	good, _ := model.MarshalBinary()
	weight := model.Parameter("0.weight")
	damaged := bytes.Clone(good)
	damaged[len(damaged)/2] ^= 1
	other, _ := Sequential(Linear(2, 5), ReLU()).MarshalBinary()
	for _, c := range []struct {
		want string
		data []byte
	}{
		{"mlx: UnmarshalBinary: these 0 bytes are no model, which begins with \"mlx1\"", nil},
		{"mlx: UnmarshalBinary: these 20 bytes are no model, which begins with \"mlx1\"", []byte("this is a text file.")},
		{"mlx: UnmarshalBinary: the model is cut short or damaged: save it again", good[:len(good)-9]},
		{"mlx: UnmarshalBinary: the model is cut short or damaged: save it again", good[:40]},
		{"mlx: UnmarshalBinary: the model is cut short or damaged: save it again", damaged},
		{"mlx: UnmarshalBinary: the model has layers [\"Sequential\" \"0.Linear(in_features=2, out_features=5, bias=true)\" \"1.ReLU\"], want ", other},
	} {
		err := model.UnmarshalBinary(c.data)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
	if !equal(model.Parameter("0.weight").Values(), weight.Values()) {
		t.Error("a failed decoding changed the weights")
	}
	var empty Module
	if _, err := empty.MarshalBinary(); err == nil {
		t.Error("an empty module was encoded")
	}
}

// FuzzUnmarshalBinary decodes changed models, with a right checksum so that the
// changes get past it.
func FuzzUnmarshalBinary(f *testing.F) {
	good, err := trained(f).MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	small, _ := Linear(1, 1).MarshalBinary()
	f.Add(good[:len(good)-8])
	f.Add(small[:len(small)-8])
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, body []byte) {
		data := binary.LittleEndian.AppendUint64(bytes.Clone(body), checksum(body))
		var model Module
		if err := model.UnmarshalBinary(data); err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("the error has more than one line: %q", err)
			}
			return
		}
		again, err := model.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var second Module
		if err := second.UnmarshalBinary(again); err != nil {
			t.Fatalf("an encoded model cannot be decoded: %v", err)
		}
		if third, _ := second.MarshalBinary(); !bytes.Equal(third, again) {
			t.Errorf("it changes when it is decoded and encoded once more")
		}
	})
}

// TestSizesOfDecodedLayers checks that a layer can be decoded if and only if its
// constructor takes its size.
func TestSizesOfDecodedLayers(t *testing.T) {
	wide := Linear(1<<21, 1, false)
	data, err := wide.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var back Module
	if err := back.UnmarshalBinary(data); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(back.Parameter("weight").data, wide.Parameter("weight").data) {
		t.Errorf("%v came back as %v with other weights", wide, &back)
	}
	for _, args := range [][]float64{{1 << 20, 1 << 20, 1}, {1 << 40, 1, 1}, {0, 1, 1}, {math.Inf(1), 1, 1}} {
		data, err := (&Module{kind: "Linear", args: args}).MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		if err := new(Module).UnmarshalBinary(data); err == nil || !strings.Contains(err.Error(), "there is no layer") {
			t.Errorf("%v: got %v, want a sentence", args, err)
		}
	}
}

// large returns a network with a million parameters.
func large() *Module { return Sequential(Linear(1024, 1000), ReLU(), Linear(1000, 25)).Seed(1) }

func BenchmarkMarshalBinary(b *testing.B) {
	m := large()
	for b.Loop() {
		data, err := m.MarshalBinary()
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(data)))
	}
}

func BenchmarkUnmarshalBinary(b *testing.B) {
	m := large()
	data, err := m.MarshalBinary()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if err := m.UnmarshalBinary(data); err != nil {
			b.Fatal(err)
		}
	}
}
