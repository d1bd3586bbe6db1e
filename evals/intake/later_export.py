#!/usr/bin/env python3
"""A later export of every contact file of a sample folder: one field of one record edited gives one changed record and no new one.

usage: later_export.py PROGRAM FOLDER     (FOLDER holds truth.json with `people` and `records`)
For each file: imported; imported again (nothing changes); then, each on top of that, a copy under a later date with a job title, a mail
address, a family name edited, and with the records in another order of years; a dry run first must say the same as the import.
Exit 1 when anything is new, or not changed, or changed twice.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

ENCODINGS = ("utf-8", "cp1252", "utf-16-le")


def edit(data: bytes, old: str, new: str) -> bytes:
    for encoding in ENCODINGS:
        a, b = old.encode(encoding), new.encode(encoding)
        if a in data:
            return data.replace(a, b)
    return data


def counts(run):
    answer = json.loads(run.stdout)
    return answer["new"], answer["changed"], answer["same"], answer["rejected"] + answer["held"]


def main() -> int:
    program, folder = sys.argv[1], sys.argv[2].rstrip("/")
    truth = json.load(open(os.path.join(folder, "truth.json")))
    person = truth["people"][0]
    edits = [
        ("title", person["title"], "Chief Buyer of Everything"),
        ("mail", person["home"], "maria.new@post.example"),
        ("work mail", person["work"], "mk@elsewhere.example"),
        ("family name", person["last"], person["last"] + "-Voss"),
        ("phone", person["mob"][-8:], "99 111 22"),
    ]
    bad = done = 0
    for name, people in sorted(truth["records"].items()):
        kept = open(os.path.join(folder, name), "rb").read()
        with tempfile.TemporaryDirectory() as home:
            vault = os.path.join(home, "v.cardcase")
            env = dict(os.environ, HOME=home, XDG_STATE_HOME=home + "/state", XDG_RUNTIME_DIR=home)
            subprocess.run([program, "init", "--vault", vault, "--no-witness"], check=True, stdout=subprocess.DEVNULL, env=env)

            def run(data, *more, file=os.path.basename(name)):
                path = os.path.join(tempfile.mkdtemp(dir=home), file)
                open(path, "wb").write(data)
                return counts(subprocess.run([program, "import", path, "--vault", vault, "--json", "--tenure", "Acme", "--allowed", "policy", "--doubtful", "mine", *more], stdout=subprocess.PIPE, check=False, env=env))

            first = run(kept)
            again = run(kept)
            total = first[0]
            results = [("first", first[1:] == (0, 0, 0) and total > 0), ("again", again == (0, 0, total, 0))]
            data = kept
            for label, old, new in edits:
                later = edit(data, old, new)
                if later == data:
                    continue
                stem, ending = os.path.splitext(os.path.basename(name))
                file = f"{stem}{ending}" if label == "title" else f"{stem} (2){ending}" if label == "mail" else f"{stem}_2026-12-24{ending}"
                dry, found = run(later, "--dry-run", file=file), run(later, file=file)
                number = sum(1 for _ in people if _ == person["id"])
                fine = found[0] == 0 and found[3] == 0 and 1 <= found[1] <= max(1, number) and found[2] == total - found[1] and dry == found
                results.append((f"{label} {found} dry {dry}" if not fine else label, fine))
                data = later
            wrong = [label for label, fine in results if not fine]
        done += 1
        bad += bool(wrong)
        print(f"{'BAD' if wrong else 'ok '} {name}: {total} records, {len(results) - 2} later exports" + (f": {wrong}" if wrong else ""))
    print(f"{done - bad} of {done} files give what was edited, and nothing twice")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
