package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"time"
)

// findTorch returns a python that has PyTorch, or "".
func findTorch() string {
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(python, "-c", "import torch").Run() == nil {
			return python
		}
	}
	return ""
}

// describeTorch returns the version of PyTorch and how many threads it uses.
func describeTorch(python string) string {
	out, err := exec.Command(python, "-c",
		"import torch; print(torch.__version__ + ',', torch.get_num_threads(), 'threads', end='')").Output()
	if err != nil {
		return err.Error()
	}
	return string(out)
}

// torchProgram trains the network of its argument and prints the median time of a
// step in milliseconds.
const torchProgram = `
import json, statistics, sys, time
import torch
from torch import nn
n = json.loads(sys.argv[1])
modules, size = [], n["in"]
for _ in range(2):
    modules += [nn.Linear(size, n["width"]), nn.ReLU()] + ([nn.Dropout(n["dropout"])] if n["dropout"] else [])
    size = n["width"]
net = nn.Sequential(*modules, nn.Linear(size, 1))
x, y = torch.randn(n["rows"], n["in"]), torch.randn(n["rows"], 1)
loss, adam = nn.MSELoss(), torch.optim.Adam(net.parameters(), lr=0.001)
times, begin = [], time.perf_counter()
while len(times) < 8 or time.perf_counter() - begin < n["seconds"]:
    start = time.perf_counter()
    adam.zero_grad()
    l = loss(net(x), y)
    l.backward()
    adam.step()
    l.item()
    times.append(time.perf_counter() - start)
print(1000 * statistics.median(times[3:]))
`

// torchStep returns PyTorch's median time of a step in milliseconds.
func torchStep(python string, n network, budget time.Duration) (float64, error) {
	arg, err := json.Marshal(map[string]any{"in": n.in, "width": n.width, "rows": n.rows, "dropout": n.dropout, "seconds": budget.Seconds()})
	if err != nil {
		return 0, err
	}
	out, err := exec.Command(python, "-c", torchProgram, string(arg)).Output()
	if err != nil {
		return 0, errors.Join(fmt.Errorf("train: PyTorch on %s", n), err)
	}
	var ms float64
	_, err = fmt.Sscan(string(out), &ms)
	return ms, err
}
