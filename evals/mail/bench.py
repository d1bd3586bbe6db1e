#!/usr/bin/env python3
"""Measures CPU (user + system) of reading mail beside grep and other programs. Prints a table; fails where a bound is missed.

usage: bench.py CARDCASE SMALL.mbox BIG.mbox [--gmime PROGRAM] [--runs N]
Files are those of make_bench.py: 150 MB of small mails, 900 MB of mails with attachments. Files are read once beforehand.
"""
import argparse, os, resource, statistics, subprocess


def measure(command, runs):
    times, peak = [], 0
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(["/usr/bin/env", "LC_ALL=C", *command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode not in (0, 3):
            raise SystemExit(f"{command[0]} ended with {done.returncode}")
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        peak = after.ru_maxrss
    return min(times), statistics.median(times), peak


def main():
    options = argparse.ArgumentParser()
    options.add_argument("cardcase"), options.add_argument("small"), options.add_argument("big")
    options.add_argument("--gmime"), options.add_argument("--runs", type=int, default=9)
    a = options.parse_args()
    for path in (a.small, a.big):
        with open(path, "rb") as file:
            while file.read(1 << 24):
                pass
    jobs = [
        ("grep", ["grep", "-c", "^From ", a.small], None, a.runs),
        ("addresses", [a.cardcase, "addresses", a.small], 1.5, a.runs),
        ("ties --json", [a.cardcase, "ties", a.small, "--json"], 2.5, a.runs),
    ]
    if a.gmime:
        jobs.append(("GMime, counting", [a.gmime, a.small], None, 2))
    script = "import mailbox,sys,email.utils as u\nfor m in mailbox.mbox(sys.argv[1]): u.getaddresses(m.get_all('to',[]) + m.get_all('from',[]))"
    jobs.append(("Python mailbox", ["python3", "-c", script, a.small], None, 1))
    base, missed = None, []
    for name, command, bound, runs in jobs:
        try:
            low, median, peak = measure(command, runs)
        except SystemExit as reason:
            print(f"{name:18} not run: {reason}")
            continue
        base = base or low
        print(f"{name:18} {low * 1000:8.0f} ms  median {median * 1000:8.0f}  {low / base:6.2f} times grep")
        if bound and low / base > bound:
            missed.append(f"{name}: {low / base:.2f} > {bound}")
    low, _, _ = measure([a.cardcase, "addresses", a.big], 3)
    rate = os.path.getsize(a.big) / low / 1e9
    print(f"{'attachments':18} {low * 1000:8.0f} ms  {rate:.1f} GB per CPU second")
    if rate < 3:
        missed.append(f"attachments: {rate:.1f} GB/s < 3")
    print("\n".join(missed) or "all bounds held")
    raise SystemExit(1 if missed else 0)


main()
