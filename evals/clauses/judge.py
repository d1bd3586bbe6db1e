#!/usr/bin/env python3
"""Judges `clauses` from outside: micro F1 on hand-labelled paragraphs, recall at 1 on long documents, contacts items.

usage: judge.py CLAUSES.jsonl [PROGRAM] [--least F1] [--recall SHARE]
Exit 1 where F1, or the recall at 1 over all documents of 25 or more paragraphs, is below the least, or a contacts item is missed.
"""
import argparse
import collections
import sys

from clauseset import KINDS, ask, documents, measures


def main():
    options = argparse.ArgumentParser()
    options.add_argument("clauses")
    options.add_argument("program", nargs="?", default=".build/release/cardcase")
    options.add_argument("--least", type=float, default=0)
    options.add_argument("--recall", type=float, default=0)
    given = options.parse_args()
    docs = documents(given.clauses)
    answers = ask(given.program, [[row["text"] for row in rows] for rows in docs.values()])

    right = extra = missed = 0
    items = collections.Counter()
    for rows, answer in zip(docs.values(), answers):
        for row, scores in zip(rows, answer["scores"]):
            said = {kind for kind in KINDS if scores["scores"][kind] >= 0.5}
            if row.get("contacts_item"):
                items["all"] += 1
                items["found"] += bool(said & {"return_of_property", "contacts_carve_out"})
            if row["label"] != "gold" or row.get("ambiguous"):
                continue
            true = set(row["kinds"]) & set(KINDS)
            right += len(true & said)
            extra += len(said - true)
            missed += len(true - said)
            if true != said:
                print(f"  {row['id']}: said too much {sorted(said - true)}, missed {sorted(true - said)}")
    figures = measures(right, extra, missed)
    print("hand-labelled: precision %.3f recall %.3f F1 %.3f" % figures, f"({right} right, {extra} extra, {missed} missed)")
    print(f"contacts items found: {items['found']} of {items['all']}")

    hits = totals = 0
    for label in ("heading", "template", "cuad"):
        hit = total = 0
        failed = collections.Counter()
        for rows, answer in zip(docs.values(), answers):
            if len(rows) < 25 or rows[0]["label"] != label:
                continue
            judged = [i for i, row in enumerate(rows) if not row.get("ambiguous")]
            for kind in KINDS:
                true = {i for i in judged if kind in rows[i]["kinds"]}
                if not true:
                    continue
                total += 1
                best = max(judged, key=lambda i: answer["scores"][i]["scores"][kind])
                hit += best in true
                failed[kind] += best not in true
        if total:
            print(f"recall at 1, {label}: {hit}/{total} = {hit / total:.3f}", dict((+failed).most_common(6)))
        hits, totals = hits + hit, totals + total
    if totals:
        print(f"recall at 1, all: {hits}/{totals} = {hits / totals:.3f}")
    sys.exit(figures[2] < given.least or hits < given.recall * totals or items["found"] < items["all"])


if __name__ == "__main__":
    main()
