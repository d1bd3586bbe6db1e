#!/usr/bin/env python3
"""Storage: import, opening, ranking and search over made-up encounters. Usage: storage.py PROGRAM [ENCOUNTERS PEOPLE]"""
import os
import resource
import subprocess
import sys
import tempfile

program = os.path.abspath(sys.argv[1])
count = sys.argv[2] if len(sys.argv) > 2 else "1000000"
people = sys.argv[3] if len(sys.argv) > 3 else "100000"
here = os.path.dirname(os.path.abspath(__file__))


def run(folder, *arguments):
    variables = dict(os.environ, CARDCASE_VAULT=f"{folder}/v.cardcase", XDG_STATE_HOME=f"{folder}/state", CARDCASE_TODAY="2026-11-20")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([program, *arguments], env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 3):
        sys.exit(f"{arguments}: {done.returncode} {done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss // 1024


def size(folder):
    return sum(os.path.getsize(os.path.join(d, f)) for d, _, fs in os.walk(folder) for f in fs)


with tempfile.TemporaryDirectory() as folder:
    csv = f"{folder}/encounters.csv"
    subprocess.run([sys.executable, f"{here}/make_encounters.py", count, people, csv], check=True)
    run(folder, "init", "--name", "Robin Ashford", "--address", "robin@ashford.example", "--no-witness")
    print(f"{count} encounters, {people} people: CPU seconds (user + system), peak MB")
    for name, arguments, bound in [
        ("import", ["import", csv, "--json"], 8.0), ("import again", ["import", csv, "--json"], None), ("people NAME", ["people", "person777"], 0.15),
        ("ties", ["ties"], None), ("tenure (opening)", ["tenure"], 0.3), ("ledger verify", ["ledger", "verify"], None),
    ]:
        seconds, peak = run(folder, *arguments)
        print(f"  {name:20} {seconds:8.2f} s {peak:6} MB" + (f"   bound {bound}" if bound else ""))
    print(f"  vault                {size(folder + '/v.cardcase') / 1e6:8.1f} MB   bound 200")
