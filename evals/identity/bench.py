#!/usr/bin/env python3
"""Speed of the records-to-people engine on made-up books: CPU seconds, peak memory, candidates a record, one record added to many.

    bench.py PROGRAM [--splink]

Lines that must hold: 1,000 records 0.1 s, 10,000 1 s, 100,000 6 s and 500 MB, 20 candidates a record, one record added to 100,000 within 10 ms.
With splink (`pip install splink`) installed, the same files are given to it too.
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
LINES = {1_000: .1, 10_000: 1.0, 100_000: 6.0}


def measured(command):
    """CPU seconds, peak memory in MB, standard output."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        out.seek(0)
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.read(), status


def main():
    program = os.path.abspath(sys.argv[1])
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for count, seconds in LINES.items():
            book = os.path.join(folder, f"book{count}.csv")
            subprocess.run([sys.executable, os.path.join(HERE, "make_book.py"), str(count), "--out", book], check=True)
            cpu, memory, out, _ = measured([program, "duplicates", book, "--json"])
            candidates = json.loads(out)["candidates"] / count
            fine = cpu <= seconds and memory <= 500 and candidates <= 20
            failed |= not fine
            print(f"{'ok ' if fine else 'BAD'} {count:7} records  {cpu:6.2f} s of {seconds}  {memory:5.0f} MB of 500  {candidates:5.1f} candidates of 20")
            if "--splink" in sys.argv:
                cpu, memory, out, status = measured([sys.executable, os.path.join(HERE, "splink_compare.py"), book])
                print(f"      splink           {cpu:6.2f} s            {memory:5.0f} MB" if out and not status else "      splink did not run: pip install splink pandas")
                if out and not status: judge(book, out, folder)
        new = os.path.join(folder, "new.csv")
        subprocess.run([sys.executable, os.path.join(HERE, "make_book.py"), "2000", "--seed", "7", "--out", new], check=True)
        _, memory, out, _ = measured([program, "duplicates", book, "--new", new, "--json"])
        adding = json.loads(out)["adding"]
        fine = adding["p99_ms"] <= 10
        failed |= not fine
        print(f"{'ok ' if fine else 'BAD'} one record added to 100,000: half within {adding['median_ms']} ms, 99 in 100 within {adding['p99_ms']} ms of 10")
    return 1 if failed else 0


def judge(book, out, folder):
    path = os.path.join(folder, "splink.json")
    open(path, "wb").write(out)
    subprocess.run([sys.executable, os.path.join(HERE, "score.py"), "people", book, path], check=False)


if __name__ == "__main__":
    sys.exit(main())
