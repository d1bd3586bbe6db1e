#!/usr/bin/env bash
# Speed beside named outside programs on the same input: CPU seconds and peak memory. Files are made here and removed.
# Usage: evals/bench.sh PROGRAM DATA
set -u
program=$(realpath "$1")
data=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TIMEFORMAT='  %U user + %S system s'

echo "== start"
for _ in 1 2 3; do time "$program" --version >/dev/null; done

echo "== storage"
python3 "$here/storage.py" "$program"

echo "== cards: 100,000 cards, 5,001 photos"
python3 "$here/cards/generate.py" "$work/cards.vcf" >/dev/null
echo "import --look"
time "$program" import --look --json "$work/cards.vcf" >/dev/null
echo "convert --rewrite"
time "$program" convert --rewrite "$work/cards.vcf" "$work/out.vcf" >/dev/null
if python3 -c 'import vobject' 2>/dev/null; then
  echo "Python vobject, reading"
  time python3 -c 'import sys, vobject; print(sum(1 for _ in vobject.readComponents(open(sys.argv[1], encoding="utf-8"))))' "$work/cards.vcf"
fi

if [ -d "$data/mail" ]; then
  echo "== mail: 150 MB of small mails, 900 MB with attachments"
  python3 "$here/mail/make_bench.py" small 150 "$work/small.mbox" "$data"/mail/enron/*.mbox
  python3 "$here/mail/make_bench.py" big 900 "$work/big.mbox"
  gmime=""
  if pkg-config --exists gmime-3.0 2>/dev/null; then
    # shellcheck disable=SC2046
    cc -O2 -o "$work/gmime" "$here/mail/gmime_count.c" $(pkg-config --cflags --libs gmime-3.0) && gmime="--gmime $work/gmime"
  fi
  # shellcheck disable=SC2086
  python3 "$here/mail/bench.py" "$program" "$work/small.mbox" "$work/big.mbox" $gmime
fi

echo "== linkage: made-up books"
splink=""
if python3 -c 'import splink, pandas' 2>/dev/null; then splink="--splink"; else echo "splink is not installed (pip install splink pandas): left out"; fi
# shellcheck disable=SC2086
python3 "$here/identity/bench.py" "$program" $splink
