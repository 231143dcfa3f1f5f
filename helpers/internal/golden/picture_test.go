package golden

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
)

func TestPicturesDiffer(t *testing.T) {
	pixel := func(level uint8) string {
		img := image.NewGray(image.Rect(0, 0, 2, 2))
		img.SetGray(1, 1, color.Gray{level})
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		return `<image href="data:image/png;base64,` + base64.StdEncoding.EncodeToString(b.Bytes()) + `"/>`
	}
	frame := func(svg string) string {
		return `<img src="data:image/svg+xml;base64,` + base64.StdEncoding.EncodeToString([]byte(svg)) + `" data-lines="&lt;path d=&#34;` + "m1 1l2 2" + `&#34;/&gt;">`
	}
	long := func(step string) string { return `<path d="m0 0` + strings.Repeat("l"+step+" 0", 100) + `"/>` }
	const path = `<path fill="#0072b2" d="m10 20l5-5q1 1 2 2c1 1 2 2 3 .5zm1 1l1 1z"/>`
	for name, c := range map[string]struct {
		got, want string
		same      bool
	}{
		"the same":                 {path, path, true},
		"rounded otherwise":        {`<path fill="#0072b2" d="m10.01 20l5-5q1 1 2 2c1 1 2 2 3 .51zm1 1l1 1z"/>`, path, true},
		"and back":                 {`<path fill="#0072b2" d="m10 20l5.02-5q.99 1 1.98 2c1 1 2 2 3 .5zm1 1l1 1z"/>`, path, true},
		"moved":                    {`<path fill="#0072b2" d="m10.03 20l5-5q1 1 2 2c1 1 2 2 3 .5zm1 1l1 1z"/>`, path, false},
		"moved after a close":      {`<path fill="#0072b2" d="m10 20l5-5q1 1 2 2c1 1 2 2 3 .5zm1.03 1l1 1z"/>`, path, false},
		"another control point":    {`<path fill="#0072b2" d="m10 20l5-5q1 1.1 2 2c1 1 2 2 3 .5zm1 1l1 1z"/>`, path, false},
		"small steps that add up":  {long("1.01"), long("1"), false},
		"small steps that do not":  {long("1"), long("1"), true},
		"another colour":           {strings.Replace(path, "b2", "b3", 1), path, false},
		"another letter":           {strings.Replace(path, "l5-5", "m5-5", 1), path, false},
		"a point more":             {strings.Replace(path, "l5-5", "l5-5l0 0", 1), path, false},
		"a path more":              {path + "\n" + path, path, false},
		"another text":             {"<title>a 1</title>", "<title>b 1</title>", false},
		"a number in the text":     {"<title>a 1</title>", "<title>a 2</title>", false},
		"a pixel a little lighter": {pixel(102), pixel(100), true},
		"another pixel":            {pixel(103), pixel(100), false},
		"a frame rounded":          {frame(`<path d="m1 1.01"/>`), frame(`<path d="m1 1"/>`), true},
		"a frame moved":            {frame(`<path d="m1 1.04"/>`), frame(`<path d="m1 1"/>`), false},
		"a line of frames moved":   {strings.Replace(frame(""), "l2 2", "l2 2.03", 1), frame(""), false},
	} {
		if err := differ([]byte(c.got), []byte(c.want)); (err == nil) != c.same {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got, want := absolute("m10 20l5-5q1 1 2 2zm1 1"), "m 10.00 20.00 l 15.00 15.00 q 16.00 16.00 17.00 17.00 z m 11.00 21.00"; got != want {
		t.Errorf("absolute: %s, want %s", got, want)
	}
	if fmt.Sprint(absolute("")) != "" {
		t.Error("an empty path is not empty")
	}
}
