package notebook

import (
	"fmt"
	"regexp"
)

// A prediction is a question that a cell asks, predict.NAME.Ask(), and that the cell
// which answers it calls to mind, predict.NAME.Recall().

var predictCall = regexp.MustCompile(`\bpredict\.(\w+)\.(Ask|Recall)\(\)`)

// Predictions lists the names of the predictions, in the order in which they are
// asked. It returns an error unless each is asked once, and recalled in a later cell
// that asks none: on the web pages what that cell shows is folded.
func (nb *Notebook) Predictions() ([]string, error) {
	var names []string
	asked, recalled := map[string]int{}, map[string]bool{} // by cell
	for i, c := range nb.Cells {
		if c.Type != "code" {
			continue
		}
		asks, recalls := false, false
		for _, call := range predictCall.FindAllStringSubmatch(c.Source, -1) {
			name := call[1]
			at, ok := asked[name]
			switch {
			case call[2] == "Ask" && ok:
				return nil, fmt.Errorf("cell %d (%s): predict.%s is asked for the second time", i+1, c.ID, name)
			case call[2] == "Ask":
				names = append(names, name)
				asked[name], asks = i, true
			case !ok || at == i:
				return nil, fmt.Errorf("cell %d (%s): predict.%s is recalled, and no cell before asks it", i+1, c.ID, name)
			default:
				recalled[name], recalls = true, true
			}
		}
		if asks && recalls {
			return nil, fmt.Errorf("cell %d (%s) recalls a prediction and asks another, which the web pages would fold", i+1, c.ID)
		}
	}
	for _, name := range names {
		if !recalled[name] {
			return nil, fmt.Errorf("cell %d (%s): predict.%s is asked, and no later cell recalls it", asked[name]+1, nb.Cells[asked[name]].ID, name)
		}
	}
	return names, nil
}
