package helpers

import "golessons/helpers/internal/displaytest"

var printed = displaytest.Printed
