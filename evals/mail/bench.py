#!/usr/bin/env python3
"""Measures CPU (user + system) of reading mail beside grep and other programs. Prints a table; fails where a bound is missed.

usage: bench.py CARDCASE SMALL.mbox BIG.mbox [--gmime PROGRAM] [--runs N]
Files are those of make_bench.py: 150 MB of small mails, 900 MB of mails with attachments. Files are read once beforehand.
"""
import argparse, os, re, resource, statistics, subprocess, tempfile, threading


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


def memory(command):
    """The most memory in MB that is not the mapped file: RssAnon, looked at every two milliseconds."""
    run = subprocess.Popen(["/usr/bin/env", "LC_ALL=C", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak, over = [0], threading.Event()

    def watch():
        while not over.wait(0.002):
            try:
                with open(f"/proc/{run.pid}/status") as status:
                    found = re.search(r"RssAnon:\s+(\d+)", status.read())
            except OSError:
                return
            peak[0] = max(peak[0], int(found[1]) if found else 0)

    watcher = threading.Thread(target=watch)
    watcher.start()
    run.wait()
    over.set()
    watcher.join()
    return peak[0] / 1024


def imported(a, base, gmime, missed):
    """Imports of the small mails, each into a fresh vault, beside the GMime loop that only counts; half of its CPU is the bound."""
    times = []
    for _ in range(a.runs // 2 + 1):
        with tempfile.TemporaryDirectory() as home:
            os.environ.update(CARDCASE_VAULT=f"{home}/v.cardcase", XDG_STATE_HOME=f"{home}/state", XDG_RUNTIME_DIR=home)
            measure([a.cardcase, "init", "--name", "Rick Buy", "--address", "rick.buy@enron.com", "--no-witness"], 1)
            times.append(measure([a.cardcase, "import", a.small], 1)[0])
    low, median = min(times), statistics.median(times)
    told = f"{low / gmime:6.2f} times GMime" if gmime else ""
    print(f"{'import':18} {low * 1000:8.0f} ms  median {median * 1000:8.0f}  {low / base:6.2f} times grep {told}")
    if gmime and low > gmime / 2:
        missed.append(f"import: {low / gmime:.2f} times GMime > 0.5")


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
        jobs.append(("GMime, counting", [a.gmime, a.small], None, a.runs // 2 + 1))
    script = "import mailbox,sys,email.utils as u\nfor m in mailbox.mbox(sys.argv[1]): u.getaddresses(m.get_all('to',[]) + m.get_all('from',[]))"
    jobs.append(("Python mailbox", ["python3", "-c", script, a.small], None, 1))
    base, gmime, missed = None, None, []
    for name, command, bound, runs in jobs:
        try:
            low, median, peak = measure(command, runs)
        except SystemExit as reason:
            print(f"{name:18} not run: {reason}")
            continue
        base = base or low
        gmime = low if name.startswith("GMime") else gmime
        print(f"{name:18} {low * 1000:8.0f} ms  median {median * 1000:8.0f}  {low / base:6.2f} times grep")
        if bound and low / base > bound:
            missed.append(f"{name}: {low / base:.2f} > {bound}")
    imported(a, base, gmime, missed)
    low, _, _ = measure([a.cardcase, "addresses", a.big], 3)
    rate = os.path.getsize(a.big) / low / 1e9
    print(f"{'attachments':18} {low * 1000:8.0f} ms  {rate:.1f} GB per CPU second")
    if rate < 3:
        missed.append(f"attachments: {rate:.1f} GB/s < 3")
    for name, command in (
        ("addresses, small", ["addresses", a.small]),
        ("addresses, big", ["addresses", a.big]),
        ("ties, small", ["ties", a.small, "--json"]),
    ):
        peak = memory([a.cardcase, *command])
        print(f"{name:18} {peak:8.0f} MB beyond the mapped file")
        if peak > 64:
            missed.append(f"{name}: {peak:.0f} MB > 64")
    print("\n".join(missed) or "all bounds held")
    raise SystemExit(1 if missed else 0)


main()
