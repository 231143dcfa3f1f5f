package helpers

import (
	"fmt"
	"os"
	"reflect"
	"strings"

	"golessons/helpers/internal/spell"
	"golessons/internal/words"
)

// Remember returns the value that compute computes, and keeps it for the
// notebook's later cells and runs: a trained model, a History, a data set.
// compute runs again when its code has changed (its own lines, and the functions,
// types and variables of the notebook that they use), when the seed of the
// environment has (GOLESSONS_SEED), and after the kernel was restarted. One line
// says which happened.
//
// What compute uses and the code does not tell, such as a loop's variable,
// belongs into the key, which keeps the values apart:
//
//	for _, rate := range []float64{0.01, 0.1} {
//		model := helpers.Remember(fmt.Sprint("rate ", rate), func() *mlx.Module { return train(rate) })
//
// If it is not there, the value is made every time, and the line names it. So it is
// with a function or a pointer, which no key can tell from another one. What a
// function reads from a file or a clock does not count.
//
// Values are kept with encoding/gob: exported fields, and what implements
// encoding.BinaryMarshaler and BinaryUnmarshaler. What cannot be kept whole is
// made every time, and the line says why. Notebooks do not see each other's
// values.
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

// addresses returns those of the unknown variables that hold an address, which
// the kernel marks (internal/kernel/fingerprint).
func addresses(unknown []string) (names []string) {
	for _, name := range unknown {
		if name, marked := strings.CutPrefix(name, "*"); marked {
			names = append(names, name)
		}
	}
	return names
}
