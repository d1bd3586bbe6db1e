"""Tables of `make evals` for Ties: our ranking beside the others', judged by the future (protocol in graph.py).

    python3 judge.py GRAPH-FOLDER [--weights WEIGHTS.json] [--engine PROGRAM]

Weights are fitted with the judged owner left out, both as owner and as candidate. Intervals: paired bootstrap over owners,
10,000 draws, 95 %. `--engine` also ranks every case with the program (it reads lines `CSV ME DAY` and prints one
`cardcase.ties/1` document a line) and compares its order with that of features.py under the shipped weights.
"""
import argparse
import csv
import datetime
import json
import os
import shlex
import subprocess
import sys
import tempfile

import fit  # first: it keeps numpy to one thread
import features
import numpy as np
from baselines import BASELINES
from graph import Graph, measure

DRAWS = 10_000


def by_owner(cases, orders):
    """Mean P@12 and NDCG@12 of each owner."""
    results = {}
    for case, order in zip(cases, orders):
        results.setdefault(case.owner, []).append(measure(order, case.gains))
    return np.array([np.mean(results[owner], 0) for owner in sorted(results)])


def interval(ours, theirs):
    """95 % interval of the mean difference of paired owners."""
    draws = np.random.default_rng(20261121).integers(0, len(ours), (DRAWS, len(ours)))
    return np.percentile((ours - theirs)[draws].mean(1), [2.5, 97.5], 0)


def row(name, result, ours=None):
    line = f"{name:34} {result[:, 0].mean():.3f} {result[:, 1].mean():.3f}"
    if ours is not None:
        gain = (ours - result).mean(0)
        low, high = interval(ours, result)
        line += f"   P {gain[0]:+.3f} [{low[0]:+.3f}, {high[0]:+.3f}]   NDCG {gain[1]:+.3f} [{low[1]:+.3f}, {high[1]:+.3f}]"
    print(line)


def table(title, cases, training, prior, past):
    print(f"\n{title}: {len(cases)} cases, {len({c.owner for c in cases})} owners{'':8}   ours minus theirs, 95 % interval")
    ours = by_owner(cases, fit.left_out(training, fit.Table(cases, features.NAMES, past), prior))
    row("Cardcase, owner left out", ours)
    cut = [case._replace(past=past(case)) for case in cases]
    for name, ranker in BASELINES.items():
        row(name, by_owner(cases, [ranker(case) for case in cut]), None if name.startswith("oracle") else ours)
    return ours


def shipped(path):
    with open(path) as file:
        document = json.load(file)
    return np.array([document["full"]["weights"][name] for name in features.NAMES])


def address(person):
    return f"{person}@graph.example"


def engine_orders(program, cases):
    """The first twelve of each case by the program."""
    with tempfile.TemporaryDirectory() as folder:
        lines = []
        for index, case in enumerate(cases):
            path = os.path.join(folder, f"{index}.csv")
            with open(path, "w", newline="") as file:
                out = csv.writer(file, lineterminator="\n")
                out.writerow(["time", "from", "to"])
                for mail in case.past:
                    out.writerow([mail.time, address(mail.sender), ";".join(map(address, mail.recipients))])
            day = datetime.datetime.fromtimestamp(case.cut, datetime.timezone.utc).date()
            lines.append(f"{path} {address(case.owner)} {day}\n")
        answer = subprocess.run(shlex.split(program), input="".join(lines), capture_output=True, text=True, check=True).stdout
    documents = [json.loads(line) for line in answer.splitlines()]
    return [[int(p["addresses"][0].split("@")[0]) for p in document["people"]] for document in documents]


def compare(program, weights, cases):
    """Whether the engine ranks as features.py does; the number of cases in which it does not."""
    rows = fit.Table(cases, features.NAMES)
    ours = [fit.order(rows, index, weights)[:12] for index in range(len(cases))]
    engine = engine_orders(program, cases)
    print("\nShipped weights (fitted on these owners too)")
    row("features.py", by_owner(cases, ours))
    row("the engine", by_owner(cases, engine))
    differing = sum(a != b for a, b in zip(ours, engine))
    print(f"cases whose first twelve differ: {differing} of {len(cases)}")
    return differing


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("graph")
    arguments.add_argument("--weights", default=os.path.join(os.path.dirname(__file__), "../../Sources/Ties/Resources/weights.json"))
    arguments.add_argument("--engine")
    options = arguments.parse_args()
    graph = Graph(options.graph)
    cases, learned = graph.judged(), graph.training()
    whole = lambda case: case.past
    table("Sent and received", cases, fit.Table(learned, features.NAMES), fit.PRIOR, whole)
    inbox = fit.Table(learned, features.NAMES, fit.quoted_only)
    table("Sent folder missing, replies quote some of it", cases, inbox, {}, fit.quoted_only)
    table("Sent folder missing, nothing quoted", cases, inbox, {}, fit.inbox_only)
    if options.engine:
        sys.exit(compare(options.engine, shipped(options.weights), cases) > 0)


if __name__ == "__main__":
    main()
