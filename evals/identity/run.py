#!/usr/bin/env python3
"""The whole judgement of the records-to-people engine, from outside: `run.py PROGRAM DATA`.

Three projects' alias files (raw, with errata, hard pairs, B-cubed, both tiers, what is left to judge), Febrl 1 to 3 with all fields and with
contact fields alone, Febrl 4 over two files, every contact file of the made-up leaver, made-up firms, precision as a book grows. Exit 1 where a
figure is below the pass line that stands beside it.
"""
import csv
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import score  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
PEOPLE = {"git": (.962, .977), "sympy": (.935, .940), "moby": (.951, .958)}
FEBRL = {1: (.998, .995), 2: (.998, .98), 3: (.998, .98)}
CONTACT = ["rec_id", "given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode", "state"]
FAILED = []


def line(title, figure, least):
    mark = "ok " if figure >= least else "BAD"
    if figure < least:
        FAILED.append(title)
    print(f"{mark} {title:58} {figure:.4f}   at least {least}")


def answer(program, *files):
    run = subprocess.run([program, "duplicates", *files, "--json"], stdout=subprocess.PIPE, check=True)
    return json.loads(run.stdout)


def figures(kind, path, found, errata=None, name=None):
    """Per tier the scores, raw and amended, and B-cubed."""
    truth = score.read_truth(kind, path)
    clusters = {r["id"]: r for r in found["records"]}
    raw = lambda r: truth[r]["label"]
    amended = raw
    if errata:
        sets = score.Sets()
        for row in csv.DictReader(open(errata)):
            if row["set"] == name and row["verdict"] == "same":
                sets.join(row["cluster_a"], row["cluster_b"])
        amended = lambda r: sets.find(truth[r]["label"])
    out = {}
    for tier in ("merged", "suggested"):
        cluster = lambda r: clusters[r][tier]
        out[tier] = (score.score(truth, raw, cluster), score.score(truth, amended, cluster), score.b_cubed(truth, amended, cluster))
    return truth, out


def people(program, data):
    hard = []
    errata = os.path.join(data, "people-errata.csv")
    for name, (least, amended) in PEOPLE.items():
        path = os.path.join(data, f"people-{name}.csv")
        found = answer(program, path)
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(found, file)
            file.flush()
            print(f"-- people-{name}")
            subprocess.run([sys.executable, os.path.join(HERE, "score.py"), "people", path, file.name, "--errata", errata, "--set", name, "--judge"], check=True)
        _, tiers = figures("people", path, found, errata, name)
        raw, with_errata, _ = tiers["suggested"]
        line(f"{name}: F1 of suggested, raw", raw["f"], least)
        line(f"{name}: F1 of suggested, with errata", with_errata["f"], amended)
        line(f"{name}: precision of merged, with errata", tiers["merged"][1]["p"], .985)
        line(f"{name}: recall of merged, with errata", tiers["merged"][1]["r"], .80)
        print(f"    {name}: recall of hard pairs {raw['hard']:.4f}, raw")
        hard.append(raw["hard"])
    line("mean recall of hard pairs", sum(hard) / len(hard), .73)


def febrl(program, data):
    for number, (every, contact) in FEBRL.items():
        path = os.path.join(data, "febrl", f"dataset{number}.csv")
        _, tiers = figures("febrl", path, answer(program, path))
        line(f"febrl {number}, all fields: F1 of suggested", tiers["suggested"][1]["f"], every)
        with tempfile.TemporaryDirectory() as folder:
            cut = os.path.join(folder, f"contact{number}.csv")
            keep(path, cut)
            _, tiers = figures("febrl", cut, answer(program, cut))
        line(f"febrl {number}, contact fields alone: F1 of suggested", tiers["suggested"][1]["f"], contact)
        print(f"    of it merged unasked: P {tiers['merged'][1]['p']:.4f} R {tiers['merged'][1]['r']:.4f}")
    both = [os.path.join(data, "febrl", f"dataset4{x}.csv") for x in "ab"]
    if all(map(os.path.exists, both)):
        four(program, both)


def four(program, both):
    """Two files with one record of each person: ids are file#id."""
    found = answer(program, *both)
    for tier in ("merged", "suggested"):
        groups = {}
        for record in found["records"]:
            groups.setdefault(record[tier], []).append(record["id"].split("#")[1].split("-")[1])
        right = sum(n * (n - 1) // 2 for g in groups.values() for n in [g.count(p) for p in set(g)])
        told = sum(len(g) * (len(g) - 1) // 2 for g in groups.values())
        total = len({p for g in groups.values() for p in g})
        print(f"    febrl 4, all fields, {tier}: P {right / told:.4f} R {right / total:.4f}")


def keep(path, out):
    rows = [{k.strip(): v.strip() for k, v in row.items()} for row in csv.DictReader(open(path, encoding="utf-8-sig"))]
    with open(out, "w", newline="") as file:
        writer = csv.DictWriter(file, CONTACT, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def growth(program):
    """Precision of both tiers in made-up books of 10,000 and 100,000 records."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in (10_000, 100_000):
            path = os.path.join(folder, f"{count}.csv")
            subprocess.run([sys.executable, os.path.join(HERE, "make_book.py"), str(count), "--out", path], check=True)
            told = answer(program, path)
            _, tiers = figures("people", path, told)
            found[count] = tiers
            print(f"    {count} records: merged P {tiers['merged'][1]['p']:.4f} R {tiers['merged'][1]['r']:.4f}, suggested P {tiers['suggested'][1]['p']:.4f} R {tiers['suggested'][1]['r']:.4f}, {told['candidates'] / count:.1f} candidates a record")
            line(f"{count} records: room under 20 candidates a record", 20 - told["candidates"] / count, 0)
    for tier in ("merged", "suggested"):
        line(f"precision of {tier} at 100,000, less .01 of that at 10,000", found[100_000][tier][1]["p"] - found[10_000][tier][1]["p"], -.01)


def main():
    program, data = os.path.abspath(sys.argv[1]), sys.argv[2]
    people(program, os.path.join(data, "identity"))
    print("-- febrl")
    febrl(program, os.path.join(data, "identity"))
    print("-- the leaver's files")
    if subprocess.run([sys.executable, os.path.join(HERE, "leaver.py"), program, os.path.join(data, "exports", "leaver")], check=False).returncode:
        FAILED.append("leaver")
    print("-- firms, made up")
    if subprocess.run([sys.executable, os.path.join(HERE, "firms.py"), program], check=False).returncode:
        FAILED.append("firms")
    print("-- as a book grows")
    growth(program)
    print(f"below the line: {', '.join(FAILED)}" if FAILED else "all lines held")
    return 1 if FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
