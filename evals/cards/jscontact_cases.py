#!/usr/bin/env python3
"""Runs conversion cases written as plain text: blocks `> test NAME`, an input, and `> convert` before each expected result, by turns vCard
and JSContact. Each step converts the *expected* text before it, so that one difference is counted once.

usage: jscontact_cases.py --tool PROGRAM [-v] FOLDER      PROGRAM takes `convert IN OUT --carriage collected`
What is not compared: @type and version, a `uid` made up, FN marked DERIVED where the case has none, order and case of parameters,
PROP-ID and JSCOMPS of a card that the case leaves without, `isOrdered` that only JSCOMPS brought.
Exit 1 where fewer than LEAST of the cases are as expected.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

LEAST = 0.95


def unfold(text):
    return re.sub(r"\r?\n[ \t]", "", text.strip("\n"))


def is_json(text):
    return text.lstrip().startswith(('"', "{"))


def card_json(text):
    text = text.strip()
    body = text if text.startswith("{") else "{" + text.rstrip().rstrip(",") + "}"
    card = json.loads(body)
    card.setdefault("@type", "Card")
    card.setdefault("version", "1.0")
    return card


def card_vcf(text):
    lines = unfold(text)
    if not lines.upper().startswith("BEGIN"):
        lines = "BEGIN:VCARD\nVERSION:4.0\n" + lines + "\nEND:VCARD"
    return lines.replace("\n", "\r\n") + "\r\n"


def clean(value, path=()):
    if isinstance(value, dict):
        out = {k: clean(v, path + (k,)) for k, v in value.items() if k not in ("@type", "version")}
        return out
    if isinstance(value, list):
        return [clean(v, path) for v in value]
    if isinstance(value, str) and "vCard" in path:
        return value.lower()
    return value


def same_json(expected, got):
    a, b = clean(expected), clean(got)
    if "uid" not in a:
        b.pop("uid", None)
    return a == b, a, b


def params(text):
    out, quoted, cur = [], False, ""
    for c in text:
        if c == '"':
            quoted = not quoted
        elif c == ";" and not quoted:
            out.append(cur)
            cur = ""
            continue
        else:
            cur += c
    out.append(cur)
    done = {}
    for p in out:
        if p:
            k, _, v = p.partition("=")
            done.setdefault(k.upper(), []).extend(x.strip().lower() for x in v.replace("^n", "\\n").split(","))
    return tuple(sorted((k, tuple(sorted(v))) for k, v in done.items()))


def lines_of(text):
    out = []
    for line in unfold(text.replace("\r\n", "\n")).split("\n"):
        if not line.strip() or re.match(r"(BEGIN|END|VERSION):", line, re.I):
            continue
        head, i, quoted = "", 0, False
        while i < len(line) and (quoted or line[i] != ":"):
            quoted ^= line[i] == '"'
            i += 1
        head, value = line[:i], line[i + 1 :]
        name, _, rest = head.partition(";")
        name = name.upper()
        value = re.sub(r"\\([,;:])", r"\1", value)
        if name.split(".")[-1] in ("KIND", "GRAMGENDER"):
            value = value.lower()
        if name.split(".")[-1] in ("N", "ADR"):
            value = value.rstrip(";")
        if name == "JSPROP":
            value = json.dumps(json.loads(value), sort_keys=True)
        if name == "CATEGORIES":
            value = ",".join(sorted(value.split(",")))
        out.append((name, params(rest), value))
    return sorted(out)


def same_vcf(expected, got, step_input):
    a, b = lines_of(expected), lines_of(got)
    if not any(x[0] == "UID" for x in a):
        b = [x for x in b if x[0] != "UID"]
    if not any(x[0] == "FN" for x in a):
        b = [x for x in b if not (x[0] == "FN" and any(k == "DERIVED" for k, _ in x[1]))]
    return a == b, a, b


def main():
    args = sys.argv[1:]
    tool, folder, verbose = args[args.index("--tool") + 1], args[-1], "-v" in args
    total = passed = 0
    with tempfile.TemporaryDirectory() as tmp:
        for name in sorted(os.listdir(folder)):
            text = open(os.path.join(folder, name), encoding="utf-8").read()
            for block in re.split(r"^> test ", text, flags=re.M)[1:]:
                title, _, body = block.partition("\n")
                steps = [s for s in re.split(r"^> convert *\n", body, flags=re.M)]
                total += 1
                good = True
                for source, expected in zip(steps, steps[1:]):
                    from_json, to_json = is_json(source), is_json(expected)
                    a = os.path.join(tmp, "a.jscontact.json" if from_json else "a.vcf")
                    b = os.path.join(tmp, "b.jscontact.json" if to_json else "b.vcf")
                    if os.path.exists(b):
                        os.remove(b)
                    with open(a, "w", encoding="utf-8", newline="") as f:
                        f.write(json.dumps(card_json(source), ensure_ascii=False) if from_json else card_vcf(source))
                    done = subprocess.run([tool, "convert", a, b, "--carriage", "collected"], capture_output=True, timeout=20)
                    if not os.path.exists(b):
                        ok, x, y = False, expected, done.stderr.decode()[-300:]
                    elif to_json:
                        ok, x, y = same_json(card_json(expected), json.load(open(b, encoding="utf-8")))
                    else:
                        ok, x, y = same_vcf(expected, open(b, encoding="utf-8", newline="").read(), source)
                    if not ok:
                        good = False
                        if verbose:
                            print(f"--- {name}: {title}")
                            if to_json:
                                print("   wanted", json.dumps(x, sort_keys=True, ensure_ascii=False))
                                print("   got   ", json.dumps(y, sort_keys=True, ensure_ascii=False))
                            elif isinstance(y, str):
                                print("   got   ", y)
                            else:
                                print("   wanted", [l for l in x if l not in y])
                                print("   got   ", [l for l in y if l not in x])
                passed += good
    print(f"{passed} of {total} cases as expected: {100 * passed / total:.1f} %")
    sys.exit(passed < LEAST * total)


main()
