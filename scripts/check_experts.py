#!/usr/bin/env python3
"""Recomputes what `policy eval --json` prints, from the same table.

It deliberately uses a different method: decimals of 60 digits instead of binary fractions, and weights multiplied as the papers write them instead
of their logarithms.

usage: check_experts.py FILE [--relatives | --prices] ALGORITHM [eta=X] [alpha=X] [loss=log|clipped] [clip=X] [horizon=N]
prints one JSON object with the keys of `policy eval --json`; the last weights are added as "weights"
"""
import csv
import gzip
import json
import sys
from decimal import Decimal, getcontext
from itertools import product

getcontext().prec = 60
ONE = Decimal(1)


def main(arguments):
    path = arguments.pop(0)
    kind = arguments.pop(0) if arguments[0].startswith("--") else "--returns"
    algorithm = arguments.pop(0)
    given = dict(each.split("=") for each in arguments)
    names, rows = read(path, kind)
    result = ALGORITHMS[algorithm](rows, len(names), given)
    print(json.dumps({**summary(names, rows, result["held"]), **{key: text(result[key]) for key in ("regret", "regretBound", "bestMixWealth") if key in result},
                      "weights": [text(w) for w in result["held"][-1]]}))


def text(value):
    return float(value)


def read(path, kind):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", newline="") as f:
        header, *lines = [line for line in csv.reader(f) if line]
    first = 1 if header[0] in ("date", "time_ms") else 0
    rows, before = [], [ONE] * (len(header) - first)
    for line in lines:
        numbers = [Decimal(cell) for cell in line[first:]]
        if kind == "--prices":
            rows.append([a / b for a, b in zip(numbers, before)])
            before = numbers
        else:
            rows.append(numbers if kind == "--relatives" else [ONE + r for r in numbers])
    return header[first:], rows


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def scaled(weights):
    total = sum(weights)
    return [w / total for w in weights]


def summary(names, rows, held):
    final, uniform, wealth = ONE, ONE, [ONE] * len(names)
    for w, x in zip(held, rows):
        final *= dot(w, x)
        uniform *= sum(x) / len(x)
        wealth = [a * b for a, b in zip(wealth, x)]
    best = max(range(len(names)), key=lambda i: wealth[i])
    return {"rows": len(rows), "experts": len(names), "finalWealth": text(final), "bestExpert": names[best], "bestExpertWealth": text(wealth[best]),
            "uniformWealth": text(uniform), "marketWealth": text(sum(wealth) / len(wealth))}


def log_regret(rows, held):
    mixture = sum(-dot(w, x).ln() for w, x in zip(held, rows))
    return mixture - min(sum(-x[i].ln() for x in rows) for i in range(len(rows[0])))


def clipped(rows, given):
    fixed, total, count, losses = Decimal(given.get("clip", "0")), Decimal(0), 0, []
    for x in rows:
        total += sum(abs(a - ONE) for a in x)
        count += len(x)
        c = fixed or 4 * total / count
        losses.append([min(ONE, max(Decimal(0), (c - (a - ONE)) / (2 * c))) if c else ONE / 2 for a in x])
    return losses


def loss_regret(losses, held):
    return sum(dot(w, l) for w, l in zip(held, losses)) - min(sum(l[i] for l in losses) for i in range(len(losses[0])))


def complexity(n, alpha, rounds):
    return Decimal(n).ln() - (rounds - 1) * (ONE - alpha + alpha / n).ln()


def rate(given, n, alpha, rounds):
    planned = int(given.get("horizon", "0")) or rounds
    return Decimal(given.get("eta", "0")) or (8 * complexity(n, alpha, planned) / planned).sqrt()


def equal(rows, n, given):
    held = [[ONE / n] * n for _ in rows]
    return {"held": held, "regret": log_regret(rows, held), "regretBound": len(rows) * Decimal(n).ln()}


def hedge(rows, n, given):
    losses, eta = clipped(rows, given), rate(given, n, Decimal(0), len(rows))
    w, held = [ONE / n] * n, []
    for l in losses:
        held.append(w)
        w = scaled([a * (-eta * b).exp() for a, b in zip(w, l)])
    return {"held": held, "regret": loss_regret(losses, held), "regretBound": Decimal(n).ln() / eta + eta * len(rows) / 8}


def adahedge(rows, n, given):
    losses, log_n = clipped(rows, given), Decimal(n).ln()
    total, gap, variance, widest, held = [Decimal(0)] * n, Decimal(0), Decimal(0), Decimal(0), []
    for l in losses:
        if gap == 0:
            w = scaled([ONE if t == min(total) else Decimal(0) for t in total])
            mix = min(b for a, b in zip(w, l) if a > 0)
        else:
            eta = log_n / gap
            w = scaled([(-eta * t).exp() for t in total])
            mix = -sum(a * (-eta * b).exp() for a, b in zip(w, l)).ln() / eta
        held.append(w)
        mean = dot(w, l)
        gap += mean - mix
        variance += sum(a * (b - mean) ** 2 for a, b in zip(w, l))
        widest = max(widest, max(l) - min(l))
        total = [a + b for a, b in zip(total, l)]
    return {"held": held, "regret": loss_regret(losses, held), "regretBound": 2 * (variance * log_n).sqrt() + widest * (4 * log_n / 3 + 2)}


def fixed_share(rows, n, given):
    alpha, rounds, on_log = Decimal(given.get("alpha", "0.01")), len(rows), given.get("loss", "log") == "log"
    eta = Decimal(given.get("eta", "0")) or ONE if on_log else rate(given, n, alpha, rounds)
    losses = None if on_log else clipped(rows, given)
    w, held = [ONE / n] * n, []
    for t in range(rounds):
        held.append(w)
        factors = [x ** eta for x in rows[t]] if on_log else [(-eta * l).exp() for l in losses[t]]
        w = [(ONE - alpha) * v + alpha / n for v in scaled([a * b for a, b in zip(w, factors)])]
    bound = complexity(n, alpha, rounds) / eta + (0 if on_log else eta * rounds / 8)
    return {"held": held, "regret": log_regret(rows, held) if on_log else loss_regret(losses, held), "regretBound": bound}


def eg(rows, n, given):
    eta = Decimal(given.get("eta", "0")) or Decimal("0.05")
    w, held = [ONE / n] * n, []
    for x in rows:
        held.append(w)
        gain = dot(w, x)
        w = scaled([a * (eta * b / gain).exp() for a, b in zip(w, x)])
    r = min(min(x) / max(x) for x in rows)
    return {"held": held, "regret": log_regret(rows, held), "regretBound": Decimal(n).ln() / eta + eta * len(rows) / (8 * r * r)}


def universal(rows, n, given):
    mixes = [[Decimal(part) / 20 for part in parts] for parts in product(range(21), repeat=n) if sum(parts) == 20]
    wealth, held = [ONE] * len(mixes), []
    for x in rows:
        held.append([dot(scaled(wealth), [mix[i] for mix in mixes]) for i in range(n)])
        wealth = [w * dot(mix, x) for w, mix in zip(wealth, mixes)]
    return {"held": held, "regret": log_regret(rows, held), "regretBound": Decimal(len(mixes)).ln(), "bestMixWealth": max(wealth)}


ALGORITHMS = {"equal": equal, "hedge": hedge, "adahedge": adahedge, "fixed_share": fixed_share, "eg": eg, "universal": universal}

if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1:])
