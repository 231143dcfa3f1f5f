package notebook

import (
	"fmt"
	"maps"
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
// differ, or nil if a reader would see the same. Text is compared exactly, the
// numbers in it within [Tolerance] (text.go); figures by their size and by what
// they look like (picture.go). If the cell has [VariesTag], numbers and pictures
// are not compared.
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
	types := slices.Sorted(maps.Keys(want.Data))
	if g := slices.Sorted(maps.Keys(got.Data)); !slices.Equal(types, g) {
		return fmt.Errorf("shows %q, want %q", g, types)
	}
	for _, mime := range types {
		w, _ := want.Data[mime].(string)
		g, _ := got.Data[mime].(string)
		if err := compareData(mime, w, g, varies); err != nil {
			return fmt.Errorf("%s: %w", mime, err)
		}
	}
	return nil
}

// compareData compares what two outputs show as one MIME type.
func compareData(mime, want, got string, varies bool) error {
	switch mime {
	case "image/png":
		if varies {
			return nil
		}
		return comparePNG(want, got)
	case "image/svg+xml":
		// The PNG beside it tells what it looks like.
		if a, b := svgSize(want), svgSize(got); a != b {
			return fmt.Errorf("size %s, want %s", b, a)
		}
		return nil
	case "text/html":
		return compareText(withoutPictures(want), withoutPictures(got), varies)
	}
	return compareText(want, got, varies)
}

// KeepEqual gives each cell of nb the outputs that it had in old if they are the
// same to a reader: another run then leaves no difference in the file.
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
