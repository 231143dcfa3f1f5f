package helpers

import "golessons/internal/words"

// Lang is the language of the notebook, "ja" or "en". The environment variable
// GOLESSONS_LANG decides where it is set, else a folder called ja or en in the
// notebook's path, else the locale; where nothing says anything it is "en".
func Lang() string { return words.Current() }
