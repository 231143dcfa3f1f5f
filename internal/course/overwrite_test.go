package course

import "testing"

func TestDecide(t *testing.T) {
	for _, tt := range []struct {
		name             string
		shipped, current string
		past             past
		want             action
	}{
		{"a new folder", "v1", "", past{}, create},
		{"a deleted lesson", "v1", "", past{shipped: "v1"}, create},
		{"a deleted lesson, and nothing can be remembered", "v1", "", past{unreadable: true}, create},
		{"the same version", "v1", "v1", past{shipped: "v1"}, remember},
		{"the same version, not remembered", "v1", "v1", past{}, remember},
		{"the new version, which the learner took over", "v2", "v2", past{shipped: "v1", beside: "v2"}, remember},
		{"a new version of what was not changed", "v2", "v1", past{shipped: "v1"}, replace},
		{"a changed lesson", "v1", "mine", past{shipped: "v1"}, leave},
		{"a new version of a changed lesson", "v2", "mine", past{shipped: "v1"}, putBeside},
		{"which is beside it already", "v2", "mine", past{shipped: "v1", beside: "v2"}, leave},
		{"the one after that", "v3", "mine", past{shipped: "v1", beside: "v2"}, putBeside},
		{"which the learner took over, and there is another since", "v3", "v2", past{shipped: "v1", beside: "v2"}, putBeside},
		{"a file of which nothing is remembered", "v1", "mine", past{}, putBeside},
		{"an old version of which nothing is remembered", "v2", "v1", past{}, putBeside},
		{"the memory cannot be read", "v2", "v1", past{unreadable: true}, leave},
	} {
		if got := decide(tt.shipped, tt.current, tt.past); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}
