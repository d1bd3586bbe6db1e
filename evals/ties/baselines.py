"""The rankers of other programs, on the same cases. Ties: more mails sent, then more received, then the smaller number.

Each takes a case and returns everybody in the owner's mail, best first.
"""
import collections
import math

from graph import DAY, everybody


def ordered(case, score):
    sent, received = counts(case)
    return sorted(everybody(case), key=lambda p: (-score.get(p, 0), -sent[p], -received[p], p))


def counts(case):
    sent, received = collections.Counter(), collections.Counter()
    for mail in case.past:
        if mail.sender == case.owner:
            sent.update(r for r in mail.recipients if r != case.owner)
        else:
            received[mail.sender] += 1
    return sent, received


def all_roles(case):
    """notmuch's count: every From, To and Cc of the owner's mail."""
    score = collections.Counter()
    for mail in case.past:
        score.update([mail.sender, *mail.recipients])
    # Equal counts stay in the order of the people's numbers, as in a count without a second key.
    return sorted(everybody(case), key=lambda p: (-score[p], p))


def mu(case):
    """mu's order: seen in the last 15 days first, then how often."""
    score, last = collections.Counter(), {}
    for mail in case.past:
        for person in {mail.sender, *mail.recipients}:
            score[person] += 1
            last[person] = mail.time
    return sorted(everybody(case), key=lambda p: (case.cut - last[p] >= 15 * DAY, -score[p], p))


def interactions_rank(case):
    """Google's Interactions Rank (Roth et al. 2010): half-life of a week, what the owner sent counts five times."""
    score = collections.Counter()
    for mail in case.past:
        weight = 0.5 ** ((case.cut - mail.time) / DAY / 7)
        mine = mail.sender == case.owner
        if not mine:
            score[mail.sender] += weight
        for person in mail.recipients:
            if person != case.owner:
                score[person] += 5 * weight if mine else weight
    return sorted(everybody(case), key=lambda p: (-score[p], p))


def sent_count(case):
    """Thunderbird's popularity: how often the owner wrote to them."""
    return ordered(case, counts(case)[0])


def frecency(case):
    """Mails to and from, each fading with a half-life of 90 days."""
    score = collections.Counter()
    for mail in case.past:
        weight = 0.5 ** ((case.cut - mail.time) / DAY / 90)
        for person in mail.recipients if mail.sender == case.owner else [mail.sender]:
            if person != case.owner:
                score[person] += weight
    return ordered(case, score)


def two_roots(case):
    """1.5 * sqrt(S) + sqrt(R); S, R = sums of 0.5 ** (age / 90 days) / sqrt(recipients)."""
    sent, received = collections.Counter(), collections.Counter()
    for mail in case.past:
        weight = 0.5 ** ((case.cut - mail.time) / DAY / 90) / math.sqrt(len(mail.recipients))
        if mail.sender == case.owner:
            for person in mail.recipients:
                sent[person] += weight
        else:
            received[mail.sender] += weight
    return ordered(case, {p: 1.5 * math.sqrt(sent[p]) + math.sqrt(received[p]) for p in {*sent, *received}})


def oracle(case):
    return sorted(everybody(case), key=lambda p: -case.gains.get(p, 0))


BASELINES = {
    "mu's order": mu,
    "all roles (notmuch's count)": all_roles,
    "Interactions Rank, 7 days": interactions_rank,
    "sent count (Thunderbird)": sent_count,
    "frecency, 90 days": frecency,
    "1.5*sqrt(S)+sqrt(R), 90 days": two_roots,
    "oracle (knows the future)": oracle,
}
