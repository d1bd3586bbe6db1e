#!/usr/bin/env python3
"""Every contact file of a sample folder, read by `cardcase import --dry-run --json`, against the folder's answer key.

usage: check.py PROGRAM FOLDER     (FOLDER holds truth.json with `records`: file -> person id of every record in order)
Exit 1 when a file has other than the expected number of records, a rejected record, or is not read at all.
"""
import json
import os
import subprocess
import sys
import tempfile


def main() -> int:
    program, folder = sys.argv[1], sys.argv[2].rstrip("/")
    truth = json.load(open(os.path.join(folder, "truth.json")))["records"]
    with tempfile.TemporaryDirectory() as home:
        vault = os.path.join(home, "eval.cardcase")
        made = ["init", "--vault", vault, "--name", "Robin Ashford", "--address", "robin@ashford.example", "--no-witness"]
        subprocess.run([program, *made], check=True, stdout=subprocess.DEVNULL)
        read = ["import", folder, "--vault", vault, "--dry-run", "--json", "--tenure", "Acme", "--allowed", "policy", "--doubtful", "hold"]
        run = subprocess.run([program, *read], stdout=subprocess.PIPE, check=False)
    files = {f["path"]: f for f in json.loads(run.stdout)["files"]}
    bad = 0
    for name, people in sorted(truth.items()):
        found = next((f for path, f in files.items() if path.endswith(name)), None)
        records = found["records"] if found else None
        rejected = len(found["rejected"]) if found else 0
        fine = records == len(people) and rejected == 0
        bad += not fine
        print(f"{'ok ' if fine else 'BAD'} {name}: {records} of {len(people)} records, {rejected} rejected, {found and found['kind']}")
    print(f"{len(truth) - bad} of {len(truth)} files as expected")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
