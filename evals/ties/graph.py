"""The protocol: a mailbox is cut at day T, people are ranked by the mail before T, and the next 180 days judge.

Who counts: the people with whom the owner then exchanges mail both ways, or to whom the owner writes alone.
Gain of such a person: log2(1 + sum of 1/recipients) over the mails between the two. Measures: P@12 (hits / 12) and NDCG@12
(the ideal order is made from everybody who counts, newcomers too), mean per owner first, then over owners.
A case needs at least 40 mails before T, 10 of them written by the owner, and 3 people who count.
"""
import collections
import datetime
import math
import os

DAY = 86_400
HORIZON = 180
TOP = 12
DISCOUNT = [1 / math.log2(i + 2) for i in range(TOP)]


def stamp(year, month, day=1):
    return int(datetime.datetime(year, month, day, tzinfo=datetime.timezone.utc).timestamp())


#: The cuts at which rankers are judged.
CUTS = [stamp(2000, 12)] + [stamp(2001, month) for month in (2, 4, 6, 8, 10)]
#: The cuts from which weights are learned: every month, owners with little mail too.
TRAINING_CUTS = sorted({stamp(2000, m) for m in range(3, 13)} | {stamp(2001, m) for m in range(1, 13)} | {stamp(2002, 1)})

Mail = collections.namedtuple("Mail", "time sender recipients")
Case = collections.namedtuple("Case", "owner cut judged past gains")


class Graph:
    """Who wrote to whom when: the tables of a folder like enron-graph."""

    def __init__(self, folder):
        path = lambda name: os.path.join(folder, name)
        with open(path("visible-owners.txt")) as lines:
            self.owners = [int(line) for line in lines if line.strip()]
        mails = {}
        with open(path("messages.tsv"), encoding="utf-8", errors="replace") as lines:
            for line in lines:
                fields = line.rstrip("\n").split("\t")
                mails[int(fields[0])] = Mail(int(fields[2]), int(fields[4]), [])
        with open(path("recipients.tsv")) as lines:
            for line in lines:
                mail, _, receiver = map(int, line.split())
                mails[mail].recipients.append(receiver)
        ordered = sorted(mails.values(), key=lambda mail: mail.time)
        self.boxes = {owner: [m for m in ordered if self.concerns(m, owner)] for owner in self.owners}

    @staticmethod
    def concerns(mail, owner):
        if mail.sender == owner:
            return any(receiver != owner for receiver in mail.recipients)
        return owner in mail.recipients

    def case(self, owner, cut):
        box = self.boxes[owner]
        past = [m for m in box if m.time < cut]
        gains = future_gains(owner, [m for m in box if cut <= m.time < cut + HORIZON * DAY])
        sent = sum(m.sender == owner for m in past)
        return Case(owner, cut, cut in CUTS and len(past) >= 40 and sent >= 10 and len(gains) >= 3, past, gains)

    def judged(self):
        cases = (self.case(owner, cut) for owner in self.owners for cut in CUTS)
        return [case for case in cases if case.judged]

    def training(self):
        cases = (self.case(owner, cut) for owner in self.owners for cut in TRAINING_CUTS)
        return [case for case in cases if len(case.past) >= 15 and case.gains]


def future_gains(owner, mails):
    sent, received, alone = set(), set(), set()
    weight = collections.Counter()
    for mail in mails:
        share = 1 / len(mail.recipients)
        if mail.sender == owner:
            for receiver in mail.recipients:
                if receiver != owner:
                    sent.add(receiver)
                    weight[receiver] += share
                    if len(mail.recipients) == 1:
                        alone.add(receiver)
        else:
            received.add(mail.sender)
            weight[mail.sender] += share
    return {person: math.log2(1 + weight[person]) for person in weight if person in alone or (person in sent and person in received)}


def measure(order, gains):
    """P@12 and NDCG@12 of an order of people."""
    order = order[:TOP]
    hits = sum(person in gains for person in order) / TOP
    ideal = sum(gain * d for gain, d in zip(sorted(gains.values(), reverse=True), DISCOUNT))
    return hits, sum(gains.get(person, 0) * d for person, d in zip(order, DISCOUNT)) / ideal


def everybody(case):
    """All who took part in the owner's mail before the cut."""
    people = set()
    for mail in case.past:
        people.add(mail.sender)
        people.update(mail.recipients)
    people.discard(case.owner)
    return people
