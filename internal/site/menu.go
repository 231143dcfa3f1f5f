package site

import (
	"bytes"
	"context"
	_ "embed"
	"slices"
	"strings"
)

// files makes all files of the site, by their name in it.
func (b *Builder) files(ctx context.Context) (files map[string][]byte, lessons int, err error) {
	sources, err := b.sources()
	if err != nil {
		return nil, 0, err
	}
	css, err := b.convert(ctx, sources)
	if err != nil {
		return nil, 0, err
	}
	files = map[string][]byte{
		".nojekyll":                nil, // GitHub Pages takes the pages as they are
		"style.css":                []byte(style + "\n" + css),
		"stixtwomath-subset.woff2": font,
		"stixtwomath-OFL.txt":      fontLicence,
	}
	add := func(name string, p page) error {
		var out bytes.Buffer
		p.Root = strings.Repeat("../", strings.Count(name, "/"))
		if err := pageTemplate.Execute(&out, p); err != nil {
			return err
		}
		files[name] = out.Bytes()
		return nil
	}
	exists := map[string]*source{}
	for _, s := range sources {
		exists[s.lang+"/"+s.name] = s
	}
	var root []link
	for _, lang := range b.Languages {
		start := exists[lang+"/"+startPage]
		of := slices.DeleteFunc(slices.Clone(sources), func(s *source) bool { return s.lang != lang || s == start })
		if len(of) == 0 {
			continue
		}
		t := textsOf(lang)
		var course []link
		for _, s := range of {
			course = append(course, link{s.page(), s.Title, lang})
		}
		index := page{Lang: lang, Text: t, Title: t.Course, Description: t.About, Index: "index.html", Next: &course[0],
			Others: b.others(lang, startPage, func(other string) bool {
				return slices.ContainsFunc(sources, func(s *source) bool { return s.lang == other })
			})}
		if start != nil {
			index.Title, index.Body = start.Title, start.Body
		} else {
			for i, s := range of {
				index.Lessons = append(index.Lessons, lesson{course[i], s.List})
			}
		}
		if err := add(lang+"/index.html", index); err != nil {
			return nil, 0, err
		}
		root = append(root, link{lang + "/index.html", t.Language, lang})
		for i, s := range of {
			p := page{Lang: lang, Text: t, Title: s.Title, Description: s.Description, Sections: s.Sections, Body: s.Body, Index: "index.html",
				Course: slices.Clone(course), Others: b.others(lang, s.name, func(other string) bool {
					return exists[other+"/"+s.name] != nil
				})}
			p.Course[i].To = ""
			if i > 0 {
				p.Previous = &course[i-1]
			}
			if i < len(of)-1 {
				p.Next = &course[i+1]
			}
			if err := add(lang+"/"+s.page(), p); err != nil {
				return nil, 0, err
			}
			lessons++
		}
	}
	return files, lessons, add("index.html", page{Lang: "en", Title: "golessons", Description: textsOf("en").About, Text: textsOf("en"), Choice: root})
}

// others are the links to the same page in the other languages that have it.
func (b *Builder) others(lang, name string, has func(other string) bool) []link {
	var links []link
	for _, other := range b.Languages {
		if other != lang && has(other) {
			s := source{lang: other, name: name}
			links = append(links, link{"../" + other + "/" + s.page(), textsOf(other).Language, other})
		}
	}
	return links
}
