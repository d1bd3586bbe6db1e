#!/usr/bin/env python3
"""Judges a card program from outside: every file is copied, rewritten and sent through jCard and back, and an independent small lexer says
whether values and parameters were kept.

usage: compare.py --tool PROGRAM [-v] FOLDER ...        PROGRAM takes `convert IN OUT [--rewrite]`
A file counts as *kept* when every value of every card is there, in order of cards; as *strict* when groups, names and parameters are too.
Exit 1 where a share is below its line, or the program crashed or hung.
"""
import argparse
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import lexer

NAMES = [
    "files", "cards", "copied", "rewrite kept", "rewrite strict", "jcard kept", "jcard strict", "form", "crash", "4.0 files", "jscontact kept",
    "jscontact strict",
]
LEAST = {"copied": 1, "rewrite kept": 0.98, "rewrite strict": 0.95, "jcard kept": 0.95, "form": 1, "jscontact kept": 1}


def norm_params(params):
    out = {}
    for key, values in params.items():
        kept = sorted(v.lower().strip() for v in values if v != "")
        if kept:
            out[key] = kept
    return out


def flat(value):
    kind, body = value
    if kind == "bytes":
        return body
    if kind == "parts":
        return ";".join(",".join(p) for p in body).rstrip(";").strip()
    if kind == "list":
        return ",".join(body).strip()
    return body.strip()


def card_values(card):
    return sorted((n, repr(flat(v))) for g, n, p, v in card[1] if n != "AGENT")


def card_strict(card, explicit=True):
    return [(g.lower(), n, norm_params(p), flat(v)) for g, n, p, v in card[1] if n != "AGENT"]


def missing(before, after):
    left = list(after)
    for x in before:
        if x not in left:
            return True
        left.remove(x)
    return False


def drop_ids(lines, card):
    """Without the PROP-ID that JSContact needs, unless the card had them."""
    if any("PROP-ID" in p for _, _, p, _ in card[1]):
        return lines
    return [(g, n, {k: v for k, v in p.items() if k != "PROP-ID"}, v) for g, n, p, v in lines]


def run(tool, *args):
    try:
        done = subprocess.run([tool, "convert", *args], capture_output=True, timeout=20)
    except subprocess.TimeoutExpired:
        return "hang"
    return "crash" if done.returncode < 0 else ""


def formatted(data):
    """Complaints about the form of a rewriting."""
    if not data:
        return ""
    if not data.endswith(b"\r\n"):
        return "no CRLF at the end"
    for line in data.split(b"\r\n"):
        if len(line) > 75:
            return "line over 75 octets"
        if b"\n" in line or b"\r" in line:
            return "bare line end"
        try:
            line.decode()
        except UnicodeDecodeError:
            return "character broken by a fold, or not UTF-8"
    return ""


class Judgement:
    """Counts over all files what was kept."""

    def __init__(self, tool, verbose):
        self.tool, self.verbose = tool, verbose
        self.tally = dict.fromkeys(NAMES, 0)
        self.notes = []

    def file(self, path):
        with open(path, "rb") as file:
            data = file.read()
        cards = list(lexer.cards(data))
        if not any(lines for _, lines in cards):
            return
        self.notes = []
        self.tally["files"] += 1
        self.tally["cards"] += len(cards)
        with tempfile.TemporaryDirectory() as folder:
            name = lambda ending: os.path.join(folder, ending)
            copied = self.convert([(path, name("copy.vcf"))])
            # The bytes of a single card with a UID are its own; between several, the program may tidy.
            single = len(cards) == 1 and any(n == "UID" for _, n, _, _ in cards[0][1])
            self.count("copied", copied is not None and (copied == data or not single), "copy differs")
            rewritten = self.convert([(path, name("new.vcf"), "--rewrite")])
            form = formatted(rewritten or b"")
            self.count("form", not form, form)
            self.compare("rewrite", cards, rewritten, lambda a, b: a == b)
            self.compare("jcard", cards, self.convert([(path, name("a.jcard.json")), (name("a.jcard.json"), name("b.vcf"), "--rewrite")]), lambda a, b: a == b)
            if all(version == "4.0" for version, _ in cards):
                self.tally["4.0 files"] += 1
                steps = [(path, name("a.jscontact.json")), (name("a.jscontact.json"), name("c.vcf"))]
                # FN and N that 4.0 demands may be added; nothing may be missing.
                self.compare("jscontact", cards, self.convert(steps), lambda a, b: not missing(a, b), drop_ids)
        if self.notes and self.verbose:
            print(path)
            print("\n".join("   " + note for note in self.notes))

    def convert(self, steps):
        """The bytes of the last target; None where a step crashed, hung or wrote nothing."""
        for step in steps:
            trouble = run(self.tool, *step)
            if trouble:
                self.tally["crash"] += 1
                self.notes.append(f"{trouble}: convert {' '.join(step[2:])} to {os.path.basename(step[1])}")
                return None
        target = steps[-1][1]
        if not os.path.exists(target):
            return None
        with open(target, "rb") as file:
            return file.read()

    def count(self, name, good, note):
        self.tally[name] += bool(good)
        if not good:
            self.notes.append(note)

    def compare(self, step, cards, result, same, trimmed=lambda lines, card: lines):
        again = list(lexer.cards(result or b""))
        pairs = list(zip(cards, again))
        whole = len(again) == len(cards)
        kept = whole and all(same(card_values(a), card_values(b)) for a, b in pairs)
        strict = kept and all(same(card_strict(a), trimmed(card_strict(b), a)) for a, b in pairs)
        self.tally[step + " kept"] += kept
        self.tally[step + " strict"] += strict
        if strict:
            return
        self.notes.append(step + ("" if kept else ": values lost"))
        for a, b in pairs:
            before, after = card_strict(a), trimmed(card_strict(b), a)
            self.notes += [f"  - {str(x)[:200]}" for x in before if x not in after][:4]
            self.notes += [f"  + {str(x)[:200]}" for x in after if x not in before][:4]
        if not whole:
            self.notes.append(f"  {len(cards)} cards became {len(again)}")

    def told(self):
        """Prints the table; whether every line holds."""
        fine = self.tally["crash"] == 0
        for name, value in self.tally.items():
            if name in ("files", "cards", "crash", "4.0 files"):
                print(f"{name:17} {value}")
                continue
            share = value / max(1, self.tally["4.0 files" if name.startswith("jscontact") else "files"])
            least = LEAST.get(name)
            fine &= least is None or share >= least
            print(f"{name:17} {value} {100 * share:.1f} %" + (f", at least {100 * least:.0f} %" if least else ""))
        return fine


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--tool", required=True)
    options.add_argument("-v", dest="verbose", action="store_true")
    options.add_argument("folders", nargs="+")
    given = options.parse_args()
    judgement = Judgement(given.tool, given.verbose)
    for path in sorted(os.path.join(r, f) for d in given.folders for r, _, fs in os.walk(d) for f in fs if f.endswith(".vcf")):
        judgement.file(path)
    sys.exit(not judgement.told())


main()
