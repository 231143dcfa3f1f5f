package helpers

import (
	"fmt"
	"os"
	"reflect"
	"strings"

	"golessons/helpers/internal/spell"
	"golessons/internal/words"
)

// Remember returns what compute returns, such as a trained model, a History or a
// data set, and keeps it for the later cells and runs of the notebook. It calls
// compute again if its code has changed (its own lines, or the functions, types
// and variables of the notebook that they use), if the seed in the environment has
// (GOLESSONS_SEED), and after a restart of the kernel. It prints a line that says
// which of these it was.
//
// If compute uses a value that the code does not show, such as the variable of a
// loop, put it into the key. Each key has its own value:
//
//	for _, rate := range []float64{0.01, 0.1} {
//		model := helpers.Remember(fmt.Sprint("rate ", rate), func() *mlx.Module { return train(rate) })
//
// Otherwise Remember computes the value every time, and the line names the
// variable. It does so too if compute uses a function or a pointer, which cannot be
// in a key. Remember does not notice when compute reads something else from a file
// or a clock.
//
// Values are kept with encoding/gob: exported fields, and types with the methods of
// encoding.BinaryMarshaler and BinaryUnmarshaler. A value that cannot be kept whole
// is computed every time, and the line says why. Each notebook has its own values.
func Remember[T any](key string, compute func() T) T {
	say := func(sentence string, args ...any) {
		fmt.Printf("Remember(%q): %s\n", key, words.Sprintf(sentence, args...))
	}
	path, err := storePath("value", key)
	if err != nil {
		say("computed; outside a notebook nothing is kept.")
		return compute()
	}
	kind := reflect.TypeFor[T]()
	if reason := unkeepable(kind, nil); reason != "" {
		say("computed; this value cannot be kept (%s).", reason)
		return compute()
	}
	if compute == nil {
		say("the function that computes is nil.")
		return *new(T)
	}
	code, unknown, err := codeOfCall()
	if err != nil {
		say("computed; what code computes it is not known here, so nothing is kept.")
		return compute()
	}
	if len(unknown) > 0 {
		and := words.T(", ")
		if pointers := addresses(unknown); len(pointers) > 0 {
			say("computed; the function uses %s, a function or a pointer, and what is behind it cannot be in the key.", strings.Join(pointers, and))
			return compute()
		}
		say("computed; the function uses %s, which may be another value each time. Put it into the key, and each is kept: fmt.Sprint(%q, %s)",
			strings.Join(unknown, and), key+" ", strings.Join(unknown, `, " ", `))
		return compute()
	}
	want := memo{Code: code, Seed: os.Getenv("GOLESSONS_SEED"), Kind: describeType(kind, nil)}

	why := words.T("computed for the first time.")
	if content, err := os.ReadFile(path); err == nil {
		had, body, err := readMemo(content)
		var kept T
		switch {
		case err == nil && had == want:
			if err = decode(body, &kept); err == nil {
				say("kept from before.")
				return kept
			}
			fallthrough
		case err != nil:
			why = words.T("computed again; the kept file was damaged.")
		case had.Kind != want.Kind:
			why = words.T("computed again; this key held a value of another type. Use two keys to keep both.")
		case had.Seed != want.Seed:
			why = words.T("computed again; the seed changed.")
		default:
			why = words.T("computed again; its code changed.")
		}
	}
	os.Remove(path)
	value := compute()
	if err := writeMemo(path, want, value); err != nil {
		say("computed, but it could not be kept (%s).", spell.Panic(err))
		return value
	}
	fmt.Printf("Remember(%q): %s\n", key, why)
	return value
}

// addresses returns the unknown variables that are functions or pointers. The
// kernel marks them with a star (internal/kernel/fingerprint).
func addresses(unknown []string) (names []string) {
	for _, name := range unknown {
		if name, marked := strings.CutPrefix(name, "*"); marked {
			names = append(names, name)
		}
	}
	return names
}
