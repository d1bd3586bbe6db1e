#!/usr/bin/env python3
"""Judges `check-message --lines` from outside on a table with the columns text and label.

usage: judge.py MESSAGES.csv [PROGRAM] [--least F1]
Exit 1 where the macro F1 is below the least.
"""
import argparse
import collections
import csv
import json
import subprocess
import sys
import tempfile

LABELS = ("announcement", "borderline", "solicitation")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("messages")
    options.add_argument("program", nargs="?", default=".build/release/cardcase")
    options.add_argument("--least", type=float, default=0)
    given = options.parse_args()
    with open(given.messages, encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("".join(" ".join(row["text"].split()) + "\n" for row in rows))
        file.flush()
        done = subprocess.run(given.program.split() + ["check-message", file.name, "--lines", "--json"], capture_output=True, check=True)
    answers = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines() if line.strip()]
    assert len(answers) == len(rows), (len(answers), len(rows))
    pairs = collections.Counter()
    for row, answer in zip(rows, answers):
        pairs[row["label"], answer["label"]] += 1
        if row["label"] != answer["label"]:
            rules = [(finding["rule"], finding["words"]) for finding in answer["findings"]]
            print(f"  {row.get('id', '')} {row['label']} taken for {answer['label']}: {row['text'][:110]} {rules}")
    scores = []
    for label in LABELS:
        right = pairs[label, label]
        said = sum(pairs[other, label] for other in LABELS)
        true = sum(pairs[label, other] for other in LABELS)
        scores.append(2 * right / max(1, said + true))
        print(f"{label}: F1 {scores[-1]:.3f} ({right} of {true} found, {said} said)")
    mean = sum(scores) / len(scores)
    print(f"macro F1 {mean:.3f}" + (f", at least {given.least}" if given.least else ""))
    print(f"solicitations called announcement: {pairs['solicitation', 'announcement']}")
    print(f"announcements called solicitation: {pairs['announcement', 'solicitation']}")
    sys.exit(mean < given.least)


if __name__ == "__main__":
    main()
