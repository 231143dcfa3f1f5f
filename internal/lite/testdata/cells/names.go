// This cell has types whose names, fields and methods are called as those of the
// base are, and finds types by their names.
package main

import (
	"fmt"
	"reflect"
	"sort"
)

type Buffer struct{ Len, Name int }

func (Buffer) Write() string      { return "Write" }
func (Buffer) String() string     { return "String" }
func (*Buffer) Len2(n int) int    { return n }
func (Buffer) Format(bool) []rune { return nil }

type Time [7]Buffer

func main() {
	for _, x := range []any{Buffer{}, &Buffer{}, Time{}, [3]float32{}, map[Buffer][]uint16{}, func(Time, ...int8) chan Buffer { return nil }} {
		t := reflect.TypeOf(x)
		var methods []string
		for i := range t.NumMethod() {
			methods = append(methods, t.Method(i).Name+" "+t.Method(i).Type.String())
		}
		sort.Strings(methods)
		fmt.Println(t, t.Kind(), methods, reflect.SliceOf(t), reflect.PointerTo(t), reflect.MapOf(reflect.TypeOf(0), t))
	}
	// reflect finds types that the program has, and makes those that it has not.
	made := reflect.SliceOf(reflect.TypeOf(Buffer{}))
	fmt.Println(made == reflect.TypeOf([]Buffer{}), reflect.MakeSlice(made, 1, 1).Interface().([]Buffer)[0].Write())
	array := reflect.ArrayOf(3, reflect.TypeOf(float32(0)))
	fmt.Println(array == reflect.TypeOf([3]float32{}), reflect.MapOf(reflect.TypeOf(""), reflect.TypeOf(uint16(0))) == reflect.TypeOf(map[string]uint16{}))
}
