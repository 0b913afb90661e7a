#!/usr/bin/env python3
"""Recomputes the figures of a backtest from its steps.csv, fills.csv and trades.csv and compares them with metrics.json.

It deliberately uses a different method: exact decimals, whole lists in memory, two passes, Python's statistics. It rebuilds the trades from the
fills, and counts orphanEntries (entries without a decision after the last exit) from the fills alone.

usage: check_backtest.py DIR     exit code 0 if all figures agree, 3 if one does not
"""
import csv
import json
import math
import statistics
import sys
from datetime import datetime, timedelta, timezone
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from pathlib import Path

RELATIVE = 1e-9
DAY_MS = 86_400_000
YEAR_MS = 365 * DAY_MS
LEAST_FOR_A_YEAR_MS = 30 * DAY_MS
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
UNIT = Decimal("0.00000001")


def main(directory):
    metrics = json.loads((directory / "metrics.json").read_text())
    summary = json.loads((directory / "summary.json").read_text())
    with open(directory / "steps.csv", newline="") as f:
        steps = [(int(r["time_ms"]), Decimal(r["equity"]), Decimal(r["position"]), Decimal(r["fees"]), Decimal(r["funding"]),
                  Decimal(r["cash"]), Decimal(r["mark"])) for r in csv.DictReader(f)]
    with open(directory / "trades.csv", newline="") as f:
        trades = list(csv.DictReader(f))
    with open(directory / "fills.csv", newline="") as f:
        fills = list(csv.DictReader(f))
    initial = Decimal(str(metrics["initialEquity"]))
    start_ms = milliseconds(summary["start"])
    counted = [s for s in steps if s[0] > start_ms]
    mine = {**from_steps(counted, initial, start_ms), **from_market(steps, start_ms), **from_trades(trades), **from_fills(fills)}
    mine.update(from_certainty(mine, metrics))
    mine["calmar"] = mine["cagr"] / float(mine["maxDrawdown"]) if mine["cagr"] is not None and mine["maxDrawdown"] else None
    faults = identities(steps, trades, initial) + trades_from_fills(fills, trades)
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
    return (datetime.fromisoformat(text).astimezone(timezone.utc) - EPOCH) // timedelta(milliseconds=1)


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
        by_day[(s[0] - 1) // DAY_MS] = s[1]    # a step at midnight ends the day before
    days = [initial] + [by_day[d] for d in sorted(by_day)]
    is_annualised = elapsed >= LEAST_FOR_A_YEAR_MS
    steps_a_year = len(steps) * YEAR_MS / elapsed if is_annualised else None
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
        "netProfit": equity[-1] - initial,
        "grossProfit": equity[-1] - initial + steps[-1][3] - steps[-1][4],
        "totalReturn": growth - 1,
        "cagr": float(growth) ** (YEAR_MS / elapsed) - 1 if is_annualised and growth > 0 else None,
        "maxDrawdown": depth,
        "stepsAYear": steps_a_year,
        "timeInMarket": sum(1 for s in steps if s[2] != 0) / len(steps),
        **ratios("", equity, steps_a_year),
        **ratios("Daily", days, 365 if is_annualised else None),
    }


def ratios(suffix, equity, a_year):
    """Sharpe and Sortino are annualised, so there are none without a_year."""
    r = [float(b / a - 1) for a, b in zip(equity, equity[1:])]
    mean, n = statistics.fmean(r), len(r)
    spread = math.sqrt(math.fsum((x - mean) ** 2 for x in r) / (n - 1)) if n > 1 else 0
    down = math.sqrt(math.fsum(min(x, 0) ** 2 for x in r) / n)
    found = {
        "sharpe" + suffix: mean / spread * math.sqrt(a_year) if a_year and spread else None,
        "sortino" + suffix: mean / down * math.sqrt(a_year) if a_year and down else None,
    }
    found["sharpeOfADay" if suffix else "sharpeOfAStep"] = sharpe_of(r)
    if suffix:
        m2, m3, m4 = (math.fsum((x - mean) ** k for x in r) / n for k in (2, 3, 4))
        found["skewness" + suffix] = m3 / m2 ** 1.5 if m2 else None
        found["kurtosis" + suffix] = m4 / m2 ** 2 if m2 else None
    return found


def from_certainty(mine, metrics):
    """Of the Sharpe ratios, by the number and variance of trials. The interval of the daily ratio comes from random draws and is not recomputed."""
    keys = ("sharpeLow", "sharpeHigh", "psr", "dsr", "minimumTrackRecordDays")
    normal, daily = statistics.NormalDist(), mine.pop("sharpeOfADay")
    step = mine.pop("sharpeOfAStep")
    if mine["sharpeDaily"] is None or step is None:
        return dict.fromkeys(keys)
    ratio, n, spread = daily
    error = math.sqrt(spread / (n - 1))
    trials, euler = metrics["trials"], 0.5772156649015329
    luck = 0 if trials == 1 else math.sqrt(metrics["trialVariance"]) * (
        (1 - euler) * normal.inv_cdf(1 - 1 / trials) + euler * normal.inv_cdf(1 - 1 / (trials * math.e)))
    margin = normal.inv_cdf(0.975) * math.sqrt(step[2] / (step[1] - 1)) * mine["sharpe"] / step[0]
    needed = 1 + spread * (normal.inv_cdf(0.95) / ratio) ** 2 if ratio > 0 else None
    return dict(zip(keys, (mine["sharpe"] - margin, mine["sharpe"] + margin, normal.cdf(ratio / error), normal.cdf((ratio - luck) / error), needed)))


def sharpe_of(returns):
    """The ratio of one period, the number of periods, and the spread of the ratio's estimate (Bailey and Lopez de Prado 2012, equation 9)."""
    n = len(returns)
    mean = statistics.fmean(returns)
    m2, m3, m4 = (math.fsum((x - mean) ** k for x in returns) / n for k in (2, 3, 4))
    if n < 2 or m2 == 0:
        return None
    ratio = mean / math.sqrt(m2 * n / (n - 1))
    return ratio, n, 1 - m3 / m2 ** 1.5 * ratio + (m4 / m2 ** 2 - 1) / 4 * ratio * ratio


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
    }


def from_market(steps, start_ms):
    """Buy and hold without costs, from the last mark at the start."""
    before = [s[6] for s in steps if s[0] <= start_ms]
    marks = before[-1:] + [s[6] for s in steps if s[0] > start_ms]
    peak, depth = marks[0], Decimal(0)
    for mark in marks:
        peak = max(peak, mark)
        depth = max(depth, 1 - mark / peak)
    return {"buyAndHoldReturn": marks[-1] / marks[0] - 1, "buyAndHoldMaxDrawdown": depth}


def from_fills(fills):
    """Keeps a position for each symbol. The decision of an entry must be newer than the last exit or, if that exit had a decision, at least as new."""
    position, too_old, orphans, turnover = {}, {}, 0, Decimal(0)
    for f in fills:
        symbol, quantity = f["symbol"], Decimal(f["quantity"])
        signed = quantity if f["side"] == "buy" else -quantity
        before = position.get(symbol, Decimal(0))
        after = position[symbol] = before + signed
        decision = int(f["signal_sequence"] or 0)
        if before * signed < 0:
            too_old[symbol] = max(too_old.get(symbol, 0), decision - 1 if decision else int(f["sequence"]))
        if after * signed > 0 and decision <= too_old.get(symbol, 0):
            orphans += 1
        turnover += floor(quantity * Decimal(f["price"]))
    return {"orphanEntries": orphans, "turnover": turnover}


def floor(value):
    return value.quantize(UNIT, ROUND_FLOOR)


def trades_from_fills(fills, trades):
    """Round trips, each from flat to flat; a fill through zero ends one and begins the next."""
    rebuilt, running = [], {}
    for f in fills:
        left, price, symbol = Decimal(f["quantity"]), Decimal(f["price"]), f["symbol"]
        side = "long" if f["side"] == "buy" else "short"
        trade = running.get(symbol)
        if trade and trade["side"] != side:
            part = min(left, trade["open"])
            if trade["last_order"] != f["order"]:
                trade["last_order"], trade["last"] = f["order"], []
            trade["last"].append((part, floor(part * price)))
            trade["open"] -= part
            trade["exit"] += floor(part * price)
            trade["exit_time"], trade["exit_reason"] = f["time_ms"], f["reason"]
            left -= part
            if trade["open"] == 0:
                del running[symbol]
        if left > 0:
            trade = running.get(symbol)
            if not trade:
                trade = running[symbol] = {"side": side, "symbol": symbol, "entry_time": f["time_ms"], "qty": 0, "open": 0, "entry": 0, "exit": 0,
                                           "first_order": f["order"], "first": [], "last_order": None, "last": [], "strategy": f["strategy"],
                                           "entry_reason": f["reason"]}
                rebuilt.append(trade)
            if trade["first_order"] == f["order"]:
                trade["first"].append((left, floor(left * price)))
            trade["qty"] += left
            trade["open"] += left
            trade["entry"] += floor(left * price)
    faults = [] if len(rebuilt) == len(trades) else [f"trades.csv has {len(trades)} trades, the fills make {len(rebuilt)}"]
    by_number = sorted(trades, key=lambda t: int(t["trade"]))
    for mine, theirs in zip(rebuilt, by_number):
        closed = mine["open"] == 0
        expected = {"side": mine["side"], "symbol": mine["symbol"], "entry_time_ms": mine["entry_time"], "status": "closed" if closed else "open",
                    "entry_reason": mine["entry_reason"], "strategy": mine["strategy"], "exit_time_ms": mine["exit_time"] if closed else "",
                    "exit_reason": mine["exit_reason"] if closed else ""}
        amounts = {"qty": mine["qty"], "entry_notional": mine["entry"], "exit_notional": mine["exit"], "entry_price": average(mine["first"])}
        if closed:
            amounts["exit_price"] = average(mine["last"])
        wrong = [k for k, v in expected.items() if theirs[k] != v] + [k for k, v in amounts.items() if Decimal(theirs[k]) != v]
        if wrong:
            faults.append(f"trade {theirs['trade']}: the fills say otherwise of {', '.join(wrong)}")
    return faults


def average(parts):
    return (sum(n for _, n in parts) / sum(q for q, _ in parts)).quantize(UNIT, ROUND_HALF_EVEN)


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
