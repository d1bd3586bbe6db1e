#!/usr/bin/env bash
# Accuracy tables of every engine, from outside, on data that lie beside the repository (or where CARDCASE_DATA says).
# Usage: evals/run.sh PROGRAM DATA
set -u
program=$(realpath "$1")
data=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

title() { printf '\n== %s\n' "$1"; }
judge() { "$@" || failed=1; }
need() { [ -e "$1" ] || { echo "not there: $1"; return 1; }; }

title "Cards: values and parameters kept, by a second lexer"
need "$data/vcards" && judge python3 "$here/cards/compare.py" --tool "$program" "$data/vcards" "$data/exports"
title "Cards: JSContact cases"
need "$data/vcards/calcard-jscontact" && judge python3 "$here/cards/jscontact_cases.py" --tool "$program" "$data/vcards/calcard-jscontact"
title "Intake: records of the leaver, one to one; whose each file is"
need "$data/exports/leaver" && judge python3 "$here/intake/check.py" "$program" "$data/exports/leaver"
title "Intake: a later export gives what changed, not doubles"
need "$data/exports/leaver" && judge python3 "$here/intake/later_export.py" "$program" "$data/exports/leaver"
title "Mail: every address that Python finds"
need "$data/mail" && judge python3 "$here/mail/compare_addresses.py" "$program" "$data"/mail/enron/*.mbox "$data"/mail/spamassassin/*.mbox
title "Ties: judged by the future"
need "$data/mail/enron-graph" && judge python3 "$here/ties/judge.py" "$data/mail/enron-graph" --engine "$here/ties/engine.sh $program"
title "Linkage: one person, however many records"
need "$data/identity/people-git.csv" && judge python3 "$here/identity/run.py" "$program" "$data"
title "Policy: rulings, from input and place alone"
need "$data/policy/cases.yaml" && judge python3 "$here/policy/run.py" --cases "$data/policy/cases.yaml" --tool "$program may"
title "Clauses"
need "$data/policy/clauses_visible.jsonl" && judge python3 "$here/clauses/judge.py" "$data/policy/clauses_visible.jsonl" "$program" --least .85 --recall .90
title "Messages"
need "$data/policy/messages.csv" && judge python3 "$here/messages/judge.py" "$data/policy/messages.csv" "$program" --least .90
title "Clauses and messages written by another hand, which nothing was fitted to"
judge python3 "$here/clauses/judge.py" "$here/clauses/unseen.jsonl" "$program" --least .83
judge python3 "$here/messages/judge.py" "$here/messages/unseen.csv" "$program" --least .80
exit $failed
