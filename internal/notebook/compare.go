package notebook

import (
	"fmt"
	"slices"
)

// Tolerance is the relative difference that two machines may show in a number
// that a cell prints: the order of a sum, and so its last bits, depends on how
// many cores share the work.
const Tolerance = 1e-3

// VariesTag marks a cell whose numbers are measurements of this machine, such
// as nanoseconds: only the text around them is compared.
const VariesTag = "varies"

// Compare returns an error that says how the outputs of two runs of a cell
// differ, or nil when a reader would see the same: text is compared exactly
// and the numbers in it within Tolerance, figures by their size and by what
// they look like.
func Compare(want, got *Cell) error {
	a, b := joinStreams(want.Outputs), joinStreams(got.Outputs)
	if len(a) != len(b) {
		return fmt.Errorf("%d outputs, want %d", len(b), len(a))
	}
	varies := want.HasTag(VariesTag)
	for i := range a {
		if err := compareOutput(a[i], b[i], varies); err != nil {
			return fmt.Errorf("output %d: %w", i+1, err)
		}
	}
	return nil
}

func compareOutput(want, got *Output, varies bool) error {
	if want.Type != got.Type || want.Name != got.Name {
		return fmt.Errorf("%s %s, want %s %s", got.Type, got.Name, want.Type, want.Name)
	}
	if err := compareText(want.Text, got.Text, varies); err != nil {
		return err
	}
	if want.EName != got.EName {
		return fmt.Errorf("error %q, want %q", got.EName, want.EName)
	}
	if w, g := keys(want.Data), keys(got.Data); !slices.Equal(w, g) {
		return fmt.Errorf("shows %q, want %q", g, w)
	}
	for _, mime := range keys(want.Data) {
		w, _ := want.Data[mime].(string)
		g, _ := got.Data[mime].(string)
		var err error
		switch mime {
		case "image/png":
			if varies {
				continue
			}
			err = comparePNG(w, g)
		case "image/svg+xml":
			// Its picture is the PNG's; here only that it is as large.
			if a, b := svgSize(w), svgSize(g); a != b {
				err = fmt.Errorf("size %s, want %s", b, a)
			}
		case "text/html":
			err = compareText(withoutPictures(w), withoutPictures(g), varies)
		default:
			err = compareText(w, g, varies)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", mime, err)
		}
	}
	return nil
}

func keys(m map[string]any) []string {
	var k []string
	for key := range m {
		k = append(k, key)
	}
	slices.Sort(k)
	return k
}

// KeepEqual gives each cell of nb the outputs that it had in old, where they
// are the same to a reader: a re-run then leaves no difference in the file.
func (nb *Notebook) KeepEqual(old *Notebook) {
	before := map[string]*Cell{}
	for _, c := range old.Cells {
		before[c.ID] = c
	}
	for _, c := range nb.Cells {
		if o := before[c.ID]; o != nil && len(o.Outputs) > 0 && Compare(o, c) == nil {
			outputs := joinStreams(o.Outputs)
			for _, out := range outputs {
				if out.Type == "execute_result" {
					out.ExecutionCount = c.ExecutionCount
				}
				out.Metadata = nil
			}
			c.Outputs = outputs
		}
	}
}
