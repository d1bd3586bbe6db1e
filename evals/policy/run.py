#!/usr/bin/env python3
"""Rulings as a test: asks the program about each case from its input and place alone and compares with the court.

Usage: run.py [--cases FILE] [--tool "CMD ..."] [--today DAY] [--quiet]
CMD is called with `--situation FILE` appended and prints one JSON verdict or a list of them.
Exit 0 when at least --least cases agree and none is called ok where the court said not ok.
"""
import argparse
import json
import pathlib
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def cases_of(path):
    import yaml

    return yaml.safe_load(pathlib.Path(path).read_text())["cases"]


def ask(tool, cases, today):
    """Hands over id, place and input only: outcome, facts and names stay here."""
    posed = [{"id": c["id"], "jurisdiction": c["jurisdiction"], "input": c["input"]} for c in cases]
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(posed, file)
        file.flush()
        command = shlex.split(tool) + ["--situation", file.name, "--json", "--today", today]
        done = subprocess.run(command, capture_output=True, text=True)
    if not done.stdout.strip():
        sys.exit(f"no answer from {tool}: {done.stderr.strip()}")
    answer = json.loads(done.stdout)
    verdicts = answer if isinstance(answer, list) else answer.get("verdicts", [answer])
    return {v["id"]: v for v in verdicts}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", default=str(ROOT / "Sources/Policy/Resources/cases.yaml"))
    parser.add_argument("--tool", default=str(ROOT / ".build/release/cardcase") + " may")
    parser.add_argument("--today", default="2026-11-21")
    parser.add_argument("--least", type=int, default=29)
    parser.add_argument("--quiet", action="store_true")
    args = parser.parse_args()
    cases = cases_of(args.cases)
    verdicts = ask(args.tool, cases, args.today)
    agree = false_ok = 0
    for case in cases:
        verdict = verdicts.get(case["id"], {})
        likely = verdict.get("likely", "none")
        same = likely == case["expected"]
        agree += same
        false_ok += likely == "ok" and case["expected"] == "not_ok"
        rule = (verdict.get("reasons") or [{}])[0].get("rule", "")
        if not args.quiet or not same:
            print(f"{'  ' if same else '! '}{case['id']:<18}{case['jurisdiction']:<7}{case['expected']:<22}{likely:<22}{verdict.get('verdict', ''):<9}{rule}")
    print(f"agrees with {agree} of {len(cases)}; called ok where the court said not ok: {false_ok}")
    sys.exit(0 if agree >= min(args.least, len(cases)) and false_ok == 0 else 1)


if __name__ == "__main__":
    main()
