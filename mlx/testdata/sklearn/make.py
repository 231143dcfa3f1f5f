#!/usr/bin/python3
"""Makes the fixture of golessons/mlx's metrics from scikit-learn.

    cd mlx/testdata/sklearn && /usr/bin/python3 make.py

scikit-learn 1.2 (Debian: python3-sklearn). The tests read the JSON file and never
need Python. NaN and infinity are the strings "nan", "inf" and "-inf"; a call that
scikit-learn refuses gives null.
"""
import json
import math
import warnings

import numpy as np
from sklearn.calibration import calibration_curve
from sklearn.metrics import accuracy_score, roc_auc_score

warnings.filterwarnings("ignore")
random = np.random.default_rng(20100)
nan, inf = math.nan, math.inf


def num(v):
    v = float(v)
    return v if math.isfinite(v) else str(v)


def ask(f):
    try:
        return f()
    except ValueError:
        return None


def calibration(p, y, bins):
    observed, predicted = calibration_curve(y, p, n_bins=bins)
    # The counts, which calibration_curve keeps to itself, by its own binning.
    counts = np.bincount(np.searchsorted(np.linspace(0, 1, bins + 1)[1:-1], p), minlength=bins)
    counts = counts[counts > 0]
    error = float(np.sum(counts * np.abs(observed - predicted)) / len(p))
    return {"predicted": predicted.tolist(), "observed": observed.tolist(), "counts": counts.tolist(), "error": num(error)}


cases = []


def add(name, scores, targets, bins=10):
    s, y = np.array(scores, dtype=float), np.array(targets, dtype=float)
    auc = ask(lambda: roc_auc_score(y, s))
    accuracy = ask(lambda: accuracy_score(y, s))
    curve = ask(lambda: calibration(s, y, bins)) if not np.isnan(s).any() else None  # it sorts NaN into a bin
    cases.append({"name": name, "scores": [num(v) for v in s], "targets": [num(v) for v in y], "bins": bins,
                  "accuracy": None if accuracy is None else num(accuracy), "auc": None if auc is None else num(auc),
                  "calibration": curve})


p = random.random(60)
y = (random.random(60) < p).astype(float)
add("probabilities", p, y)
add("probabilities, 7 bins", p, y, 7)
add("one bin", p, y, 1)
add("logits", random.normal(size=40) * 5, y[:40])
add("ties", p.round(1), y)
add("ties, 3 bins", p.round(1), y, 3)
add("labels", (p > 0.4).astype(float), y)
add("all right", y, y)
add("all wrong", 1 - y, y)
edges = np.linspace(0, 1, 11)
add("edges", np.concatenate([edges, np.nextafter(edges[1:], 0), np.nextafter(edges[:-1], 1)]), random.integers(0, 2, 31))
add("tenths", [i / 10 for i in range(11)], random.integers(0, 2, 11))
add("thirds", [0, 1 / 3, 2 / 3, 1], [0, 1, 0, 1], 3)
for value in [0.0, 0.5, 1.0]:
    add(f"constant {value}", [value] * 6, [0, 1, 1, 0, 1, 1])
for label in [0, 1]:
    add(f"only {label}", [0.1, 0.4, 0.9], [label] * 3)
    add(f"only {label}, as labels", [0, 1, 1], [label] * 3)
    add(f"one row of {label}", [1], [label])
for v in [nan, inf, -inf]:
    for where in [0, 2, 5]:
        s = [0.1, 0.4, 0.35, 0.8, 0.2, 0.6]
        s[where] = v
        add(f"score {where} is {v}", s, [0, 0, 1, 1, 0, 1])
    add(f"target {v}", [0.1, 0.4, 0.35], [0, v, 1])
    add(f"all scores {v}", [v] * 4, [0, 1, 1, 0])
add("empty", [], [])
add("targets between 0 and 1", [0.1, 0.4, 0.35], [0.2, 0.9, 1])
add("targets -1 and 1", [0.1, 0.4, 0.35, 0.2], [-1, -1, 1, 1])
add("targets 1 and 2", [0.1, 0.4, 0.35, 0.2], [1, 1, 2, 2])
add("three classes", [0, 1, 2, 2], [0, 2, 2, 1])
add("below 0", [-0.1, 0.4], [0, 1])
add("above 1", [0.1, 1.5], [0, 1])
with open("metrics.json", "w") as f:
    json.dump(cases, f, indent=0, separators=(",", ":"))
    f.write("\n")
