#!/usr/bin/env python3
"""Writes 100,000 made-up cards, every second one vCard 4.0, 5,001 of them with a photo of 3 to 24 kB: the file of the speed target.

usage: generate.py OUT [COUNT]      the same bytes on every run
"""
import base64
import random
import sys

GIVEN = "Ada Björn Chloé Dmitri Elif Fatima Grzegorz Hanna Ines Jürgen Kaito Lena Miloš Nadia Oscar Priya Quentin Rosa Søren Tove Ursula Violeta Wei Xenia Yusuf Zoë".split()
FAMILY = "Abbott Bäcker Côté Dvořák Eriksen Ferrari Grünwald Håkansson Ibáñez Jansen Kowalczyk Łukasik Meyer Nguyễn O'Brien Petrov Quispe Rossi Šimić Tanaka Uzun Vogel Wójcik Yılmaz Zieliński".split()
FIRMS = "Nordwind Logistik|Harbour & Sons|Atelier Lumière|Bergwerk AG|Cedar Analytics|Delta Fabrication|Ewa Design|Fjord Shipping".split("|")
ROLES = "Buyer|Head of Procurement|Engineer|Project Leader|Controller|Sales Manager|Founder".split("|")
TOWNS = "Berlin;;10969;Germany|Lyon;;69003;France|Malmö;;211 20;Sweden|Kraków;;31-042;Poland|Leeds;West Yorkshire;LS1 4AP;United Kingdom".split("|")


def fold(line, out):
    data = line.encode()
    if len(data) <= 75:
        out.append(data + b"\r\n")
        return
    start, room = 0, 75
    while start < len(data):
        end = min(start + room, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        out.append((b" " if start else b"") + data[start:end] + b"\r\n")
        start, room = end, 74


def card(i, rng, photo):
    given, family, firm = rng.choice(GIVEN), rng.choice(FAMILY), rng.choice(FIRMS)
    town = rng.choice(TOWNS)
    domain = firm.split()[0].lower().encode("ascii", "ignore").decode() + f"{i % 997}.example"
    modern = i % 2 == 1
    out = [b"BEGIN:VCARD\r\n", b"VERSION:4.0\r\n" if modern else b"VERSION:3.0\r\n"]
    lines = [f"UID:urn:uuid:{rng.getrandbits(32):08x}-0000-4000-8000-{i:012x}", f"FN:{given} {family}", f"N:{family};{given};;;", f"ORG:{firm}", f"TITLE:{rng.choice(ROLES)}"]
    mail = f"{given}.{family}".lower().encode("ascii", "ignore").decode().replace("'", "") + f"{i}@{domain}"
    if modern:
        lines += [f"EMAIL;TYPE=work;PREF=1:{mail}", f'TEL;VALUE=uri;TYPE="voice,work":tel:+49-30-{i:08d}', f"BDAY:19{i % 90 + 10}0{i % 9 + 1}1{i % 9}" if i % 3 else "BDAY:--0415"]
    else:
        lines += [f"EMAIL;TYPE=INTERNET,WORK:{mail}", f"TEL;TYPE=CELL,VOICE:+49 170 {i:08d}", f"item1.TEL:+49 30 {i:08d}", "item1.X-ABLabel:_$!<Work>!$_", f"BDAY:19{i % 90 + 10}-0{i % 9 + 1}-1{i % 9}"]
    lines += [f"ADR;TYPE=work:;;Lindenstraße {i % 200};{town}", f"URL:https://{domain}/team/{i}", f"NOTE:Met at the fair in {1990 + i % 36}\\, likes plain talk; no slides.\\nSecond line of note {i}.", "CATEGORIES:customers,fair", "REV:20261101T080000Z" if modern else "REV:2026-11-01T08:00:00Z"]
    for line in lines:
        fold(line, out)
    if photo:
        data = base64.b64encode(rng.randbytes(rng.randint(3000, 24000))).decode()
        fold(("PHOTO:data:image/jpeg;base64," if modern else "PHOTO;ENCODING=b;TYPE=JPEG:") + data, out)
    out.append(b"END:VCARD\r\n")
    return b"".join(out)


def main():
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    rng = random.Random(20261121)
    photos = set(rng.sample(range(count), min(count, round(count * 0.05001))))
    with open(sys.argv[1], "wb") as out:
        for i in range(count):
            out.write(card(i, rng, i in photos))


main()
