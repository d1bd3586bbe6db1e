#!/usr/bin/env python3
"""Fits the model of sense of `clauses`: per kind one weight for classes of words (clause-signs.yaml), for one class before another, and for
words; writes clause-sense.json.

Learned from paragraphs in plain and formal language that were written for this (made.jsonl: text, kinds), and, at a tenth of the weight,
from a sample of agreements whose paragraphs are labelled by their headings.

usage: sense.py SIGNS.yaml OUT.json MADE.jsonl ... [--weak CLAUSES.jsonl]
       sense.py SIGNS.yaml --check MADE.jsonl ... [--weak CLAUSES.jsonl]      whole documents left out in turn (a row without doc is its own)
"""
import collections
import json
import random
import sys
import zlib

import numpy as np
import yaml

from clauseset import KINDS, measures
from fit import words
from logistic import fit, matrix

STRENGTH = 0.015
LEAST = 2
REACH = 8
SAYS = 0.15
WEAK = 0.1
KEPT = 700
FOLDS = 8


class Signs:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            table = yaml.safe_load(file)["signs"]
        self.exact, self.begin = collections.defaultdict(list), collections.defaultdict(list)
        for name, phrases in table.items():
            for phrase in map(str, phrases):
                row, star = words(phrase.rstrip("*")), phrase.endswith("*")
                if len(row) == 1 and star:
                    self.begin[row[0]].append(name)
                else:
                    self.exact[row[0]].append((name, row, star))

    def at(self, row):
        found = []
        for place, word in enumerate(row):
            own = set()
            for name, phrase, star in self.exact.get(word, ()):
                part = row[place : place + len(phrase)]
                if part[:-1] == phrase[:-1] and len(part) == len(phrase):
                    if part[-1] == phrase[-1] or star and part[-1].startswith(phrase[-1]):
                        own.add(name)
            for length in range(1, len(word) + 1):
                own.update(self.begin.get(word[:length], ()))
            found.append(sorted(own))
        return found

    def features(self, text):
        row = words(text)
        signs = self.at(row)
        found = {"w:" + word for word in row}
        for place, own in enumerate(signs):
            for sign in own:
                found.add("s:" + sign)
                for other in signs[place + 1 : place + 1 + REACH]:
                    found.update(f"p:{sign}>{after}" for after in other)
        return found


def learn(bags, kinds, weight):
    counts = collections.Counter(feature for bag in bags for feature in bag)
    vocabulary = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= LEAST))}
    table = matrix(bags, vocabulary)
    points = []
    for kind in KINDS:
        truth = np.array([kind in own for own in kinds], float)
        points.append(fit(table, truth, weight * np.where(truth > 0, 2, 1), STRENGTH, rounds=100))
    return vocabulary, np.array(points)


def sample(path):
    """Paragraphs labelled by heading: at most 25 of each kind and 400 of none; the same ones each time."""
    chance = random.Random(1)
    with open(path, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [r for r in rows if r["label"] in ("heading", "template") and not r.get("ambiguous") and len(r["text"]) < 1200]
    chosen = {}
    for kind in KINDS:
        own = [r for r in rows if kind in r["kinds"]]
        for row in chance.sample(own, min(25, len(own))):
            chosen[row["id"]] = row
    return list(chosen.values()) + chance.sample([r for r in rows if not r["kinds"]], 400)


def main():
    signs, out, paths = Signs(sys.argv[1]), sys.argv[2], sys.argv[3:]
    weak = paths.index("--weak") if "--weak" in paths else len(paths)
    rows = [dict(json.loads(line), path=path) for path in paths[:weak] for line in open(path, encoding="utf-8")]
    rows = [row for row in rows if not row.get("ambiguous")]
    own = len(rows)
    for path in paths[weak + 1 :]:
        rows += sample(path)
    bags, kinds = [signs.features(row["text"]) for row in rows], [set(row["kinds"]) for row in rows]
    weight = np.array([1.0] * own + [WEAK] * (len(rows) - own))

    if out == "--check":
        fold = np.array([zlib.crc32((row.get("doc") or row["text"]).encode()) % FOLDS if i < own else -1 for i, row in enumerate(rows)])
        tally = collections.defaultdict(lambda: np.zeros(3, int))
        for number in range(FOLDS):
            part, test = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
            if not len(test):
                continue
            vocabulary, points = learn([bags[i] for i in part], [kinds[i] for i in part], weight[part])
            z = matrix([bags[i] for i in test], vocabulary) @ points[:, :-1].T + points[:, -1]
            for row, i in zip(1 / (1 + np.exp(-z)), test):
                said = {kind for kind, share in zip(KINDS, row) if share >= SAYS}
                tally[rows[i]["path"]] += len(said & kinds[i]), len(said - kinds[i]), len(kinds[i] - said)
        for path, (right, extra, missed) in tally.items():
            print(path, "precision %.3f recall %.3f F1 %.3f" % measures(right, extra, missed))
        return

    vocabulary, points = learn(bags, kinds, weight)
    names = list(vocabulary)
    document = {"schema": "cardcase.clause-sense/1", "fitted_by": "evals/clauses/sense.py", "kinds": {}}
    for kind, point in zip(KINDS, points):
        strongest = [i for i in np.argsort(-np.abs(point[:-1]))[:KEPT] if abs(point[i]) > 0.05]
        # From the share SAYS on it says so: moved to 0.5, where the program's other scores say so too.
        bias = float(point[-1]) + float(np.log((1 - SAYS) / SAYS))
        document["kinds"][kind] = {"bias": round(bias, 3), "features": {names[i]: round(float(point[i]), 2) for i in sorted(strongest)}}
    with open(out, "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
