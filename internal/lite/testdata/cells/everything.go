// This cell uses what a program's tables are for: types, methods, the garbage
// collector, goroutines, reflection, panics and stacks.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"
)

type shape interface{ Area() float64 }
type named interface{ Name() string }
type square struct{ Side float64 }
type circle struct{ R float64 }

func (s square) Area() float64   { return s.Side * s.Side }
func (c *circle) Area() float64  { return math.Pi * c.R * c.R }
func (c *circle) Name() string   { return "circle" }
func (c *circle) String() string { return fmt.Sprintf("circle(%g)", c.R) }

type number interface{ ~int | ~float64 }

func sum[T number](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return
}

type stack[T any] struct{ items []T }

func (s *stack[T]) push(x T) { s.items = append(s.items, x) }
func (s *stack[T]) pop() (x T, err error) {
	if len(s.items) == 0 {
		return x, errors.New("empty")
	}
	x = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, nil
}

var table = map[string]int{"one": 1, "two": 2, "three": 3}
var big [1 << 16]int
var ptrs [1000]*int
var initialised = func() string { return "init of a variable" }()

func init() { table["four"] = 4; fmt.Println("init", initialised) }

type myErr struct{ code int }

func (e *myErr) Error() string { return fmt.Sprint("code ", e.code) }

func fail(n int) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	if n == 0 {
		var m map[string]int
		m["x"] = 1
	}
	if n == 1 {
		var p *circle
		_ = p.R
	}
	if n == 2 {
		_ = []int{1}[n]
	}
	if n == 3 {
		var s shape
		s.Area()
	}
	if n == 4 {
		var a any = 1
		_ = a.(string)
	}
	return &myErr{n}
}

func main() {
	shapes := []shape{square{2}, &circle{1}}
	for _, s := range shapes {
		fmt.Printf("%T %v %.3f\n", s, s, s.Area())
		if n, ok := s.(named); ok {
			fmt.Println(n.Name())
		}
	}
	fmt.Println(sum(1, 2, 3), sum(1.5, 2.5))
	s := &stack[string]{}
	s.push("a")
	s.push("b")
	x, err := s.pop()
	fmt.Println(x, err)
	s.pop()
	_, err = s.pop()
	fmt.Println(err)
	fmt.Println(table, slices.Sorted(maps.Keys(table)))
	for i := range 6 {
		err := fail(i)
		var e *myErr
		fmt.Println(err, errors.As(err, &e))
	}
	for i := range ptrs {
		ptrs[i] = new(int)
		*ptrs[i] = i
	}
	var keep [][]byte
	for i := range 300 {
		keep = append(keep, make([]byte, 100<<10))
		if i%100 == 0 {
			runtime.GC()
		}
		if len(keep) > 50 {
			keep = keep[25:]
		}
	}
	runtime.GC()
	t := 0
	for i, p := range ptrs {
		if *p != i {
			fmt.Println("LOST", i)
		}
		t += *p
	}
	fmt.Println("pointers kept", t, len(keep) > 0)
	var wg sync.WaitGroup
	var mu sync.Mutex
	results := map[int]int{}
	ch := make(chan int)
	for i := range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration(10-i) * time.Millisecond)
			mu.Lock()
			results[i] = i * i
			mu.Unlock()
			ch <- i
		}()
	}
	go func() { wg.Wait(); close(ch) }()
	n := 0
	for range ch {
		n++
	}
	fmt.Println(n, results)
	b, err := json.Marshal(map[string]any{"square": square{3}, "circle": &circle{2}, "list": []float64{1, 2}})
	fmt.Println(string(b), err)
	var back struct {
		Square square
		List   []float64
	}
	fmt.Println(json.Unmarshal(b, &back), back)
	v := reflect.ValueOf(&circle{2})
	for i := range v.NumMethod() {
		fmt.Println(v.Type().Method(i).Name, v.Method(i).Call(nil))
	}
	fmt.Println(reflect.TypeOf(stack[map[string]square]{}), reflect.TypeOf(shapes), reflect.PointerTo(reflect.TypeOf(square{})))
	fn := reflect.MakeFunc(reflect.TypeOf(func(int) string { return "" }), func(a []reflect.Value) []reflect.Value {
		return []reflect.Value{reflect.ValueOf(strings.Repeat("x", int(a[0].Int())))}
	})
	fmt.Println(fn.Interface().(func(int) string)(3))
	people := []struct {
		name string
		age  int
	}{{"b", 2}, {"a", 1}}
	sort.Slice(people, func(i, j int) bool { return people[i].age < people[j].age })
	fmt.Println(people)
	pc, file, line, ok := runtime.Caller(0)
	fmt.Println(runtime.FuncForPC(pc).Name(), file[strings.LastIndex(file, "/")+1:], line, ok)
	fmt.Println(strings.Contains(string(debug.Stack()), "main.main"))
	seq := func(yield func(int) bool) {
		for i := range 3 {
			if !yield(i) {
				return
			}
		}
	}
	for i := range seq {
		fmt.Print(i, " ")
	}
	next, stop := iter.Pull(iter.Seq[int](seq))
	fmt.Println(next())
	stop()
	big[5] = 7
	fmt.Println(len(big), big[5])
	defer fmt.Println("deferred")
	go func() {}()
	var nilmap map[string]int
	if len(os.Args) > 5 {
		nilmap["x"] = 1
	}
	panic(fmt.Sprintf("the end %v", time.Duration(1500)*time.Millisecond))
}
