"""Fits the weights of Ties and writes Sources/Ties/Resources/weights.json.

    python3 fit.py GRAPH-FOLDER [--write WEIGHTS.json]

Logistic regression: does the person count in the next 180 days (see graph.py)? Every owner weighs the same, every case of an
owner the same, a case with many people no more than the root of their number. An L2 penalty draws each weight (on features
scaled to unit deviation) towards its prior: 0, except for the two features of which a whole life knows more than one firm's
mail: answered mail ties (mutualWeeks), unanswered mail does not (unanswered).
"""
import json
import os
import sys
import zlib

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from scipy.optimize import minimize

import features
from graph import Graph

PENALTY = 0.05
PRIOR = {"mutualWeeks": 0.4, "unanswered": -0.3}


#: How many of the owner's mails the quotations in replies give back where the sent folder is missing.
RECOVERED = 0.15


def quoted_only(case):
    """The mail of an inbox: of what the owner sent only every sixth mail or so is known, from replies that quote it."""
    return [m for m in case.past if m.sender != case.owner or zlib.crc32(b"%d" % m.time) % 100 < 100 * RECOVERED]


def inbox_only(case):
    """The mail of an inbox, nothing that the owner sent."""
    return [m for m in case.past if m.sender != case.owner]


class Table:
    """The features of all people of many cases, by rows."""

    def __init__(self, cases, names, past=lambda case: case.past):
        self.names = names
        self.cases = cases
        rows, people, gains, group, counts = [], [], [], [], []
        for index, case in enumerate(cases):
            tallies = features.tallies(case.owner, past(case), case.cut)
            for person in sorted(tallies):
                values = features.features(tallies[person])
                rows.append([values[name] for name in names])
                people.append(person)
                counts.append((tallies[person].sent, tallies[person].received))
                gains.append(case.gains.get(person, 0.0))
                group.append(index)
        self.rows, self.people, self.gains, self.group = np.array(rows), np.array(people), np.array(gains), np.array(group)
        self.counts = np.array(counts)
        self.owners = np.array([case.owner for case in cases])

    def without(self, owner):
        """Rows in which `owner` is neither the owner of the mailbox nor the candidate."""
        return (self.owners[self.group] != owner) & (self.people != owner)


def fit(table, mask=None, penalty=PENALTY, prior=PRIOR):
    """Weights on the raw features, and the intercept."""
    mask = np.ones(len(table.rows), bool) if mask is None else mask
    group = table.group[mask]
    target = (table.gains[mask] > 0).astype(float)
    raw = table.rows[mask]
    # Cases in which nobody who counts is left teach nothing about order.
    useful = np.bincount(group, target, len(table.cases))[group] > 0
    group, target, raw = group[useful], target[useful], raw[useful]
    mean, deviation = raw.mean(0), raw.std(0) + 1e-9
    scaled = np.column_stack([(raw - mean) / deviation, np.ones(len(raw))])

    sizes = np.bincount(group, minlength=len(table.cases))
    per_owner = {owner: (sizes[table.owners == owner] > 0).sum() for owner in set(table.owners)}
    weight = np.array([1 / per_owner[table.owners[g]] for g in group]) / np.sqrt(sizes[group])
    weight /= weight.sum()
    centre = np.array([prior.get(name, 0.0) for name in table.names])

    def loss(b):
        s = scaled @ b
        away = b[:-1] - centre
        gradient = scaled.T @ (weight * (1 / (1 + np.exp(-s)) - target))
        gradient[:-1] += penalty * away
        return (weight * (np.logaddexp(0, s) - target * s)).sum() + penalty / 2 * away @ away, gradient

    b = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500, "ftol": 1e-12}).x
    weights = b[:-1] / deviation
    return weights, b[-1] - weights @ mean


def order(table, index, weights):
    """The people of one case, best first; equals by mails sent, then received, then address, as in the engine."""
    rows = np.flatnonzero(table.group == index)
    score = np.round(table.rows[rows] @ weights, 12)
    sent, received = table.counts[rows].T
    name = table.people[rows].astype(str)
    return [int(p) for p in table.people[rows][np.lexsort((name, -received, -sent, -score))]]


def left_out(training, table, prior):
    """Orders of the cases of `table`, each by weights fitted without its owner."""
    weights = {owner: fit(training, training.without(owner), prior=prior)[0] for owner in sorted(set(table.owners))}
    return [order(table, index, weights[case.owner]) for index, case in enumerate(table.cases)]


def fitted(table, prior):
    weights, intercept = fit(table, prior=prior)
    return {"intercept": round(float(intercept), 6), "weights": {n: round(float(w), 6) for n, w in zip(table.names, weights)}}


def main():
    graph = Graph(sys.argv[1])
    cases = graph.training()
    document = {
        "schema": "cardcase.tie-weights/1",
        "fitted": f"evals/ties/fit.py on {len({c.owner for c in cases})} owners, {len(cases)} cases, penalty {PENALTY}",
        "crowd": features.CROWD,
        "full": fitted(Table(cases, features.NAMES), PRIOR),
        "sentMissing": fitted(Table(cases, features.NAMES, quoted_only), {}),
    }
    text = json.dumps(document, indent=2) + "\n"
    if "--write" in sys.argv:
        with open(sys.argv[sys.argv.index("--write") + 1], "w") as out:
            out.write(text)
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
