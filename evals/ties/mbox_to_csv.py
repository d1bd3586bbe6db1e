"""An mbox as the encounters CSV that `cardcase ties` reads: one line `time,from,to` per mail.

    python3 mbox_to_csv.py FILE.mbox > FILE.csv

Lists and machines (List-Id, Auto-Submitted other than "no", Precedence bulk or list) are left out, as the mail reader's
flags would do; a mail without a date is left out too. Only for evals and tests: the product reads mail itself.
"""
import csv
import email.utils
import mailbox
import sys


def automatic(message):
    if message["List-Id"]:
        return True
    if (message["Auto-Submitted"] or "no").strip().lower() != "no":
        return True
    return (message["Precedence"] or "").strip().lower() in ("bulk", "list", "junk")


def addresses(message, *names):
    values = [str(value) for name in names for value in message.get_all(name, [])]
    return [address.lower() for _, address in email.utils.getaddresses(values) if "@" in address]


def rows(path):
    for message in mailbox.mbox(path, create=False):
        if automatic(message):
            continue
        sender = addresses(message, "From")
        recipients = list(dict.fromkeys(addresses(message, "To", "Cc", "Bcc")))
        date = email.utils.parsedate_tz(str(message["Date"] or ""))
        if not sender or not recipients or date is None:
            continue
        yield int(email.utils.mktime_tz(date)), sender[0], recipients


def main():
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["time", "from", "to"])
    for time, sender, recipients in sorted(rows(sys.argv[1])):
        out.writerow([time, sender, ";".join(recipients)])


if __name__ == "__main__":
    main()
