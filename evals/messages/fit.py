#!/usr/bin/env python3
"""Fits the linear model of `check-message`: one weight per feature and label; writes message-weights.json.

What is counted is printed by the program itself (`check-message --lines --json --all`): words, pairs of words, classes of words and which
comes before which, written rules, parts. A sentence of an announcement announces too and is learned by itself at a tenth of the weight. The written
rules were made while looking at the tables given after `--tuned`, so what rules say of those lines is not learned from.

usage: fit.py PROGRAM OUT.json TABLE.csv ... [--tuned TABLE.csv ...]      fits on all and writes
       fit.py PROGRAM --check TABLE.csv ... [--tuned TABLE.csv ...]       fits on nine tenths, judges the tenth, ten times, whole groups left out
       fit.py PROGRAM --hands TABLE.csv ... [--tuned TABLE.csv ...]       leaves out each table of the folder hands, and judges it
What lies in the folder hands was written by others than the one who made the model, each in a trade of their own: it counts twice, which did
best when each of them was left out in turn. Tables have the columns text and label; the columns group (lines that belong together) and id are used where there are any.
"""
import collections
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import zlib

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import minimize

LABELS = ("announcement", "borderline", "solicitation")
STRENGTH = 0.15
LEAST = 2
BORDERLINE = 1.5
SENTENCE = 0.1
OTHERS = 2.0
FOLDS = 10
# The worst error is a solicitation taken for an announcement: what is nearly as likely something stricter is said to be that.
TILT = np.array([-0.1, 0.0, 0.0])


def ask(program, texts):
    """The features of each text."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("".join(" ".join(text.split()) + "\n" for text in texts))
        file.flush()
        done = subprocess.run(program.split() + ["check-message", file.name, "--lines", "--json", "--all"], capture_output=True, check=True)
    answers = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines() if line.strip()]
    assert len(answers) == len(texts), (len(answers), len(texts))
    return [answer["features"] for answer in answers]


def ruled(feature):
    return feature[:2] in ("r:", "q:")


def isOther(path):
    return os.path.basename(os.path.dirname(path)) == "hands"


def rows(paths, tuned):
    """Lines to learn from: text, label, group, whether its rules count, weight, whether it is a whole message."""
    found = []
    for path in paths:
        with open(path, encoding="utf-8", newline="") as table:
            for number, row in enumerate(csv.DictReader(table)):
                text, label = " ".join(row["text"].split()), LABELS.index(row["label"])
                group = path + "/" + (row.get("group") or row.get("id") or str(number))
                weight = (BORDERLINE if label == 1 else 1.0) * (OTHERS if isOther(path) else 1.0)
                found.append((text, label, group, path not in tuned, weight, True))
                sentences = [s for s in re.split(r"(?<=[.!?])[\"\u201d)]*\s+", text) if re.search(r"\w", s)]
                if label == 0 and len(sentences) > 1:
                    found += [(s, 0, group, path not in tuned, SENTENCE * (OTHERS if isOther(path) else 1.0), False) for s in sentences]
    return found


def matrix(bags, vocabulary):
    indices, pointers, values = [], [0], []
    for bag, length in bags:
        own = [feature for feature in bag if feature in vocabulary]
        indices += [vocabulary[feature] for feature in own]
        values += [1 / np.sqrt(max(1, length))] * len(own)
        pointers.append(len(indices))
    return sparse.csr_matrix((values, indices, pointers), shape=(len(bags), len(vocabulary)))


def fit(table, truth, weight):
    width, labels = table.shape[1], len(LABELS)
    said = np.eye(labels)[truth]

    def loss(point):
        weights, bias = point[: width * labels].reshape(width, labels), point[width * labels :]
        z = table @ weights + bias
        z -= z.max(1, keepdims=True)
        shares = np.exp(z) / np.exp(z).sum(1, keepdims=True)
        value = -(weight * np.log(shares[np.arange(len(truth)), truth] + 1e-12)).sum() + STRENGTH / 2 * (weights**2).sum()
        errors = (shares - said) * weight[:, None]
        return value, np.concatenate([(table.T @ errors + STRENGTH * weights).ravel(), errors.sum(0)])

    point = minimize(loss, np.zeros((width + 1) * labels), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return point[: width * labels].reshape(width, labels), point[width * labels :] + TILT


def learn(bags, lines):
    counts = collections.Counter(feature for bag, _ in bags for feature in bag)
    vocabulary = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= LEAST))}
    truth, weight = np.array([line[1] for line in lines]), np.array([line[4] for line in lines])
    return vocabulary, *fit(matrix(bags, vocabulary), truth, weight)


def report(truth, said):
    scores = []
    for label in range(len(LABELS)):
        right = ((truth == label) & (said == label)).sum()
        scores.append(2 * right / max(1, (truth == label).sum() + (said == label).sum()))
    wrong = ((truth == 2) & (said == 0)).sum(), ((truth == 0) & (said == 2)).sum()
    print(f"macro F1 {np.mean(scores):.3f} ({', '.join(f'{name} {score:.3f}' for name, score in zip(LABELS, scores))}), "
          f"solicitations called announcement {wrong[0]} of {(truth == 2).sum()}, announcements called solicitation {wrong[1]} of {(truth == 0).sum()}")


def main():
    program, out, paths = sys.argv[1], sys.argv[2], sys.argv[3:]
    tuned = set(paths[paths.index("--tuned") + 1 :]) if "--tuned" in paths else set()
    lines = rows([path for path in paths if path != "--tuned"], tuned)
    features = ask(program, [line[0] for line in lines])
    learned = [([f for f in own if line[3] or not ruled(f)], len(own) if line[3] else sum(not ruled(f) for f in own)) for own, line in zip(features, lines)]
    judged = [(own, len(own)) for own in features]

    truth, whole = np.array([line[1] for line in lines]), np.array([line[5] for line in lines])
    tables = np.array([next(path for path in paths if line[2].startswith(path + "/")) for line in lines])

    def judge(part, test):
        vocabulary, weights, bias = learn([learned[i] for i in part], [lines[i] for i in part])
        return (matrix([judged[i] for i in test], vocabulary) @ weights + bias).argmax(1)

    if out == "--check":
        fold = np.array([zlib.crc32(line[2].encode()) % FOLDS for line in lines])
        said = np.zeros(len(lines), int)
        for number in range(FOLDS):
            test = np.flatnonzero(fold == number)
            said[test] = judge(np.flatnonzero(fold != number), test)
        for path in [path for path in paths if path != "--tuned"]:
            print(path, "(the written rules were made looking at it)" if path in tuned else "")
            report(truth[whole & (tables == path)], said[whole & (tables == path)])
        return
    if out == "--hands":
        for path in filter(isOther, paths):
            test = np.flatnonzero(whole & (tables == path))
            print(path)
            report(truth[test], judge(np.flatnonzero(tables != path), test))
        return

    vocabulary, weights, bias = learn(learned, lines)
    document = {"schema": "cardcase.message-weights/1", "fitted_by": "evals/messages/fit.py", "bias": [round(float(b), 3) for b in bias]}
    document["features"] = {f: [round(float(w), 2) for w in weights[i]] for f, i in vocabulary.items() if np.abs(weights[i]).max() >= 0.05}
    with open(out, "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")
    print(len(document["features"]), "features")


if __name__ == "__main__":
    main()
