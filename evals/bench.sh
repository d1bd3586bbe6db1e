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

echo "== cards: 100,000 cards, 5,001 photos (asked: import --dry-run 1.0 CPU s and 64 MB, convert --rewrite 2.0 CPU s)"
measure() { /usr/bin/time -f '  %U user + %S system s, %M kB' "$@" >/dev/null; }
python3 "$here/cards/generate.py" "$work/cards.vcf"
ls -l "$work/cards.vcf" | awk '{ printf "  %.1f MB\n", $5 / 1e6 }'
"$program" init --vault "$work/bench.cardcase" --no-witness >/dev/null
echo "import --dry-run"
measure "$program" import --dry-run --json --vault "$work/bench.cardcase" "$work/cards.vcf"
echo "import --look"
measure "$program" import --look --json --vault "$work/none.cardcase" "$work/cards.vcf"
echo "convert --rewrite"
measure "$program" convert --rewrite "$work/cards.vcf" "$work/out.vcf"
# Peers on the same file. vobject comes from PyPI into a folder that is removed; Evolution's reader from libebook-contacts1.2-dev.
python3 -c 'import vobject' 2>/dev/null || python3 -m pip install -q --disable-pip-version-check --target "$work/peers" vobject 2>/dev/null
export PYTHONPATH="$work/peers${PYTHONPATH:+:$PYTHONPATH}"
if python3 -c 'import vobject' 2>/dev/null; then
  echo "Python vobject, reading the first 5,000 of them (times 20 for all)"
  python3 "$here/cards/generate.py" "$work/few.vcf" 5000
  measure python3 -c 'import sys, vobject; print(sum(1 for _ in vobject.readComponents(open(sys.argv[1], encoding="utf-8"))))' "$work/few.vcf"
else
  echo "Python vobject is not installed and could not be fetched (pip install vobject): not measured"
fi
if pkg-config --exists libebook-contacts-1.2 2>/dev/null; then
  # shellcheck disable=SC2046
  cc -O2 -o "$work/evolution" "$here/cards/evolution_read.c" $(pkg-config --cflags --libs libebook-contacts-1.2) && {
    echo "Evolution's reader (libebook-contacts), reading; then reading and writing"
    measure "$work/evolution" "$work/cards.vcf"
    measure "$work/evolution" "$work/cards.vcf" "$work/evolution.vcf"
  }
else
  echo "Evolution's reader is not installed (libebook-contacts1.2-dev): not measured"
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
  rm -f "$work/small.mbox" "$work/big.mbox"
  echo "== mail: archives of 0.5, 1 and 2 million mails (asked: under 512 MB, time growing as the archive does)"
  python3 "$here/mail/growth.py" "$program" "$work" "$data"/mail/enron/*.mbox
fi

echo "== linkage: made-up books"
splink=""
if python3 -c 'import splink, pandas' 2>/dev/null; then splink="--splink"; else echo "splink is not installed (pip install splink pandas): left out"; fi
# shellcheck disable=SC2086
python3 "$here/identity/bench.py" "$program" $splink
