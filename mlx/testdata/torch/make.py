#!/usr/bin/python3
"""Makes the fixtures of golessons/mlx from PyTorch.

    cd mlx/testdata/torch && /usr/bin/python3 make.py [activations losses ...]

PyTorch 1.13 on the CPU with one thread (Debian: python3-torch). The tests read
the JSON files and never need PyTorch. NaN and infinity are the strings "nan",
"inf" and "-inf"; all other numbers are float32 with nine digits.

With names it writes only these files: on another processor training.json gets
other last digits. It computes all of them, because they share one stream of
random numbers.
"""
import json
import math
import sys
import warnings

import torch
import torch.nn.functional as F
from torch import nn

warnings.filterwarnings("ignore")
torch.set_num_threads(1)
torch.manual_seed(20100)


def num(v):
    if math.isnan(v):
        return "nan"
    if math.isinf(v):
        return "inf" if v > 0 else "-inf"
    return float("%.9g" % v)


def nums(t):
    return [num(v) for v in t.detach().reshape(-1).tolist()]


wanted = set(sys.argv[1:])
written = set()


def write(name, value):
    if wanted and name not in wanted:
        return
    written.add(name)
    with open(name + ".json", "w") as f:
        json.dump(value, f, indent=0, separators=(",", ":"))
        f.write("\n")


nan, inf = float("nan"), float("inf")
SPECIAL = [0.0, -0.0, nan, inf, -inf, 1e-45, -1e-45, 1e-38, -1e-38, 3e38, -3e38,
           1e-6, -1e-6, 1e-3, -1e-3, 88.0, -88.0, 104.0, -104.0, 20.0, -20.0]
POINTS = SPECIAL + [-3.0, -0.5, 1.0, 2.5] + torch.linspace(-6, 6, 49).tolist()


def activations():
    out = {"x": nums(torch.tensor(POINTS)), "cases": []}
    for name, f in [("ReLU", nn.ReLU()), ("LeakyReLU", nn.LeakyReLU()), ("LeakyReLU(0.2)", nn.LeakyReLU(0.2)),
                    ("Sigmoid", nn.Sigmoid()), ("Tanh", nn.Tanh()), ("GELU", nn.GELU())]:
        # One number at a time: PyTorch's vector code differs from its scalar
        # code in the last digits.
        ys, ds = [], []
        for v in POINTS:
            x = torch.tensor([v], requires_grad=True)
            y = f(x)
            y.sum().backward()
            ys += nums(y)
            ds += nums(x.grad)
        out["cases"].append({"name": name, "y": ys, "dy": ds})
    write("activations", out)


def losses():
    cases = []

    def add(name, loss, x, y, w, reduction):
        x = x.clone().requires_grad_(True)
        value = loss(x, y, w, reduction)
        value.sum().backward()
        cases.append({"name": name, "reduction": reduction, "shape": list(x.shape), "targetShape": list(y.shape),
                      "input": nums(x), "target": nums(y.float()), "weight": nums(w) if w is not None else None,
                      "value": nums(value), "gradient": nums(x.grad)})

    def reduced(each, w, reduction):
        if w is not None:
            each = each * w.reshape([-1] + [1] * (each.dim() - 1))
        return {"mean": each.mean, "sum": each.sum, "none": lambda: each}[reduction]()

    def mse(x, y, w, r):
        return F.mse_loss(x, y, reduction=r) if w is None else reduced(F.mse_loss(x, y, reduction="none"), w, r)

    def bce(x, y, w, r):
        return F.binary_cross_entropy_with_logits(x, y, None if w is None else w.reshape(-1, 1), reduction=r)

    def ce(x, y, w, r):
        return F.cross_entropy(x, y, reduction=r) if w is None else reduced(F.cross_entropy(x, y, reduction="none"), w, r)

    for r in ["mean", "sum", "none"]:
        for w in [None, torch.rand(7)]:
            add("MSELoss", mse, torch.randn(7, 2), torch.randn(7, 2), w, r)
            add("BCEWithLogitsLoss", bce, 3 * torch.randn(7, 2), torch.rand(7, 2).round(), w, r)
            add("BCEWithLogitsLoss", bce, 3 * torch.randn(7, 2), torch.rand(7, 2), w, r)
            add("CrossEntropyLoss", ce, 3 * torch.randn(7, 4), torch.randint(0, 4, (7,)), w, r)
    special = torch.tensor(SPECIAL)
    add("MSELoss", mse, special, torch.zeros_like(special), None, "none")
    for t in [0.0, 0.5, 1.0]:
        add("BCEWithLogitsLoss", bce, special, torch.full_like(special, t), None, "none")
    rows = [[v, 0.0, 1.0] for v in SPECIAL] + [[v, v, v] for v in [0.0, inf, -inf, 3e38]]
    for k in [0, 1]:
        add("CrossEntropyLoss", ce, torch.tensor(rows), torch.full((len(rows),), k), None, "none")
    write("losses", cases)


def linear():
    layer, free = nn.Linear(3, 4), nn.Linear(3, 4, bias=False)
    out = {"cases": []}
    for l in [layer, free]:
        for shape in [(5, 3), (3,), (2, 5, 3)]:
            x = torch.randn(shape, requires_grad=True)
            y = l(x)
            l.zero_grad()
            (y * y).sum().backward()
            out["cases"].append({"shape": list(shape), "x": nums(x), "weight": nums(l.weight),
                                 "bias": nums(l.bias) if l.bias is not None else None, "y": nums(y), "dx": nums(x.grad),
                                 "dweight": nums(l.weight.grad),
                                 "dbias": nums(l.bias.grad) if l.bias is not None else None})
    # The initial distribution: 101 quantiles of many weights and biases.
    q = torch.linspace(0, 1, 101)
    out["init"] = []
    for n in [1, 4, 100]:
        many = [nn.Linear(n, 20000 // n + 1) for _ in range(10)]
        out["init"].append({"in": n,
                            "weight": nums(torch.quantile(torch.cat([l.weight.detach().reshape(-1) for l in many]), q)),
                            "bias": nums(torch.quantile(torch.cat([l.bias.detach() for l in many]), q))})
    write("linear", out)


OPTIMIZERS = [
    ("SGD", dict(lr=0.1)), ("SGD", dict(lr=0.1, weight_decay=0.05)),
    ("SGD", dict(lr=0.1, momentum=0.9)), ("SGD", dict(lr=0.1, momentum=0.9, weight_decay=0.05)),
    ("SGD", dict(lr=0.1, momentum=0.9, nesterov=True)),
    ("SGD", dict(lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.05)),
    ("Adam", dict(lr=0.01)), ("Adam", dict(lr=0.01, weight_decay=0.05)),
    ("Adam", dict(lr=0.01, betas=(0.8, 0.95))), ("Adam", dict(lr=0.01, eps=1e-3)),
    ("AdamW", dict(lr=0.01)), ("AdamW", dict(lr=0.01, weight_decay=0.0)),
    ("AdamW", dict(lr=0.01, weight_decay=0.3)), ("AdamW", dict(lr=0.01, betas=(0.8, 0.95), eps=1e-3)),
]
SHOWN = [1, 2, 3, 10, 30, 100]


def optimizers():
    start = torch.tensor([1.0, -2.0, 0.5, 0.0])
    gradients = torch.randn(100, 4) * torch.tensor([1.0, 0.1, 10.0, 1e-4]) + torch.tensor([0.3, -0.05, 1.0, 0.0])
    out = {"start": nums(start), "gradients": nums(gradients), "shown": SHOWN, "cases": [], "schedules": []}
    for name, options in OPTIMIZERS:
        w = start.clone().requires_grad_(True)
        o = getattr(torch.optim, name)([w], **options)
        path = []
        for step in range(1, 101):
            w.grad = gradients[step - 1].clone()
            o.step()
            if step in SHOWN:
                path.append(nums(w))
        out["cases"].append({"name": name, "options": options, "path": path})
    for name, args in [("StepLR", (7, 0.5)), ("CosineAnnealingLR", (30, 0.001))]:
        o = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
        s = getattr(torch.optim.lr_scheduler, name)(o, *args)
        rates = []
        for _ in range(30):
            rates.append(num(o.param_groups[0]["lr"]))
            o.step()
            s.step()
        out["schedules"].append({"name": name, "args": args, "rates": rates})
    write("optimizers", out)


def training():
    networks = [
        ("2-16-16-1", nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 1)),
         torch.randn(40, 2), lambda x: (x[:, :1] * x[:, 1:]).sin() + 0.1 * torch.randn(40, 1), nn.MSELoss()),
        ("5-32-3", nn.Sequential(nn.Linear(5, 32), nn.Tanh(), nn.Linear(32, 3)),
         torch.randn(40, 5), lambda x: (x[:, 0] + x[:, 1] > 0).long() + (x[:, 2] > 0.5).long(), nn.CrossEntropyLoss()),
    ]
    variants = [
        ("none", "SGD", dict(lr=0.05), 0.0), ("L2", "SGD", dict(lr=0.05), 0.01),
        ("SGD weight decay", "SGD", dict(lr=0.05, momentum=0.9, weight_decay=0.01), 0.0),
        ("Adam weight decay", "Adam", dict(lr=0.005, weight_decay=0.01), 0.0),
        ("AdamW", "AdamW", dict(lr=0.005, weight_decay=0.05), 0.0),
    ]
    out = []
    for name, net, x, f, loss in networks:
        y = f(x)
        start = {k: v.clone() for k, v in net.state_dict().items()}
        net.zero_grad()
        loss(net(x), y).backward()
        one = {"name": name, "x": nums(x), "y": nums(y.float()), "targetShape": list(y.shape),
               "start": {k: nums(v) for k, v in start.items()},
               "gradient": {k: nums(v.grad) for k, v in net.named_parameters()}, "variants": []}
        for variant, optimizer, options, l2 in variants:
            net.load_state_dict(start)
            o = getattr(torch.optim, optimizer)(net.parameters(), **options)
            curve, first = [], None
            for step in range(200):
                o.zero_grad()
                data = loss(net(x), y)
                penalty = l2 * sum((p ** 2).sum() for k, p in net.named_parameters() if k.endswith("weight"))
                (data + penalty).backward()
                curve.append(num(data.item()))
                o.step()
                if step == 0:
                    first = {k: nums(v) for k, v in net.state_dict().items()}
            one["variants"].append({"name": variant, "optimizer": optimizer, "options": options, "l2": l2,
                                    "curve": curve[::20], "first": first,
                                    "weights": {k: nums(v) for k, v in net.state_dict().items()}})
        out.append(one)
    write("training", out)


def printing():
    tensors = [
        torch.tensor([-3.0, -0.5, 0.0, 1.0, 2.5]), torch.tensor([0.0, 0.0, 0.0, 1.0, 2.5]), torch.ones(1, 10),
        torch.tensor([[2., 0., 2.], [0., 0., 2.]]), torch.tensor(0.5), torch.tensor(3.0), torch.tensor(nan),
        torch.tensor([]), torch.zeros(0, 3), torch.zeros(2, 0), torch.tensor([nan, inf, -inf, 1.0]),
        torch.tensor([nan, 0.25, -inf]), torch.tensor([nan, inf]), torch.tensor([0.0, -0.0]),
        torch.tensor([1e-5, 1.0]), torch.tensor([5e-4, 0.25]), torch.tensor([9e-5, 0.01]), torch.tensor([1e-5]), torch.tensor([1000.0, 0.5]), torch.tensor([2000.0, 0.5]),
        torch.tensor([1.0, 1001.0]), torch.tensor([1.0, 1000.0]), torch.tensor([1e9]), torch.tensor([123456.0, 654321.5]),
        torch.arange(30.0), torch.linspace(-1, 1, 37), torch.linspace(-1, 1, 40).reshape(4, 10),
        torch.linspace(-1, 1, 24).reshape(2, 3, 4), torch.arange(1001.0), torch.arange(1200.0).reshape(30, 40),
        torch.arange(1200.0).reshape(2, 600), torch.arange(2400.0).reshape(2, 30, 40) / 7, torch.ones(1, 2, 3, 2),
        torch.linspace(-500, 500, 60).reshape(3, 20), torch.tensor([[1e20, nan], [-1.5, 2.0]]),
    ]
    write("printing", [{"shape": list(t.shape), "values": nums(t), "text": repr(t)} for t in tensors])


def tensor():
    """Cases for Tensor's methods: reductions, comparisons, arithmetic, rows, probabilities."""
    cases = []

    def add(op, f, x, other=None, args=()):
        """other is a tensor or a number; args are whole numbers: an axis, an index, whether unbiased."""
        y = f(x) if other is None else f(x, other)
        case = {"op": op, "args": [int(a) for a in args], "x": nums(x), "shape": list(x.shape),
                "y": nums(y.float()), "yShape": list(y.shape)}
        if torch.is_tensor(other):
            case["other"], case["otherShape"] = nums(other.float()), list(other.shape)
        elif other is not None:
            case["number"] = other
        cases.append(case)

    def case_of(*shape):
        return torch.randn(*shape) * 10 + 3

    whole = [case_of(7), case_of(4, 3), case_of(2, 3, 4), torch.tensor(2.5), torch.tensor([1.5]), torch.tensor([2.0, 5.0, 5.0, 2.0]),
             torch.tensor([1.0, nan, 3.0]), torch.tensor([nan, inf]), torch.tensor([-inf, 1.0, 2.0]), torch.tensor([inf, -inf]),
             torch.tensor([0.0, -0.0]), 1e6 + torch.rand(100).round(decimals=1), torch.tensor([]), torch.zeros(0, 3)]
    for x in whole:
        add("Sum", lambda x: x.double().sum(), x)
        add("Mean", lambda x: x.double().mean(), x)
        add("Var", lambda x: x.double().var(), x, args=[True])
        add("Var", lambda x: x.double().var(unbiased=False), x, args=[False])
        add("Std", lambda x: x.double().std(), x, args=[True])
        add("Std", lambda x: x.double().std(unbiased=False), x, args=[False])
        add("Norm", lambda x: x.double().norm(), x)
        if x.numel() > 0:
            for op in ["Max", "Min", "ArgMax", "ArgMin"]:
                add(op, getattr(torch.Tensor, op.lower()), x)
    for x in [case_of(7), case_of(4, 3), case_of(2, 3, 4), case_of(5, 1), torch.tensor([[1.0, nan], [inf, 2.0], [inf, 2.0]]), torch.zeros(0, 3),
              torch.zeros(3, 0), torch.tensor([[2.0, 5.0, 5.0], [7.0, 7.0, 1.0]])]:
        for axis in range(-x.dim(), x.dim()):
            add("SumAxis", lambda x: x.sum(axis), x, args=[axis])
            add("MeanAxis", lambda x: x.mean(axis), x, args=[axis])
            for unbiased in [True, False]:
                add("VarAxis", lambda x: x.var(axis, unbiased), x, args=[axis, unbiased])
                add("StdAxis", lambda x: x.std(axis, unbiased), x, args=[axis, unbiased])
            add("NormAxis", lambda x: x.norm(dim=axis), x, args=[axis])
            add("Softmax", lambda x: x.softmax(axis), x, args=[axis])
            if x.shape[axis] > 0:
                add("MaxAxis", lambda x: x.max(axis).values, x, args=[axis])
                add("MinAxis", lambda x: x.min(axis).values, x, args=[axis])
                add("ArgMaxAxis", lambda x: x.argmax(axis), x, args=[axis])
                add("ArgMinAxis", lambda x: x.argmin(axis), x, args=[axis])
                add("Select", lambda x: x.select(axis, x.shape[axis] - 1), x, args=[axis, x.shape[axis] - 1])
    special = torch.tensor(SPECIAL)
    pairs = [(case_of(4, 3), case_of(4, 3)), (case_of(4, 3), case_of(3)), (case_of(3), case_of(4, 3)), (case_of(4, 3), case_of(4, 1)),
             (case_of(4, 1), case_of(4)), (case_of(2, 1, 4), case_of(3, 1)), (case_of(4, 3), torch.tensor(2.5)), (torch.tensor(2.5), case_of(2)),
             (torch.tensor(1.0), torch.tensor(3.0)), (torch.zeros(0, 3), case_of(3)), (torch.zeros(0, 3), case_of(1, 1)), (case_of(1), torch.zeros(0)),
             (special, special.flip(0)), (special, special), (torch.arange(6.0).reshape(2, 3), torch.tensor([1.0, 1.0, 3.0])),
             (case_of(4, 3), 0.1), (torch.tensor([0.1, 0.2, 0.3, 0.0, -0.0]), 0.1), (torch.tensor([0.1, 0.2, 0.3, 0.0, -0.0]), 0), (case_of(7), 3), (special, 0), (special, -2.5)]
    for x, other in pairs:
        for op in ["Add", "Sub", "Mul", "Div", "Eq", "Ne", "Lt", "Le", "Gt", "Ge"]:
            add(op, getattr(torch.Tensor, op.lower()), x, other)
    for a, b in [((4, 3), (3, 2)), ((4, 3), (3,)), ((3,), (3, 2)), ((3,), (3,)), ((1, 3), (3, 1)), ((0, 3), (3, 2)), ((2, 0), (0, 3))]:
        add("MatMul", torch.matmul, torch.randn(*a), torch.randn(*b))
    for shape in [(4, 3), (1, 5), (3,), (), (0, 2)]:
        add("T", lambda x: x.T, torch.randn(shape))
    for x, indices in [(case_of(4, 3), [2, 0, 2]), (case_of(4), [3]), (case_of(4, 3), []), (case_of(2, 3, 2), [1])]:
        add("Subset", lambda x: x[torch.tensor(indices, dtype=torch.long)], x, args=indices)
    for x, condition in [(case_of(4, 3), torch.tensor([1.0, 0.0, 0.0, 1.0])), (case_of(4, 3), torch.zeros(4)), (case_of(5), torch.tensor([0.0, 1.0, 1.0, 0.0, 1.0])),
                         (case_of(2, 3), torch.tensor([[1.0, 0.0, 1.0], [0.0, 0.0, 1.0]])), (torch.zeros(0, 3), torch.zeros(0)),
                         (case_of(2, 2, 3), torch.tensor([[0.0, 1.0], [1.0, 1.0]]))]:
        add("Filter", lambda x, c: x[c.bool()], x, condition)
    add("Sigmoid", torch.sigmoid, torch.tensor(POINTS))
    write("tensor", cases)


def options():
    """Tries values of each option: the bounds, both sides of them, NaN and infinity.

    A case has the result, or none if PyTorch refuses the value, at once or in use.
    """
    cases = []
    tiny, below_one = 5e-324, 1 - 2.0 ** -53
    sides = [-inf, -1.0, -tiny, -0.0, 0.0, tiny, 1e-3, 0.5, below_one, 1.0, 1.5, 100.0, inf, nan]

    def add(name, f, **arguments):
        try:
            out = [num(v) for v in f()]
        except (ValueError, ZeroDivisionError, RuntimeError, IndexError):
            out = None
        cases.append({"name": name, "arguments": {k: v if math.isfinite(v) else num(v) for k, v in arguments.items()}, "out": out})

    def steps(name, lr, **keywords):
        """Three steps from 1 with the gradients 0.5, -0.25 and 0."""
        w = torch.ones(1, requires_grad=True)
        o = getattr(torch.optim, name)([w], lr=lr, **keywords)
        for g in [0.5, -0.25, 0.0]:
            w.grad = torch.tensor([g])
            o.step()
            yield w.item()

    for name in ["SGD", "Adam", "AdamW"]:
        for v in sides:
            add(name, lambda: steps(name, v), lr=v)
            add(name, lambda: steps(name, 0.1, weight_decay=v), lr=0.1, weight_decay=v)
            if name == "SGD":
                add(name, lambda: steps(name, 0.1, momentum=v), lr=0.1, momentum=v)
                add(name, lambda: steps(name, 0.1, momentum=v, nesterov=True), lr=0.1, momentum=v, nesterov=1)
            else:
                add(name, lambda: steps(name, 0.1, eps=v), lr=0.1, eps=v)
                add(name, lambda: steps(name, 0.1, betas=(v, 0.5)), lr=0.1, beta1=v, beta2=0.5)
                add(name, lambda: steps(name, 0.1, betas=(0.5, v)), lr=0.1, beta1=0.5, beta2=v)
                add(name, lambda: steps(name, 0.1, betas=(v, v), weight_decay=0.5), lr=0.1, beta1=v, beta2=v, weight_decay=0.5)

    def rates(schedule, *args):
        o = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
        s = getattr(torch.optim.lr_scheduler, schedule)(o, *args)
        for _ in range(8):
            yield o.param_groups[0]["lr"]
            o.step()
            s.step()

    for n in [-1, 0, 1, 2, 3, 100]:
        add("StepLR", lambda: rates("StepLR", n, 0.5), size=n, gamma=0.5)
        add("CosineAnnealingLR", lambda: rates("CosineAnnealingLR", n, 0.01), epochs=n, low=0.01)
    for v in sides:
        add("StepLR", lambda: rates("StepLR", 2, v), size=2, gamma=v)
        add("CosineAnnealingLR", lambda: rates("CosineAnnealingLR", 5, v), epochs=5, low=v)

    for v in sides:
        if not 0 < v < 1:  # otherwise chance decides
            add("Dropout", lambda: nn.Dropout(v)(torch.ones(2)).tolist(), p=v)
        add("LeakyReLU", lambda: nn.LeakyReLU(v)(torch.tensor([-2.0, 0.0, 3.0])).tolist(), slope=v)
    for i, o in [(-1, 2), (2, -1), (0, 2), (2, 0), (1, 1), (2 ** 32, 2 ** 32)]:
        add("Linear", lambda: [sum(p.numel() for p in nn.Linear(i, o).parameters())], **{"in": i, "out": o})
    for n in [-1, 0, 1, 3, 4, 5, 100]:
        for drop in [0, 1]:
            add("DataLoader", lambda: [len(b) for b in torch.utils.data.DataLoader(range(4), n, drop_last=bool(drop))],
                size=n, drop=drop)
    for n in [-1, 0, 1, 2]:
        add("Linspace", lambda: torch.linspace(2, 3, n).tolist(), n=n)
        add("Full", lambda: torch.full((n, 2), 3.0).reshape(-1).tolist(), n=n)
    for name in ["mean", "sum", "none", "median", ""]:
        for loss, x in [("MSELoss", torch.tensor([2.0, 0.0])), ("BCEWithLogitsLoss", torch.tensor([2.0, 0.0])),
                        ("CrossEntropyLoss", torch.tensor([[2.0, 0.0], [1.0, 0.0]]))]:
            y = torch.tensor([1, 0]) if x.dim() == 2 else torch.tensor([1.0, 0.0])
            add(loss + " " + name, lambda: getattr(nn, loss)(reduction=name)(x, y).reshape(-1).tolist())
    write("options", cases)


if __name__ == "__main__":
    activations()
    losses()
    linear()
    optimizers()
    training()
    printing()
    tensor()
    options()
    if wanted - written:
        sys.exit("there is no fixture " + ", ".join(sorted(wanted - written)))
