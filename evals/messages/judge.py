#!/usr/bin/env python3
"""Judges `check-message --lines` from outside on a table with the columns text and label.

usage: judge.py MESSAGES.csv [PROGRAM]
"""
import collections
import csv
import json
import subprocess
import sys
import tempfile

LABELS = ("announcement", "borderline", "solicitation")


def main():
    program = sys.argv[2] if len(sys.argv) > 2 else ".build/release/cardcase"
    with open(sys.argv[1], encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("".join(" ".join(row["text"].split()) + "\n" for row in rows))
        file.flush()
        done = subprocess.run(program.split() + ["check-message", file.name, "--lines", "--json"], capture_output=True, check=True)
    answers = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines() if line.strip()]
    assert len(answers) == len(rows), (len(answers), len(rows))
    table = collections.Counter()
    for row, answer in zip(rows, answers):
        table[row["label"], answer["label"]] += 1
        if row["label"] != answer["label"]:
            rules = [(finding["rule"], finding["words"]) for finding in answer["findings"]]
            print(f"  {row.get('id', '')} {row['label']} taken for {answer['label']}: {row['text'][:110]} {rules}")
    scores = []
    for label in LABELS:
        right = table[label, label]
        said = sum(table[other, label] for other in LABELS)
        true = sum(table[label, other] for other in LABELS)
        scores.append(2 * right / max(1, said + true))
        print(f"{label}: F1 {scores[-1]:.3f} ({right} of {true} found, {said} said)")
    print(f"macro F1 {sum(scores) / 3:.3f}")
    print(f"solicitations called announcement: {table['solicitation', 'announcement']}")
    print(f"announcements called solicitation: {table['announcement', 'solicitation']}")


if __name__ == "__main__":
    main()
