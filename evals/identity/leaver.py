#!/usr/bin/env python3
"""All contact records of a made-up leaver against the answer key, in two ways: `duplicates` on the files, and an import into a vault.

    leaver.py PROGRAM FOLDER      (FOLDER holds truth.json with `records`: file -> person of every record in order)

Exit 1 where two people are merged, or less than 97 % of the true pairs are found. In the vault records of an employer's book and of
one's own are one human where a link says so.
"""
import collections
import itertools
import json
import os
import subprocess
import sys
import tempfile

LEAST = 0.97


def judged(clusters, person, title):
    """Prints pairs found and pairs wrong; True where both are as they should be."""
    groups = collections.defaultdict(list)
    for record, cluster in clusters.items():
        groups[cluster].append(record)
    right, wrong = 0, []
    for members in groups.values():
        for a, b in itertools.combinations(members, 2):
            if person[a] and person[a] == person[b]:
                right += 1
            else:
                wrong.append((a, b))
    sizes = collections.Counter(person[r] for r in clusters if person[r])
    total = sum(n * (n - 1) // 2 for n in sizes.values())
    print(f"{title:34} {right} of {total} true pairs ({right / total:.4f}), {len(wrong)} wrong")
    for a, b in wrong[:20]:
        print(f"  WRONG {a} is {person[a]}, {b} is {person[b]}")
    return right / total, not wrong


def on_files(program, folder, truth):
    run = subprocess.run([program, "duplicates", *(os.path.join(folder, name) for name in truth), "--json"], stdout=subprocess.PIPE, check=True)
    records = json.loads(run.stdout)["records"]
    person = {}
    for record in records:
        name = next(n for n in truth if n == record["file"] or n.endswith("/" + record["file"]))
        person[record["id"]] = truth[name][record["place"] - 1]
    fine = True
    for tier in ("merged", "suggested"):
        found, clean = judged({r["id"]: r[tier] for r in records}, person, f"files, {tier}")
        fine &= clean and (tier == "merged" or found >= LEAST)
    return fine, {f"{r['file']}, {r['origin']}": person[r["id"]] for r in records}


def in_vault(program, folder):
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ, HOME=home, CARDCASE_VAULT=home + "/v.cardcase", XDG_STATE_HOME=home + "/state", XDG_RUNTIME_DIR=home + "/run", CARDCASE_TODAY="2026-11-20")

        def cardcase(*arguments):
            run = subprocess.run([program, *arguments, "--json"], stdout=subprocess.PIPE, env=environment, check=False)
            if run.returncode not in (0, 3):
                sys.exit(f"cardcase {' '.join(arguments)} ended with {run.returncode}")
            return json.loads(run.stdout)

        cardcase("init", "--name", "Robin Ashford", "--address", "robin@ashford.example", "--no-witness")
        cardcase("import", folder, "--tenure", "Acme", "--allowed", "policy", "--doubtful", "mine")
        records = [r for r in cardcase("duplicates")["records"] if r["origin"]]
        human = {p: cardcase("show", p)["id"] for p in {r["merged"] for r in records}}
        names = collections.Counter(p["name"] for p in cardcase("people")["people"])
    return records, human, names


def main():
    program, folder = os.path.abspath(sys.argv[1]), sys.argv[2].rstrip("/")
    truth = json.load(open(os.path.join(folder, "truth.json")))["records"]
    fine, places = on_files(program, folder, truth)
    records, human, names = in_vault(program, folder)
    # The zips hold some of the records a second time; the answer key does not speak of those.
    known = [r for r in records if r["origin"] in places]
    person = {r["id"]: places[r["origin"]] for r in known}
    lost = sorted(set(p for p in places.values() if p) - set(person.values()))
    for book in sorted({r["book"] for r in records}):
        found, clean = judged({r["id"]: r["merged"] for r in known if r["book"] == book}, person, f"vault, book {book}")
        fine &= clean and found >= LEAST
    found, clean = judged({r["id"]: human[r["merged"]] for r in known}, person, "vault, books linked")
    fine &= clean and found >= LEAST
    print(f"people of one name: {', '.join(n for n, c in names.items() if c > 1) or 'none'}")
    print(f"{len(known)} of {len(places)} records are in the vault as somebody's; people without any: {', '.join(lost) or 'none'}")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
