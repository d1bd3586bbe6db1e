#!/usr/bin/env python3
"""Writes a made-up book of records as CSV, with a `cluster` column that only the scorer looks at.

    make_book.py RECORDS [--seed N] [--out FILE]

Names are as unevenly spread as in a large country: the most common family name has about 0.9 % of the people, the most common given
name about 1.6 %, and half of the people have a name outside the first thousand. People have one to four records: another address, a
typo, an initial, a short form, a new employer. Father and son, married couples and plain namesakes are in it. Nothing is a real person.
"""
import argparse, csv, random, sys

GIVEN = """james mary john patricia robert jennifer michael linda william elizabeth david barbara richard susan joseph jessica thomas sarah
charles karen christopher nancy daniel lisa matthew betty anthony margaret mark sandra donald ashley steven kimberly paul emily andrew donna
joshua michelle kenneth dorothy kevin carol brian amanda george melissa edward deborah ronald stephanie timothy rebecca jason sharon jeffrey
laura ryan cynthia jacob kathleen gary amy nicholas angela eric shirley jonathan anna stephen brenda larry pamela justin emma scott nicole
brandon helen benjamin samantha samuel katherine gregory christine frank debra alexander rachel raymond carolyn patrick janet jack maria
dennis heather jerry diane wei li ming priya rahul amit sanjay fatima omar ahmed yusuf elena sergey ivan olga jan piotr anna marta lukas
jonas lena felix paula marco giulia luca sofia carlos lucia pablo miguel ines hugo chloe louis camille yuki haruto aiko minh linh""".split()
FAMILY = """smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas taylor
moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen
hill flores green adams nelson baker hall rivera campbell mitchell carter roberts wang zhang chen kumar singh patel muller schmidt fischer
weber meyer rossi ferrari dubois bernard kowalski novak ivanov petrov kim park tanaka sato andersson hansen jansen devries silva santos""".split()
SHORT = dict(james="jim", william="bill", robert="bob", michael="mike", thomas="tom", elizabeth="liz", katherine="kate", alexander="alex",
             christopher="chris", daniel="dan", matthew="matt", nicholas="nick", samuel="sam", benjamin="ben", stephen="steve", patricia="pat")
HEAD = "ba be bo bra bri ca co da de do dra fa fe fre ga ge gra ha he hol hu ka ke kra la le lo ma me mo na ne no pa pe pra ra re ro sa se sto ta te tra va ve vo wa we wi za ze".split()
TAIL = "berg ler man ner son ton ford field well ley ham worth ski vic ova ez ini elli etti ard eau mann stein bach hoff meier strand gaard sen lund quist nen".split()
MIDDLE = ["", "", "l", "n", "r", "ra", "li", "no", "mi", "sti", "ndo", "ke"]
FIRMS = "north south east west blue green red silver golden river lake stone iron oak pine alpha delta omega nova prime".split()
KINDS = "works systems logistics trading software media foods energy partners labs".split()
STREETS = "main oak park church mill high station school bridge king queen market garden forest hill lake river".split()


def zipf(words, exponent, offset):
    return [1 / (i + offset) ** exponent for i in range(len(words))]


def family_names(rng, count):
    names, seen = list(FAMILY), set(FAMILY)
    while len(names) < count:
        name = rng.choice(HEAD) + rng.choice(MIDDLE) + rng.choice(TAIL)
        if name not in seen or len(names) > 15000:
            seen.add(name)
            names.append(name if rng.random() < 0.5 else name + rng.choice("aeiou"))
    return names


def typo(rng, word):
    if len(word) < 4:
        return word
    i = rng.randrange(1, len(word) - 1)
    return rng.choice([word[:i] + word[i + 1:], word[:i] + word[i] + word[i:], word[:i] + word[i + 1] + word[i] + word[i + 2:]])


TAKEN = set()


def mail(rng, given, family, domain):
    """An address nobody else has."""
    while (address := draw(rng, given, family, domain)).replace(".", "") in TAKEN:
        domain = domain if rng.random() < .5 else f"{rng.choice(HEAD)}{rng.randrange(10000)}.example"
    TAKEN.add(address.replace(".", ""))
    return address


def draw(rng, given, family, domain):
    local = rng.choices([f"{given}.{family}", f"{given[0]}{family}", f"{given}{family}", f"{family}{given[0]}", given, f"{given}{rng.randrange(100)}"],
                        [40, 20, 15, 8, 7, 10])[0]
    return f"{local}@{domain}"


def person(rng, number, given, family):
    firm = f"{rng.choice(FIRMS)}{rng.choice(KINDS)}{rng.randrange(400)}"
    return dict(cluster=number, given=given, family=family, firm=firm, work=mail(rng, given, family, firm + ".example"),
                home=mail(rng, given, family, rng.choice(["gmail.com", "outlook.com", "gmx.de", f"{family}{rng.randrange(1000)}.example"])),
                phone=f"+44 7{rng.randrange(10**8, 10**9)}", number=rng.randrange(1, 200), street=rng.choice(STREETS) + " street",
                town=rng.choice(HEAD) + rng.choice(TAIL), postcode=rng.randrange(10000, 99999),
                birth=f"{rng.randrange(1945, 2004)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}")


def record(rng, who, style):
    given, family = who["given"], who["family"]
    if style == 1 and given in SHORT: given = SHORT[given]
    if style == 2: given = given[0] + "."
    if style == 3: family = typo(rng, family)
    row = dict(given_name=given.title(), surname=family.title(), name="", email="", phone="", street_number="", address_1="", suburb="", postcode="", birth_date="", organisation="")
    for field, chance in (("work", .45), ("home", .45)):
        if rng.random() < chance: row["email"] = who[field]
    if rng.random() < .5: row["phone"] = who["phone"]
    if rng.random() < .4: row["organisation"] = who["firm"]
    if rng.random() < .25:
        row.update(street_number=who["number"], address_1=who["street"].title(), suburb=who["town"].title(), postcode=who["postcode"])
    if rng.random() < .15: row["birth_date"] = who["birth"]
    if rng.random() < .3: row.update(name=f"{row['given_name']} {row['surname']}", given_name="", surname="")
    return row


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("records", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", default="-")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    families = family_names(rng, 20000)
    family_weights, given_weights = zipf(families, 0.75, 12), zipf(GIVEN, 0.55, 3)
    rows, number = [], 0
    while len(rows) < args.records:
        number += 1
        who = person(rng, f"p{number}", rng.choices(GIVEN, given_weights)[0], rng.choices(families, family_weights)[0])
        people = [who]
        if rng.random() < .04:  # a spouse at the same address
            number += 1
            other = person(rng, f"p{number}", rng.choice(GIVEN), who["family"])
            other.update({k: who[k] for k in ("number", "street", "town", "postcode")})
            if other["given"] != who["given"]: people.append(other)
        for one in people:
            for i in range(rng.choices([1, 2, 3, 4], [60, 25, 10, 5])[0]):
                rows.append((one["cluster"], record(rng, one, rng.choices([0, 1, 2, 3], [80, 7, 6, 7])[0] if i else 0)))
    rng.shuffle(rows)
    out = sys.stdout if args.out == "-" else open(args.out, "w", newline="")
    writer = csv.DictWriter(out, ["record_id", "cluster", "curated"] + list(rows[0][1]))
    writer.writeheader()
    for i, (cluster, row) in enumerate(rows[:args.records]):
        writer.writerow(dict(record_id=f"r{i}", cluster=cluster, curated=1, **row))


if __name__ == "__main__":
    main()
