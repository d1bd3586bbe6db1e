#!/usr/bin/env python3
"""Builds benchmark mailboxes by repetition of a sample, with varied addresses.

usage: make_bench.py small MEGABYTES OUT.mbox SAMPLE.mbox...   small mails; every round renames the domains of From, To, Cc
       make_bench.py big   MEGABYTES OUT.mbox                  mails with one attachment of 0.2 to 3 MB
       make_bench.py count MESSAGES  OUT.mbox SAMPLE.mbox...   so many small mails (0.5, 1, 2 million): domains in 24 turns, which gives
                                                               more addresses than a working life has, and clocks that move, so that no
                                                               two mails are copies of each other
"""
import base64, random, re, sys

TURNS = 24
CLOCK = re.compile(rb"(?im)^(date:.*? )\d\d:\d\d:(\d\d)")
FIELD = re.compile(rb"(?im)^(from|to|cc):((?:.*\n)(?:[ \t].*\n)*)")


def split(paths):
    for path in paths:
        for piece in re.split(rb"(?m)^(?=From )", open(path, "rb").read()):
            if piece.startswith(b"From ") and len(piece) < 12_000:
                yield piece


def rename(message, number, turns=None):
    head, gap, body = message.partition(b"\n\n")
    domain = number % turns if turns else number
    head = FIELD.sub(lambda m: m[1] + b":" + m[2].replace(b"@", b"%d@" % domain), head)
    if turns:
        head = CLOCK.sub(lambda m: b"%s%02d:%02d:%s" % (m[1], number // 60 % 24, number % 60, m[2]), head, count=1)
    if number % 3 == 0:
        head = re.sub(rb"(?im)^(date:.*)(19|20)(\d\d)", rb"\g<1>20\3", head, count=1)
    head = re.sub(rb"(?im)^(message-id: *<)", rb"\g<1>%d." % number, head, count=1)
    return head + gap + body


def small(limit, out, paths, by_count):
    sample, size, count, number = list(split(paths)), 0, 0, 0
    with open(out, "wb") as file:
        while True:
            for message in sample:
                if (count if by_count else size) >= limit:
                    print(f"{count} messages, {size} bytes, {number + 1} rounds")
                    return
                text = rename(message, number, TURNS if by_count else None) if number else message
                file.write(text)
                size += len(text)
                count += 1
            number += 1


def big(limit, out):
    random.seed(1)
    blob, size, count = base64.encodebytes(random.randbytes(3_000_000)), 0, 0
    with open(out, "wb") as file:
        while size < limit:
            count += 1
            part = blob[: random.randint(200_000, len(blob)) // 77 * 77]
            head = (
                f"From a{count}@x.example Tue Mar 27 15:20:07 2001\nFrom: Ann {count} <a{count % 500}@x.example>\nTo: b{count % 30}@y.example\n"
                f"Date: Tue, 27 Mar 2001 07:20:07 -0800\nSubject: file {count}\nMessage-ID: <{count}@x>\nMIME-Version: 1.0\n"
                'Content-Type: multipart/mixed; boundary="zz"\n\n--zz\nContent-Type: text/plain\n\nHello\n--zz\n'
                "Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n"
            )
            text = head.encode() + part + b"--zz--\n\n"
            file.write(text)
            size += len(text)
    print(f"{count} messages, {size} bytes")


kind, limit, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
if kind == "big":
    big(limit * 1_000_000, out)
else:
    small(limit * (1 if kind == "count" else 1_000_000), out, sys.argv[4:], kind == "count")
