#!/usr/bin/env python3
"""Imports archives of 0.5, 1 and 2 million mails, each into a fresh vault: CPU, peak memory, and whether time grows as the archive does.

usage: growth.py CARDCASE WORK SAMPLE.mbox...   WORK must have room for 7 GB
Bounds: 512 MB resident, pages of the file among them; no more CPU a mail at two million than 1.2 times that at half a million.
"""
import os, resource, subprocess, sys, tempfile

program, work, samples = sys.argv[1], sys.argv[2], sys.argv[3:]
maker = os.path.join(os.path.dirname(os.path.abspath(__file__)), "make_bench.py")
rates, missed = [], []
for count in (500_000, 1_000_000, 2_000_000):
    path = os.path.join(work, "growth.mbox")
    subprocess.run([sys.executable, maker, "count", str(count), path, *samples], check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(CARDCASE_VAULT=f"{home}/v.cardcase", XDG_STATE_HOME=f"{home}/state", XDG_RUNTIME_DIR=home)
        subprocess.run([program, "init", "--name", "Rick Buy", "--address", "rick.buy@enron.com", "--no-witness"], check=True, stdout=subprocess.DEVNULL)
        run = subprocess.Popen([program, "import", path, "--book", "mine", "--json"], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(run.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        raise SystemExit(f"import ended with {os.waitstatus_to_exitcode(status)}")
    cpu, peak, size = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, os.path.getsize(path) / 1e9
    os.remove(path)
    rates.append(cpu / count)
    print(f"{count:9,} mails, {size:4.1f} GB: {cpu:6.1f} s of CPU, {cpu / count * 1e6:5.1f} s a million, {peak:4.0f} MB", flush=True)
    if peak > 512:
        missed.append(f"{count:,} mails took {peak:.0f} MB > 512")
if rates[-1] > 1.2 * rates[0]:
    missed.append("time grows faster than the archive")
print("\n".join(missed) or "all bounds held")
raise SystemExit(1 if missed else 0)
