#!/usr/bin/env python3
"""Firms named in several ways: made-up records of firms, linked by `duplicates FILE --firms`, scored pair by pair.

    firms.py PROGRAM [--seed N] [--firms N] [--show N]

A firm has a name, a legal form, and mostly a domain. Its records differ as address books differ: with and without the legal form (`GmbH &
Co. KG`, `S.p.A.`, `Ltd`, `Limited`), upper case, `&` for `and`, accents dropped, `The` in front, a mistyped letter beside the domain, initials beside
the domain, the domain alone, a subdomain, a mail provider's domain. Beside them stand firms that are others: one word in common with another
field of business (`Halvor Foods`, `Halvor Steel`), one name under two legal forms and two domains, one name with two domains. Exit 1 where
precision is below .99 or recall below .90.
"""
import argparse
import collections
import csv
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import unicodedata

HEADS = "hal vor bru mar tel nor kes lin dor pel gran sten wick ald fer mon tor vel cas dun".split()
TAILS = "vik berg sen dal mar ton ley stad ford holm gate well field ora ini eau ska nau ram lund".split()
FIELDS = "Logistik Foods Steel Software Media Energy Textiles Instruments Dairy Shipping Analytics Robotics Optik Papier Électronique Système".split()
FORMS = [("GmbH", "de"), ("GmbH & Co. KG", "de"), ("AG", "ch"), ("Ltd", "uk"), ("Limited", "uk"), ("plc", "uk"), ("Inc.", "com"), ("LLC", "com"),
         ("Corp.", "com"), ("S.p.A.", "it"), ("S.r.l.", "it"), ("SARL", "fr"), ("S.A.", "es"), ("AB", "se"), ("ApS", "dk"), ("A/S", "dk"), ("Oy", "fi"),
         ("B.V.", "nl"), ("N.V.", "be"), ("K.K.", "jp"), ("Pty Ltd", "au"), ("Sp. z o.o.", "pl"), ("s.r.o.", "cz"), ("", "com")]
SAME_FORM = {"Ltd": ["Ltd.", "Limited", "LTD"], "Limited": ["Ltd", "Ltd."], "Inc.": ["Inc", "Incorporated", ", Inc."], "Corp.": ["Corp", "Corporation"],
             "GmbH": ["GmbH", "G.m.b.H."], "S.p.A.": ["SpA", "S.p.A"], "S.r.l.": ["Srl", "SRL"], "S.A.": ["SA"], "B.V.": ["BV"], "K.K.": ["KK"]}


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def label(name):
    return "".join(c for c in plain(name).lower() if c.isalnum())


def typo(rng, text):
    at = rng.randrange(1, len(text) - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2:]


def make(rng, count):
    """Rows of (firm, name, domain)."""
    rows, used, number = [], set(), 0
    while number < count:
        word = (rng.choice(HEADS) + rng.choice(["", rng.choice(HEADS)]) + rng.choice(TAILS)).title()
        if word in used:
            continue
        used.add(word)
        fields = rng.sample(FIELDS, rng.choices([1, 2, 3], [80, 15, 5])[0])
        shapes = [rng.choice([f"{word} {f}", f"{word} & {f}" if rng.random() < .1 else f"{word} {f}"]) for f in fields] if rng.random() < .8 else [word]
        for name in shapes:
            number += 1
            form, land = rng.choice(FORMS)
            domain = "" if rng.random() < .12 else f"{rng.choice([label(name), label(name), label(word) + '-' + land, plain(name).lower().replace(' & ', '-').replace(' ', '-')])}.{land if rng.random() < .5 else 'example'}"
            if domain and any(d == domain for _, _, d in rows):
                domain = ""
            firm = f"f{number}"
            for _ in range(rng.choices([1, 2, 3, 4, 6], [20, 30, 25, 15, 10])[0]):
                rows.append((firm, *variant(rng, name, form, domain)))
            if rng.random() < .05:  # a namesake under another form, with a domain of its own
                number += 1
                other, far = rng.choice([f for f in FORMS if f[0] and f[0] != form and f[0] not in SAME_FORM.get(form, [])])
                for _ in range(2):
                    rows.append((f"f{number}", f"{name} {other}", f"{label(name)}-{far}2.example"))
    rng.shuffle(rows)
    return rows


def variant(rng, name, form, domain):
    shown, bare = name, False
    kind = rng.random()
    address = domain
    if domain and kind < .10:
        return "", domain
    if domain and kind < .16 and " " in name:
        return "".join(w[0] for w in name.split() if w[0].isalpha()).upper(), domain
    if domain and kind < .24 and len(name) > 8:
        shown, bare = typo(rng, name), True
    if rng.random() < .6 and form:
        spelled = rng.choice([form] + SAME_FORM.get(form, []))
        shown += spelled if spelled.startswith(",") else " " + spelled
    if rng.random() < .08: shown = shown.upper()
    if rng.random() < .15: shown = plain(shown)
    if rng.random() < .15: shown = shown.replace("&", "and", 1) if "& Co" not in shown else shown
    if rng.random() < .05: shown = "The " + shown
    if domain and rng.random() < .1: address = "mail." + domain
    if not bare and rng.random() < .25: address = rng.choice(["", "", "gmail.com"])
    return shown, address


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--firms", type=int, default=1500)
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    rows = make(rng, args.firms)
    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["First Name", "Last Name", "E-mail Address", "Company", "Job Title"])
        for i, (_, name, domain) in enumerate(rows):
            writer.writerow([f"Person{i}", "Test", f"p{i}@{domain}" if domain else "", name, ""])
        file.flush()
        run = subprocess.run([args.program, "duplicates", file.name, "--firms", "--json"], stdout=subprocess.PIPE, check=True)
    found = json.loads(run.stdout)
    truth = {str(i + 1): firm for i, (firm, _, _) in enumerate(rows)}
    text = {str(i + 1): f"{name} <{domain}>" for i, (_, name, domain) in enumerate(rows)}
    pairs = lambda groups: {p for g in groups for p in itertools.combinations(sorted(g, key=int), 2)}
    by_firm = collections.defaultdict(list)
    # A record with neither a name nor a domain of its own says nothing of a firm.
    for record, firm in truth.items():
        if rows[int(record) - 1][1] or rows[int(record) - 1][2] not in ("", "gmail.com"): by_firm[firm].append(record)
    true, told = pairs(by_firm.values()), pairs([r for r in f["records"]] for f in found["firms"])
    right, wrong, missed = true & told, told - true, true - told
    p, r = len(right) / max(1, len(told)), len(right) / max(1, len(true))
    print(f"firms {len(by_firm)}, records {len(rows)}: P {p:.4f} R {r:.4f} F1 {2 * p * r / (p + r):.4f}  wrong {len(wrong)} missed {len(missed)}")
    base = collections.defaultdict(list)
    for i, (_, name, _) in enumerate(rows): base[name or f"#{i}"].append(str(i + 1))
    same = pairs(base.values())
    print(f"  beside it, the same name as written: P {len(true & same) / max(1, len(same)):.4f} R {len(true & same) / len(true):.4f}")
    for title, some in (("WRONG", wrong), ("MISSED", missed)):
        for a, b in sorted(some)[:args.show]: print(f"  {title} {text[a]} | {text[b]}")
    return 0 if p >= .99 and r >= .90 else 1


if __name__ == "__main__":
    sys.exit(main())
