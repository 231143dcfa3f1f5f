package course

import "testing"

func TestLocaleLanguage(t *testing.T) {
	for _, tt := range []struct {
		env  map[string]string
		want string
	}{
		{nil, "en"},
		{map[string]string{"LANG": "ja_JP.UTF-8"}, "ja"},
		{map[string]string{"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"},
		{map[string]string{"LANG": "de_DE.UTF-8"}, "en"},
		{map[string]string{"LANG": "en_US.UTF-8", "LC_MESSAGES": "ja_JP"}, "ja"},
	} {
		if got := LocaleLanguage(func(name string) string { return tt.env[name] }); got != tt.want {
			t.Errorf("%v is %s, want %s", tt.env, got, tt.want)
		}
	}
}
