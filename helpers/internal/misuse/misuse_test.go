package misuse

import "testing"

func TestAtLeast(t *testing.T) {
	AtLeast(2, "layers", "Bentness", "len(ys)", 2)
	for language, want := range map[string]string{
		"en": "layers: Bentness: len(ys) = 1, want 2 or more",
		"ja": "layers: Bentness: len(ys) = 1 ですが、2 以上にしてください。",
	} {
		t.Setenv("GOLESSONS_LANG", language)
		func() {
			defer func() {
				if err, ok := recover().(*Error); !ok || err.Error() != want {
					t.Errorf("%s: panicked with %v, want %q", language, err, want)
				}
			}()
			AtLeast(2, "layers", "Bentness", "len(ys)", 1)
			t.Errorf("%s: no mistake was found", language)
		}()
	}
}
