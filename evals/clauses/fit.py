#!/usr/bin/env python3
"""Fits the words of `clauses`: one logistic row per kind over the words and word pairs of a paragraph; writes clause-weights.json.

Trained on paragraphs labelled by their heading (weak) and on templates; what the written rules are sure of counts as an example too, so that
the words learn what a heading missed. Commercial contracts (cuad) teach only the kinds that were labelled in them. Never trained on
hand-labelled or ambiguous paragraphs.

usage: fit.py CLAUSES.jsonl PROGRAM OUT.json        fits on all and writes
       fit.py CLAUSES.jsonl PROGRAM --check         fits on half of the documents, ranks the other half
"""
import collections
import json
import re
import sys
import unicodedata

import numpy as np

from clauseset import KINDS, ask, documents
from logistic import fit, matrix

STRENGTH = 0.02
LEAST = 8
KEPT = 350
IN_CUAD = {
    "non_compete", "non_solicit_customers", "non_solicit_employees", "ip_assignment", "liquidated_damages", "choice_of_law", "non_disparagement"
}


def words(text):
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = text.lower().replace("\u2019", "'").replace("\xad", "")
    found = []
    for word in re.findall(r"[^\W_]+(?:'[^\W_]+)*", text):
        if len(word) > 2 and word.endswith("'s") and word != "let's":
            word = word[:-2]
        found.append("#" if word.isdigit() else word)
    return found


def features(text):
    row = words(text)
    return set(row) | {a + " " + b for a, b in zip(row, row[1:])}


def main():
    docs = documents(sys.argv[1])
    answers = ask(sys.argv[2], [[row["text"] for row in rows] for rows in docs.values()])
    rows, rules, owner = [], [], []
    for number, (own, answer) in enumerate(zip(docs.values(), answers)):
        for row, scores in zip(own, answer["scores"]):
            rows.append(row)
            rules.append([scores["rules"].get(kind, 0) for kind in KINDS])
            owner.append(number)
    rules, owner = np.array(rules), np.array(owner)
    labels = np.array([[kind in row["kinds"] for kind in KINDS] for row in rows])
    usable = np.array([not row.get("ambiguous") and row["label"] in ("heading", "template") for row in rows])
    cuad = np.array([row["label"] == "cuad" for row in rows])
    weak = np.array([row["label"] == "heading" for row in rows])
    bags = [features(row["text"]) for row in rows]
    counts = collections.Counter(f for bag, ok in zip(bags, usable | cuad) if ok for f in bag)
    vocabulary = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= LEAST))}
    names = list(vocabulary)
    table = matrix(bags, vocabulary)

    def train(j, part):
        part = part & (usable | cuad if KINDS[j] in IN_CUAD else usable)
        truth = (labels[:, j] | (rules[:, j] >= 0.6)).astype(float)
        weight = np.where(labels[:, j] & (rules[:, j] < 0.2) & weak, 0.3, 1.0)
        return fit(table[part], truth[part], weight[part], STRENGTH) if truth[part].sum() >= 8 else None

    if sys.argv[3] == "--check":
        blend = np.zeros((len(rows), len(KINDS)))
        for half in (0, 1):
            for j in range(len(KINDS)):
                point = train(j, owner % 2 != half)
                if point is None:
                    blend[owner % 2 == half, j] = rules[owner % 2 == half, j]
                    continue
                test = owner % 2 == half
                word = 1 / (1 + np.exp(-np.clip(table[test] @ point[:-1] + point[-1], -60, 60)))
                rule = rules[test, j]
                mean = 0.65 * rule + 0.35 * word
                says = np.where(rule >= 0.5, (word >= 0.01) | (rule >= 0.6), (rule >= 0.3) & (word >= 0.8))
                blend[test, j] = np.where(says, 0.5 + 0.5 * mean, 0.499 * mean)
        check(docs, rows, labels, owner, blend)
        return

    out = {"schema": "cardcase.clause-weights/1", "fitted_by": "evals/clauses/fit.py", "kinds": {}}
    for j, kind in enumerate(KINDS):
        point = train(j, np.ones(len(rows), bool))
        if point is None:
            continue
        strongest = [i for i in np.argsort(-np.abs(point[:-1]))[:KEPT] if abs(point[i]) > 0.05]
        out["kinds"][kind] = {"bias": round(float(point[-1]), 2), "words": {names[i]: round(float(point[i]), 1) for i in sorted(strongest)}}
    with open(sys.argv[3], "w", encoding="utf-8") as file:
        json.dump(out, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


def check(docs, rows, labels, owner, blend):
    right = extra = missed = 0
    for i, row in enumerate(rows):
        if row["label"] == "gold" and not row.get("ambiguous"):
            said = blend[i] >= 0.5
            right += (said & labels[i]).sum()
            extra += (said & ~labels[i]).sum()
            missed += (~said & labels[i]).sum()
    print(f"hand-labelled, words fitted on other documents: F1 {2 * right / max(1, 2 * right + extra + missed):.3f}")
    for label in ("heading", "template", "cuad"):
        hit = total = 0
        for number, own in enumerate(docs.values()):
            if len(own) < 25 or own[0]["label"] != label:
                continue
            judged = [i for i in np.flatnonzero(owner == number) if not rows[i].get("ambiguous")]
            for j in range(len(KINDS)):
                true = {i for i in judged if labels[i, j]}
                if true:
                    total += 1
                    hit += max(judged, key=lambda i: blend[i, j]) in true
        print(f"recall at 1, {label}, words fitted on other documents: {hit}/{total} = {hit / max(1, total):.3f}")


if __name__ == "__main__":
    main()
