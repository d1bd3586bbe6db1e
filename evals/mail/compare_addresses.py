#!/usr/bin/env python3
"""Compares `cardcase addresses` with Python's email.utils.getaddresses, address by address and count by count.

usage: compare_addresses.py PROGRAM FILE.mbox...      PROGRAM is called as `PROGRAM addresses FILE`

An address that Python finds must be found with the same counts in From, To and Cc. Differences that are right are listed
under REASONS, each with a rule; any other difference makes the script fail.
"""
import collections, email.header, email.parser, email.policy, email.utils, re, subprocess, sys

REASONS = {
    "no at sign": "Python takes single words of a phrase for addresses; a word without @ is one here only alone or in <>",
    "quotes": "quotes that the local part does not need are dropped: \"ann\"@example.org is ann@example.org",
    "punctuation": "apostrophes, brackets or a closing dot that do not belong to the address are dropped",
    "several at signs": "Python gives up at addr@host@host or cuts it; it is kept whole here",
    "not an address": "what Python returns holds blanks or has no local part (<Undisclosed-Recipient:;@host>)",
}


def messages(path):
    data = open(path, "rb").read()
    for piece in re.split(rb"(?m)^(?=From )", data):
        if piece.startswith(b"From "):
            yield piece.partition(b"\n")[2]


def python_counts(path):
    counts = collections.defaultdict(lambda: [0, 0, 0])
    parser = email.parser.BytesHeaderParser(policy=email.policy.compat32)
    for raw in messages(path):
        message = parser.parsebytes(raw)
        for column, name in enumerate(("from", "to", "cc")):
            values = [str(v) for v in message.get_all(name, [])]
            try:
                found = email.utils.getaddresses(values, strict=False)
            except TypeError:
                found = email.utils.getaddresses(values)
            for _, address in found:
                if address:
                    counts[address.lower()][column] += 1
    return counts


def our_counts(program, path):
    counts = {}
    out = subprocess.run([program, "addresses", path], stdout=subprocess.PIPE, check=True).stdout
    for line in out.decode("utf-8", "replace").splitlines():
        cells = line.split("\t")
        counts[cells[0]] = [int(c) for c in cells[2:5]]
    return counts


def bare(address):
    """The address without quotes it does not need and without what surrounds it."""
    plain = re.sub(r'"([^"\\@\s,;<>()]*)"', r"\1", address).replace('"', "") if "@" in address else address
    return plain.strip("'[]<>., ")


def reason(address, ours, folded):
    if "@" not in address:
        return "no at sign"
    if address.startswith("@"):
        return "not an address"
    if re.search(r"\s", address):
        return "not an address"
    key = bare(address)
    if key in ours and ours[key] == folded[key]:
        return "quotes" if '"' in address or address in ours else "punctuation"
    if address.count("@") != 1:
        return "several at signs"
    return None


def main():
    program, paths = sys.argv[1], sys.argv[2:]
    failed = 0
    for path in paths:
        theirs, ours = python_counts(path), our_counts(program, path)
        same = sum(ours.get(a) == c for a, c in theirs.items())
        listed, bad = collections.Counter(), []
        folded = collections.defaultdict(lambda: [0, 0, 0])
        for a, c in theirs.items():
            folded[bare(a)] = [x + y for x, y in zip(folded[bare(a)], c)]
        for a, c in theirs.items():
            if ours.get(a) == c:
                continue
            why = reason(a, ours, folded)
            if why:
                listed[why] += 1
            else:
                bad.append((a, c, ours.get(a)))
        extra = [a for a in ours if a not in theirs and a not in folded]
        print(f"{path}: python {len(theirs)} addresses, same {same}, listed {dict(listed)}, unexplained {len(bad)}, only ours {len(extra)}")
        for a, c, o in bad[:20]:
            print("   lost:", repr(a), c, o)
        for a in extra[:8]:
            print("   only ours:", repr(a), ours[a])
        failed += len(bad)
    print("reasons:")
    for key, text in REASONS.items():
        print(f"  {key}: {text}")
    sys.exit(1 if failed else 0)


main()
