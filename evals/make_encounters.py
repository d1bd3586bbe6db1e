#!/usr/bin/env python3
"""Makes up who wrote to whom: a CSV `time,from,to`. Usage: make_encounters.py ENCOUNTERS PEOPLE OUT.csv"""
import random
import sys

count, people, out = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
random.seed(7)
me = "robin@ashford.example"
with open(out, "w") as file:
    file.write("time,from,to\n")
    for number in range(count):
        # Everybody turns up at least once, a few often.
        other = number if number < people else min(int(random.paretovariate(0.7)), people - 1)
        address = f"person{other}@firm{other % 3000}.example"
        pair = (me, address) if number & 1 else (address, me)
        third = f";person{random.randrange(people)}@firm{random.randrange(3000)}.example" if number % 9 == 0 else ""
        file.write(f"{1_400_000_000 + number * 300},{pair[0]},{pair[1]}{third}\n")
