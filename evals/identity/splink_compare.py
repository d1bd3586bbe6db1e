#!/usr/bin/env python3
"""Runs splink (PyPI, version 4 or 5, DuckDB) on the same CSV and prints an answer in the shape of `cardcase duplicates --json`.

    splink_compare.py FILE.csv > ANSWER.json

Plain Fellegi-Sunter with expectation maximisation, the settings of splink's own tutorial for people: names by Jaro-Winkler with term
frequencies, the address exactly and by its local part. Needs `pip install splink pandas`; without it the script says so and stops.
"""
import csv, json, sys

try:
    import pandas as pd
    import splink
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
except ImportError as missing:
    raise SystemExit(f"splink is not installed ({missing}); the comparison is left out")

FIELDS = {"given_name": cl.NameComparison, "surname": cl.NameComparison, "email": cl.EmailComparison, "birth_date": cl.ExactMatch,
          "suburb": cl.ExactMatch, "postcode": cl.ExactMatch, "address_1": cl.ExactMatch, "phone": cl.ExactMatch}


def main():
    rows = [{(k or "").strip(): (v or "").strip().lower() or None for k, v in r.items()} for r in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig"))]
    for row in rows:
        row["unique_id"] = row.get("record_id") or row.get("rec_id")
        if row.get("name") and not row.get("surname"):
            words = row["name"].lower().split()
            row["given_name"], row["surname"] = words[0], words[-1] if len(words) > 1 else None
    frame = pd.DataFrame(rows)
    fields = [f for f in FIELDS if f in frame and frame[f].notna().mean() > 0.02]
    settings = SettingsCreator(link_type="dedupe_only", comparisons=[FIELDS[f](f) for f in fields],
                               blocking_rules_to_generate_predictions=[block_on(f) for f in fields])
    table = frame[["unique_id"] + fields]
    api = DuckDBAPI()
    linker = Linker(api.register(table), settings) if splink.__version__ >= "5" else Linker(table, settings, api)
    certain = [block_on(f) for f in ("email", "phone") if f in fields] + ([block_on("given_name", "surname", "birth_date")] if "birth_date" in fields else [])
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for field in [f for f in ("surname", "email", "phone", "postcode") if f in fields]:
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(field))
        except ValueError as trouble:  # a level that no pair of this block shows
            print(f"not trained on pairs of one {field}: {trouble}", file=sys.stderr)
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    found = {}
    for tier, least in (("merged", 0.95), ("suggested", 0.5)):
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, least).as_pandas_dataframe()
        found[tier] = dict(zip(clusters["unique_id"], clusters["cluster_id"]))
    ids = [r["unique_id"] for r in rows]
    print(json.dumps(dict(records=[dict(id=i, merged=found["merged"].get(i, i), suggested=found["suggested"].get(i, i)) for i in ids], pairs=[])))


if __name__ == "__main__":
    main()
