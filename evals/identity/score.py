#!/usr/bin/env python3
"""Judges the records-to-people engine from outside.

    score.py people TRUTH.csv ANSWER.json [--errata people-errata.csv --set git] [--wrong N] [--missed N]
    score.py febrl  DATASET.csv ANSWER.json [--wrong N] [--missed N]

ANSWER is what `cardcase duplicates --json` prints. Reported per tier (`merged`, `suggested`): pairwise precision, recall and F1,
raw and with the errata's `same` rows applied, the recall of hard pairs (true pairs whose folded name and address both differ),
and B-cubed. A predicted pair with different labels is judged only when at least one of its records is curated.
"""
import argparse, collections, csv, itertools, json, unicodedata


def fold(text):
    text = unicodedata.normalize("NFKD", text or "")
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).lower().split())


class Sets:
    """Disjoint sets over labels."""

    def __init__(self):
        self.up = {}

    def find(self, a):
        while self.up.get(a, a) != a:
            a = self.up[a]
        return a

    def join(self, a, b):
        self.up[self.find(a)] = self.find(b)


def read_truth(kind, path):
    rows = [{(k or "").strip(): (v or "").strip() for k, v in r.items()} for r in csv.DictReader(open(path, encoding="utf-8-sig"))]
    truth = collections.OrderedDict()
    for row in rows:
        if kind == "people":
            truth[row["record_id"]] = dict(label=row["cluster"], curated=row["curated"] == "1", name=fold(row["name"]), mail=fold(row["email"]), row=row)
        else:
            key = row.get("rec_id") or row.get("record_id")
            truth[key] = dict(label=key.split("-")[1], curated=True, name="", mail="", row=row)
    return truth


def pairs_of(groups):
    for members in groups.values():
        yield from itertools.combinations(members, 2)


def grouped(truth, key):
    groups = collections.defaultdict(list)
    for record in truth:
        groups[key(record)].append(record)
    return groups


def score(truth, label, cluster):
    """Pairwise figures, the wrong and the missed pairs."""
    true_pairs = {frozenset(p) for p in pairs_of(grouped(truth, label))}
    tp, wrong = set(), []
    for a, b in pairs_of(grouped(truth, cluster)):
        pair = frozenset((a, b))
        if pair in true_pairs:
            tp.add(pair)
        elif truth[a]["curated"] or truth[b]["curated"]:
            wrong.append((a, b))
    missed = [tuple(p) for p in true_pairs - tp]
    precision = len(tp) / max(1, len(tp) + len(wrong))
    recall = len(tp) / max(1, len(true_pairs))
    hard = [p for p in true_pairs if len({(truth[r]["name"]) for r in p}) == 2 and len({truth[r]["mail"] for r in p}) == 2]
    return dict(p=precision, r=recall, f=2 * precision * recall / max(1e-9, precision + recall), wrong=wrong, missed=missed,
                hard=sum(p in tp for p in hard) / len(hard) if hard else None)


def b_cubed(truth, label, cluster):
    by_label, by_cluster = grouped(truth, label), grouped(truth, cluster)
    p = r = 0.0
    for record in truth:
        mine, yours = set(by_cluster[cluster(record)]), set(by_label[label(record)])
        both = len(mine & yours)
        p += both / len(mine)
        r += both / len(yours)
    p, r = p / len(truth), r / len(truth)
    return 2 * p * r / (p + r)


def listed(path, name):
    """The pairs of clusters that the errata speak of, whatever the verdict."""
    return {frozenset((r["cluster_a"], r["cluster_b"])) for r in csv.DictReader(open(path)) if r["set"] == name} if path else set()


def show(truth, evidence, pairs, count, title):
    for a, b in sorted(pairs)[:count]:
        why = evidence.get(frozenset((a, b)))
        told = " ".join(f"{e['signal']}={e['bits']:.1f}" for e in why["evidence"]) if why else "-"
        ra, rb = (" | ".join(v for k, v in truth[x]["row"].items() if k not in ("record_id", "curated")) for x in (a, b))
        print(f"  {title} {a} {b}\n      {ra}\n      {rb}\n      {why['bits'] if why else ''} {told}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=["people", "febrl"])
    parser.add_argument("truth")
    parser.add_argument("answer")
    parser.add_argument("--errata")
    parser.add_argument("--set")
    parser.add_argument("--wrong", type=int, default=0)
    parser.add_argument("--judge", action="store_true", help="print the merges that the labels call wrong and the errata do not list")
    parser.add_argument("--missed", type=int, default=0)
    parser.add_argument("--tier", default="suggested")
    parser.add_argument("--shuffle", action="store_true")
    args = parser.parse_args()
    truth = read_truth(args.kind, args.truth)
    answer = json.load(open(args.answer))
    found = {r["id"]: r for r in answer["records"]}
    missing = [r for r in truth if r not in found]
    if missing:
        raise SystemExit(f"{len(missing)} records are missing in the answer, the first is {missing[0]}")
    evidence = {frozenset((p["a"], p["b"])): p for p in answer["pairs"]}
    raw = lambda r: truth[r]["label"]
    amended = raw
    if args.errata:
        sets = Sets()
        for row in csv.DictReader(open(args.errata)):
            if row["set"] == args.set and row["verdict"] == "same":
                sets.join(row["cluster_a"], row["cluster_b"])
        amended = lambda r: sets.find(truth[r]["label"])
    for tier in ("merged", "suggested"):
        cluster = lambda r: found[r][tier]
        a, b = score(truth, raw, cluster), score(truth, amended, cluster)
        hard = "" if a["hard"] is None else f" hard {a['hard']:.3f}"
        if args.kind == "febrl":
            hard = ""
        extra = f" | errata P {b['p']:.4f} R {b['r']:.4f} F1 {b['f']:.4f}" if args.errata else ""
        print(f"{tier:9} P {a['p']:.4f} R {a['r']:.4f} F1 {a['f']:.4f}{extra}{hard} B3 {b_cubed(truth, amended, cluster):.4f}  wrong {len(b['wrong'])} missed {len(b['missed'])}")
        if tier == "merged" and args.judge:
            known = listed(args.errata, args.set)
            open_ = [p for p in b["wrong"] if frozenset(truth[r]["label"] for r in p) not in known]
            print(f"          {len(open_)} pairs merged unasked that the labels call wrong and the errata do not list, for a reader to judge:")
            for x, y in sorted(open_):
                told = evidence.get(frozenset((x, y)))
                why = "; ".join(e["text"] for e in told["evidence"] if e["bits"] > 0) if told else "over others of the cluster"
                names = [f"{truth[r]['row'].get('name', '')} <{truth[r]['row'].get('email', '')}> [{truth[r]['label']}]" for r in (x, y)]
                print(f"          {x} {y}  {names[0]} | {names[1]}  ({why})")
        if tier == args.tier:
            if args.shuffle:
                import random
                random.Random(3).shuffle(b["wrong"]); random.Random(3).shuffle(b["missed"])
            show(truth, evidence, b["wrong"], args.wrong, "WRONG")
            show(truth, evidence, b["missed"], args.missed, "MISSED")


if __name__ == "__main__":
    main()
