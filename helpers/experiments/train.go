package experiments

// Train trains once. It draws the losses as they come, under the title, and prints the
// first and the last; with the title "" it draws nothing and prints nothing.
//
// A mistake ends the cell with its sentence, and so does a training that diverges.
func Train(title string, e Experiment, seed int64) Run { panic("TODO") }

// Seeds trains n times side by side, with the seeds 10·seed, 10·seed+1 …, and draws the
// losses of the first as they come, under the title; with "" it draws nothing.
func Seeds(title string, n int, seed int64, e Experiment) Runs { panic("TODO") }
