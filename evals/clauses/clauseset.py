"""What the clause scripts share: the labelled paragraphs, the kinds, and the program asked from outside."""
import collections
import json
import os
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor

KINDS = (
    "non_compete non_solicit_customers non_solicit_employees no_service confidentiality return_of_property contacts_carve_out social_media "
    "ip_assignment outside_activities acceptable_use garden_leave notice non_disparagement notice_to_new_employer survival "
    "liquidated_damages injunctive_relief choice_of_law blue_pencil tolling whistleblower_notice"
).split()


def documents(path):
    """The documents of a labelled file, in order, each a list of paragraphs in order."""
    found = collections.OrderedDict()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found.setdefault(row["doc"], []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: row["n"])
    return found


def ask(program, texts):
    """What the program says of each document, a list of paragraph texts: the answers of `clauses FILE --json --all`."""
    with tempfile.TemporaryDirectory() as folder:

        def one(item):
            number, paragraphs = item
            path = os.path.join(folder, f"{number}.txt")
            with open(path, "w", encoding="utf-8") as out:
                out.write("\n\n".join(" ".join(text.split()) for text in paragraphs) + "\n")
            done = subprocess.run(program.split() + ["clauses", path, "--json", "--all"], capture_output=True, check=True)
            answer = json.loads(done.stdout)
            assert answer["paragraphs"] == len(paragraphs), (path, answer["paragraphs"], len(paragraphs))
            return answer

        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(one, enumerate(texts)))


def measures(right, extra, missed):
    """Precision, recall and F1."""
    precision = right / max(1, right + extra)
    recall = right / max(1, right + missed)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
