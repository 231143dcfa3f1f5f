package helpers

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"reflect"

	"golessons/helpers/internal/spell"
	"golessons/internal/words"
)

// memo says what a kept value was made from.
type memo struct {
	Code, Seed, Kind string
}

// memoMark starts every kept file; a change of the format changes it.
const memoMark = "golessons value 1\n"

// mostSteps is how deep a value may go: gob follows it step by step.
const mostSteps = 10_000

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
	// The sum finds what gob would read without a complaint.
	return storeWrite(path, append(append(content.Bytes(), checksum(body.Bytes())...), body.Bytes()...))
}

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

func decode(body []byte, value any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.New(spell.Panic(r))
		}
	}()
	return gob.NewDecoder(bytes.NewReader(body)).Decode(value)
}
