package setup

import "golessons/internal/words"

// The tests expect English, whatever the locale.
func init() { words.Use("en") }
