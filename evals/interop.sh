#!/usr/bin/env bash
# Outside programs on what Cardcase writes. Usage: evals/interop.sh PROGRAM
set -eu
program=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CARDCASE_VAULT=$work/v.cardcase XDG_STATE_HOME=$work/state
"$program" init --name "Robin Ashford" --address robin@ashford.example --no-witness >/dev/null
"$program" add "Ada Byron" email=ada@byron.example >/dev/null

echo "openssl and ssh-keygen on a checkpoint of the ledger"
"$program" ledger checkpoint --json >checkpoint.json
python3 - <<'P'
import base64, json
made = json.load(open("checkpoint.json"))
text = made["note"].split("\n\n")[0] + "\n"
open("checkpoint.txt", "w").write(text)
open("public.pem", "w").write(made["public_key"])
open("signature.ssh", "w").write(made["ssh_signature"])
open("signers", "w").write(made["ssh_key"])
line = made["note"].split("\n\n")[1].split()
open("signature.raw", "wb").write(base64.b64decode(line[2])[4:])
P
openssl pkeyutl -verify -pubin -inkey public.pem -rawin -in checkpoint.txt -sigfile signature.raw
ssh-keygen -Y verify -f signers -I cardcase -n cardcase-checkpoint -s signature.ssh <checkpoint.txt

echo "Python's csv on an exported table"
"$program" export people.csv
python3 -c 'import csv; rows = list(csv.DictReader(open("people.csv", encoding="utf-8"))); assert rows[0]["First Name"] or rows[0]["File As"], rows; print(len(rows), "row")'
echo "sqlite3 on the vault's file"
sqlite3 "file:$CARDCASE_VAULT/mine.sqlite?mode=ro&immutable=1" "pragma integrity_check"
