package words

import (
	"os"
	"path/filepath"
	"testing"
)

func TestCurrent(t *testing.T) {
	root := t.TempDir()
	for _, dir := range []string{"ja", "en", "other", "ja/en/x"} {
		if err := os.MkdirAll(filepath.Join(root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name, env, gonbDir, cwd, locale, want string
	}{
		{"variable first", "en", "/x/ja", "ja", "ja_JP.UTF-8", "en"},
		{"unknown variable is passed over", "xx", "/x/ja", "en", "", "ja"},
		{"notebook's folder", "", "/home/me/lessons/ja", "en", "en_US.UTF-8", "ja"},
		{"innermost folder", "", "/ja/en", "other", "", "en"},
		{"only whole names", "", "/jam/eng", "other", "", "en"},
		{"working folder", "", "", "ja", "en_US.UTF-8", "ja"},
		{"locale", "", "", "other", "ja_JP.UTF-8", "ja"},
		{"other locale", "", "", "other", "xx_XX.UTF-8", "en"},
		{"nothing", "", "", "other", "", "en"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("GOLESSONS_LANG", test.env)
			t.Setenv("GONB_DIR", test.gonbDir)
			t.Setenv("LC_ALL", "")
			t.Setenv("LC_MESSAGES", "")
			t.Setenv("LANG", test.locale)
			t.Chdir(filepath.Join(root, test.cwd))
			if got := Current(); got != test.want {
				t.Errorf("Current() = %q, want %q", got, test.want)
			}
		})
	}
}

func TestOfLocale(t *testing.T) {
	for _, tt := range []struct {
		env  map[string]string
		want string
	}{
		{nil, "en"},
		{map[string]string{"LANG": "ja_JP.UTF-8"}, "ja"},
		{map[string]string{"LANG": "JA"}, "ja"},
		{map[string]string{"LANG": "ja-JP@mod"}, "ja"},
		{map[string]string{"LANG": "jam"}, "en"},
		{map[string]string{"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"},
		{map[string]string{"LANG": "xx_XX.UTF-8"}, "en"},
		{map[string]string{"LANG": "en_US.UTF-8", "LC_MESSAGES": "ja_JP"}, "ja"},
	} {
		if got := OfLocale(func(name string) string { return tt.env[name] }); got != tt.want {
			t.Errorf("%v is %s, want %s", tt.env, got, tt.want)
		}
	}
}

// A locale that is not in UTF-8 is one all the same: a browser shows all.
func TestPreferred(t *testing.T) {
	for _, tt := range []struct {
		env  map[string]string
		want string
	}{
		{map[string]string{"LANG": "ja_JP.UTF-8"}, "ja"},
		{map[string]string{"LANG": "ja_JP.eucJP"}, "ja"},
		{map[string]string{"LANG": "en_US.UTF-8", "GOLESSONS_LANG": "ja"}, "ja"},
		{map[string]string{"LANG": "ja_JP.UTF-8", "GOLESSONS_LANG": "fr"}, "ja"},
		{nil, "en"},
	} {
		if got := Preferred(func(name string) string { return tt.env[name] }); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.env, got, tt.want)
		}
	}
}
