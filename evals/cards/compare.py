#!/usr/bin/env python3
"""Judges a card program from outside: every file is copied, rewritten and sent through jCard and back, and an independent small lexer says
whether values and parameters were kept.

usage: compare.py --tool PROGRAM [-v] FOLDER ...        PROGRAM takes `convert IN OUT [--rewrite]`
A file counts as *kept* when every value of every card is there, in order of cards; as *strict* when groups, names and parameters are too.
"""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import lexer


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


def main():
    args = sys.argv[1:]
    tool = args[args.index("--tool") + 1]
    verbose = "-v" in args
    folders = [a for i, a in enumerate(args) if not a.startswith("-") and args[max(i - 1, 0)] != "--tool"]
    files = sorted(os.path.join(r, f) for d in folders for r, _, fs in os.walk(d) for f in fs if f.endswith(".vcf"))
    tally = dict.fromkeys(["files", "cards", "copied", "rewrite kept", "rewrite strict", "jcard kept", "jcard strict", "form", "crash", "4.0 files", "jscontact kept", "jscontact strict"], 0)
    with tempfile.TemporaryDirectory() as tmp:
        out, js, back, contact = (os.path.join(tmp, n) for n in ("o.vcf", "o.jcard.json", "b.vcf", "o.jscontact.json"))
        for path in files:
            data = open(path, "rb").read()
            cards = list(lexer.cards(data))
            if not any(c[1] for c in cards):
                continue
            tally["files"] += 1
            tally["cards"] += len(cards)
            notes = []
            copied = run(tool, path, out) or open(out, "rb").read()
            if not isinstance(copied, str):
                good = copied == data if len(cards) == 1 and any(n == "UID" for _, n, _, _ in cards[0][1]) else True
                tally["copied"] += good
                if not good:
                    notes.append("copy differs")
            for step, commands, target in (("rewrite", [(path, out, "--rewrite")], out), ("jcard", [(path, js), (js, back, "--rewrite")], back)):
                trouble = next((t for t in (run(tool, *c) for c in commands) if t), "")
                if trouble:
                    tally["crash"] += 1
                    notes.append(f"{step}: {trouble}")
                    continue
                result = open(target, "rb").read() if os.path.exists(target) else b""
                again = list(lexer.cards(result))
                if step == "rewrite":
                    form = formatted(result)
                    tally["form"] += not form
                    if form:
                        notes.append(form)
                kept = len(again) == len(cards) and all(card_values(a) == card_values(b) for a, b in zip(cards, again))
                strict = kept and all(card_strict(a) == card_strict(b) for a, b in zip(cards, again))
                tally[step + " kept"] += kept
                tally[step + " strict"] += strict
                if not strict and verbose:
                    notes.append(step + ("" if kept else ": values lost"))
                    for a, b in zip(cards, again):
                        before, after = card_strict(a), card_strict(b)
                        notes += [f"  - {str(x)[:200]}" for x in before if x not in after][:4]
                        notes += [f"  + {str(x)[:200]}" for x in after if x not in before][:4]
                    if len(again) != len(cards):
                        notes.append(f"  {len(cards)} cards became {len(again)}")
                for leftover in (out, js, back):
                    if step == "jcard" and os.path.exists(leftover):
                        os.remove(leftover)
            if all(c[0] == "4.0" for c in cards):
                tally["4.0 files"] += 1
                trouble = run(tool, path, contact) or run(tool, contact, back)
                again = list(lexer.cards(open(back, "rb").read())) if os.path.exists(back) else []
                # FN and N that 4.0 demands may be added; nothing may be missing.
                kept = not trouble and len(again) == len(cards) and all(not missing(card_values(a), card_values(b)) for a, b in zip(cards, again))
                strict = kept and all(not missing(card_strict(a), drop_ids(card_strict(b), a)) for a, b in zip(cards, again))
                tally["jscontact kept"] += kept
                tally["jscontact strict"] += strict
                if not strict and verbose:
                    notes.append("jscontact" + ("" if kept else ": values lost"))
                    for a, b in zip(cards, again):
                        before, after = card_strict(a), drop_ids(card_strict(b), a)
                        notes += [f"  - {str(x)[:200]}" for x in before if x not in after][:4]
                        notes += [f"  + {str(x)[:200]}" for x in after if x not in before][:4]
                for leftover in (back, contact):
                    if os.path.exists(leftover):
                        os.remove(leftover)
            if notes and verbose:
                print(path)
                print("\n".join("   " + n for n in notes))
    for key, value in tally.items():
        share = f" {100 * value / tally['4.0 files' if key.startswith('jscontact') else 'files']:.1f} %" if key not in ("files", "cards", "crash", "4.0 files") and tally["files"] else ""
        print(f"{key:15} {value}{share}")


main()
