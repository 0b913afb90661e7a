#!/usr/bin/env python3
"""Recomputes the figures of a backtest from its steps.csv and trades.csv and holds them against metrics.json.

Another way on purpose: exact decimals, whole lists in memory, two passes, Python's own statistics.

usage: check_backtest.py DIR     exit code 0 when all agree, 3 when one does not
"""
import csv
import json
import math
import statistics
import sys
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

RELATIVE = 1e-9
DAY_MS = 86_400_000
YEAR_MS = 365 * DAY_MS


def main(directory):
    metrics = json.loads((directory / "metrics.json").read_text())
    summary = json.loads((directory / "summary.json").read_text())
    with open(directory / "steps.csv", newline="") as f:
        steps = [(int(r["time_ms"]), Decimal(r["equity"]), Decimal(r["position"]), Decimal(r["fees"]), Decimal(r["funding"]),
                  Decimal(r["cash"]), Decimal(r["mark"])) for r in csv.DictReader(f)]
    with open(directory / "trades.csv", newline="") as f:
        trades = list(csv.DictReader(f))
    initial = Decimal(str(metrics["initialEquity"]))
    start_ms = milliseconds(summary["start"])
    mine = {**from_steps(steps, initial, start_ms), **from_trades(trades)}
    mine["calmar"] = mine["cagr"] / float(mine["maxDrawdown"]) if mine["cagr"] is not None and mine["maxDrawdown"] else None
    faults = identities(steps, trades, initial)
    for key, value in sorted(mine.items()):
        theirs = metrics[key]
        good = agree(value, theirs)
        print(f"{'ok ' if good else 'BAD'} {key:18} {value if value is not None else 'null'} {'' if good else theirs}")
        if not good:
            faults.append(key)
    for fault in faults:
        print("BAD", fault)
    return 3 if faults else 0


def milliseconds(text):
    return round(datetime.fromisoformat(text).astimezone(timezone.utc).timestamp() * 1000)


def agree(mine, theirs):
    if mine is None or theirs is None:
        return mine is None and theirs is None
    return math.isclose(float(mine), float(theirs), rel_tol=RELATIVE, abs_tol=1e-12)


def from_steps(steps, initial, start_ms):
    equity = [initial] + [s[1] for s in steps]
    times = [start_ms] + [s[0] for s in steps]
    elapsed = times[-1] - start_ms
    by_day = {}
    for s in steps:
        by_day[s[0] // DAY_MS] = s[1]
    days = [initial] + [by_day[d] for d in sorted(by_day)]
    steps_a_year = len(steps) * YEAR_MS / elapsed
    peak, depth = initial, Decimal(0)
    for e in equity:
        peak = max(peak, e)
        depth = max(depth, 1 - e / peak)
    growth = equity[-1] / initial
    return {
        "steps": len(steps),
        "days": len(by_day),
        "finalEquity": equity[-1],
        "fees": steps[-1][3],
        "funding": steps[-1][4],
        "totalReturn": growth - 1,
        "cagr": float(growth) ** (YEAR_MS / elapsed) - 1 if elapsed >= 30 * DAY_MS and growth > 0 else None,
        "maxDrawdown": depth,
        "stepsAYear": steps_a_year,
        "timeInMarket": sum(1 for s in steps if s[2] != 0) / len(steps),
        **ratios("", equity, steps_a_year),
        **ratios("Daily", days, 365),
    }


def ratios(suffix, equity, a_year):
    r = [float(b / a - 1) for a, b in zip(equity, equity[1:])]
    mean, n = statistics.fmean(r), len(r)
    spread = math.sqrt(math.fsum((x - mean) ** 2 for x in r) / (n - 1)) if n > 1 else 0
    down = math.sqrt(math.fsum(min(x, 0) ** 2 for x in r) / n)
    found = {
        "sharpe" + suffix: mean / spread * math.sqrt(a_year) if spread else None,
        "sortino" + suffix: mean / down * math.sqrt(a_year) if down else None,
    }
    if suffix:
        m2, m3, m4 = (math.fsum((x - mean) ** k for x in r) / n for k in (2, 3, 4))
        found["skewness" + suffix] = m3 / m2 ** 1.5 if m2 else None
        found["kurtosis" + suffix] = m4 / m2 ** 2 if m2 else None
    return found


def from_trades(trades):
    closed = [t for t in trades if t["status"] == "closed"]
    net = [Decimal(t["net_pnl"]) for t in closed]
    won, lost = [x for x in net if x > 0], [x for x in net if x < 0]
    held = [int(t["exit_time_ms"]) - int(t["entry_time_ms"]) for t in closed]
    return {
        "trades": len(closed),
        "wins": len(won),
        "losses": len(lost),
        "longTrades": sum(1 for t in closed if t["side"] == "long"),
        "winRate": len(won) / (len(won) + len(lost)) if won or lost else None,
        "profitFactor": sum(won) / -sum(lost) if lost else None,
        "avgTradePnl": sum(net) / len(net) if net else None,
        "avgHoldingMinutes": sum(held) / 60_000 / len(held) if held else None,
        "turnover": sum(Decimal(t["entry_notional"]) + Decimal(t["exit_notional"]) for t in closed),
    }


def identities(steps, trades, initial):
    """What must hold to the last unit between the two files."""
    faults = []
    closed = [t for t in trades if t["status"] == "closed"]
    still_open = [t for t in trades if t["status"] == "open"]
    for t in closed:
        sign = 1 if t["side"] == "long" else -1
        gross = sign * (Decimal(t["exit_notional"]) - Decimal(t["entry_notional"]))
        if gross != Decimal(t["gross_pnl"]) or gross - Decimal(t["fees"]) + Decimal(t["funding"]) != Decimal(t["net_pnl"]):
            faults.append(f"trade {t['trade']}: its parts do not sum to its profit")
    if sum(Decimal(t["fees"]) for t in trades) != steps[-1][3]:
        faults.append("the fees of the trades do not sum to those of the account")
    if sum(Decimal(t["funding"]) for t in trades) != steps[-1][4]:
        faults.append("the funding of the trades does not sum to that of the account")
    if not still_open and initial + sum(Decimal(t["net_pnl"]) for t in closed) != steps[-1][1]:
        faults.append("the trades do not sum to the change of equity")
    return faults


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
