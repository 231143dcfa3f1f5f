package helpers

import "golessons/internal/words"

// Lang returns the language of the notebook, such as "ja" or "en": that of the
// environment variable GOLESSONS_LANG, else of a folder with this name in the
// notebook's path, else of the locale, else "en".
func Lang() string { return words.Current() }
