#!/bin/sh
# Reads lines `CSV ME DAY`, ranks each with the real program, prints one `cardcase.ties/1` document a line.
program=$1
while read -r csv me day; do
  "$program" ties "$csv" --me "$me" --as-of "$day" --limit 12 --json | tr -d '\n'
  echo
done
