package helpers

// This file reads and writes the files in which Remember keeps values.

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"reflect"

	"golessons/helpers/internal/spell"
	"golessons/internal/words"
)

// memo identifies what a kept value was computed from.
type memo struct {
	Code, Seed, Kind string
}

// memoMark is the start of every such file. It changes with the format.
const memoMark = "golessons value 1\n"

// mostSteps is how deep a value may be: gob follows it by recursion.
const mostSteps = 10_000

// writeMemo writes a value with its memo.
func writeMemo(path string, m memo, value any) (err error) {
	defer func() {
		if r := recover(); r != nil { // a MarshalBinary of the caller's
			err = errors.New(spell.Panic(r))
		}
	}()
	if spell.Endless(reflect.ValueOf(&value).Elem(), mostSteps, keepsItself) {
		return errors.New(words.T("it holds itself, or goes too deep"))
	}
	var body bytes.Buffer
	if err := gob.NewEncoder(&body).EncodeValue(reflect.ValueOf(&value).Elem().Elem()); err != nil {
		return err
	}
	var content bytes.Buffer
	content.WriteString(memoMark)
	if err := gob.NewEncoder(&content).Encode(m); err != nil {
		return err
	}
	// The checksum finds damage that gob would not notice.
	return storeWrite(path, append(append(content.Bytes(), checksum(body.Bytes())...), body.Bytes()...))
}

// readMemo returns the memo in a file and the value beside it, still encoded;
// decode reads that.
func readMemo(content []byte) (m memo, body []byte, err error) {
	rest, ok := bytes.CutPrefix(content, []byte(memoMark))
	if !ok {
		return m, nil, fmt.Errorf("not a kept value")
	}
	r := bytes.NewReader(rest)
	if err := gob.NewDecoder(r).Decode(&m); err != nil {
		return m, nil, err
	}
	rest = rest[len(rest)-r.Len():]
	if len(rest) < checksumSize || !bytes.Equal(rest[:checksumSize], checksum(rest[checksumSize:])) {
		return m, nil, fmt.Errorf("the sum is wrong")
	}
	return m, rest[checksumSize:], nil
}

// decode reads a value.
func decode(body []byte, value any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.New(spell.Panic(r))
		}
	}()
	return gob.NewDecoder(bytes.NewReader(body)).Decode(value)
}
