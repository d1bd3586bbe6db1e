"""What the ranker knows of a person: the same numbers, by the same definitions, as Sources/Ties/TieFeatures.swift.

`age` is in whole civil days (UTC) from a mail to the day asked about; `n` is the number of recipients of a mail.
A mail of the owner to more than CROWD people adds its share 1/n and nothing else: it tells neither recency nor days in touch.
Every feature is 0 for somebody with whom there was nothing.
"""
import math

from graph import DAY

CROWD = 20

NAMES = [
    "sent90", "received90", "together30", "togetherRecent90", "days30", "recent365", "sentRecent365", "mutualWeeks", "oneSided", "unanswered",
]


class Tally:
    __slots__ = (
        "sent90", "received90", "together30", "sentLong", "receivedLong", "sent", "received", "last", "lastSent", "lastTogether",
        "days", "lastDay", "aloneWeeks", "aloneWeek", "receivedWeeks", "receivedWeek",
    )

    def __init__(self):
        for name in self.__slots__:
            setattr(self, name, 0)
        self.last = self.lastSent = self.lastTogether = self.lastDay = self.aloneWeek = self.receivedWeek = None


def fade(age, half_life):
    return 0.5 ** (age / half_life)


def tallies(owner, mails, cut):
    """Sums over the mails (oldest first) of each person in them."""
    people = {}
    today = cut // DAY

    def of(person):
        if person not in people:
            people[person] = Tally()
        return people[person]

    def touched(person, age):
        person.last = age
        if age <= 30 and age != person.lastDay:
            person.days += 1
            person.lastDay = age

    for mail in mails:
        age = today - mail.time // DAY
        n = len(mail.recipients)
        if mail.sender == owner:
            for receiver in set(mail.recipients) - {owner}:
                person = of(receiver)
                person.sent90 += fade(age, 90) / n
                person.sentLong += fade(age, 3650) / n
                person.sent += 1
                if n > CROWD:
                    continue
                person.lastSent = age
                touched(person, age)
                if n == 1 and age // 7 != person.aloneWeek:
                    person.aloneWeeks += 1
                    person.aloneWeek = age // 7
        else:
            person = of(mail.sender)
            person.received90 += fade(age, 90) / n
            person.receivedLong += fade(age, 3650) / n
            person.received += 1
            touched(person, age)
            if age // 7 != person.receivedWeek:
                person.receivedWeeks += 1
                person.receivedWeek = age // 7
            for receiver in set(mail.recipients) - {owner, mail.sender}:
                other = of(receiver)
                other.together30 += fade(age, 30) / n
                other.lastTogether = age
    return people


def recency(age, half_life):
    return 0.0 if age is None else fade(age, half_life)


def features(tally):
    """The features by name."""
    log = math.log1p
    return {
        "sent90": log(3 * tally.sent90),
        "received90": log(3 * tally.received90),
        "together30": log(3 * tally.together30),
        "togetherRecent90": recency(tally.lastTogether, 90),
        "days30": log(tally.days),
        "recent365": recency(tally.last, 365),
        "sentRecent365": recency(tally.lastSent, 365),
        "mutualWeeks": log(min(tally.aloneWeeks, tally.receivedWeeks)),
        "oneSided": log(max(0, tally.receivedLong - 2 * tally.sentLong)),
        "unanswered": log(max(0, tally.received - 6 * tally.sent - 6)),
    }
