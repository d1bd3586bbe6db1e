"""An independent small reader of vCards, for judging: it shares no code with the program and keeps to what the standards and common
writers say. It yields, for each card, its content lines as (group, name, parameters, value) with transfer coding and escapes resolved."""
import base64
import quopri
import re

LISTS = {"NICKNAME", "CATEGORIES"}
STRUCTURED = {"N", "ADR", "ORG", "GENDER"}
HEAD = re.compile(rb"^((?:[A-Za-z0-9_-]+\.)*)([A-Za-z0-9_/*+-]+(?: [A-Za-z0-9-]+)*) *(?=[;:])")
BARE = {"QUOTED-PRINTABLE": "ENCODING", "BASE64": "ENCODING", "8BIT": "ENCODING", "7BIT": "ENCODING", "INLINE": "VALUE", "URL": "VALUE", "B": "ENCODING", "CID": "VALUE", "CONTENT-ID": "VALUE"}


def text_of(data):
    if data[:3] == b"\xef\xbb\xbf":
        return data[3:]
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data[:2] == mark:
            return data[2:].decode(codec, "replace").encode()
    head = data[:200]
    if len(head) > 8 and head[1::2].count(0) > len(head) // 4:
        return data.decode("utf-16-le", "replace").encode()
    if len(head) > 8 and head[0::2].count(0) > len(head) // 4:
        return data.decode("utf-16-be", "replace").encode()
    return data


def physical(data):
    return re.split(rb"\r+\n|\n|\r", data)


def has(params, *words):
    return any(w in params.upper() for w in words)


def logical(lines):
    """Joins folded lines, soft breaks and blocks of Base64."""
    out = []
    i = 0
    while i < len(lines):
        line = lines[i]
        i += 1
        head = line.split(b":", 1)[0]
        if b";" in head and b"QUOTED-PRINTABLE" in head.upper() and b":" in line:
            text = line
            while True:
                if text.rstrip(b" \t").endswith(b"="):
                    text = text.rstrip(b" \t")[:-1]
                    while i < len(lines) and lines[i] == b"":
                        i += 1
                    if i >= len(lines) or lines[i].strip().upper() == b"END:VCARD":
                        break
                    text += lines[i]
                    i += 1
                elif i < len(lines) and lines[i][:1] in (b" ", b"\t"):
                    text += lines[i][1:]
                    i += 1
                else:
                    break
            out.append(text)
            continue
        text = line
        coded = re.search(rb";(ENCODING=)?(B|BASE64)\b", head.upper()) and b":" in line
        while i < len(lines):
            nxt = lines[i]
            if nxt[:1] in (b" ", b"\t"):
                text += nxt[1:]
            elif coded and nxt and b":" not in nxt:
                text += nxt
            elif nxt and text and not HEAD.match(nxt) and b":" in text:
                text += b"\\n" + nxt
            else:
                break
            i += 1
        out.append(text)
    return out


def split_outside_quotes(data, mark):
    out, quoted, start, i = [], False, 0, 0
    while i < len(data):
        c = data[i : i + 1]
        if c == b'"':
            quoted = not quoted
        elif c == b"\\" and data[i + 1 : i + 2] == mark:
            i += 1
        elif c == mark and not quoted:
            out.append(data[start:i])
            start = i + 1
        i += 1
    out.append(data[start:])
    return out


def decode(data, charset):
    if charset:
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def unescape(text):
    return re.sub(r"\\([nN,;:\\])", lambda m: "\n" if m.group(1) in "nN" else m.group(1), text)


def pieces(text, mark):
    out, start, i = [], 0, 0
    while i < len(text):
        if text[i] == "\\":
            i += 2
            continue
        if text[i] == mark:
            out.append(text[start:i])
            start = i + 1
        i += 1
    out.append(text[start:])
    return out


def caret(text):
    return re.sub(r"\^([n'^])", lambda m: {"n": "\n", "'": '"', "^": "^"}[m.group(1)], text)


def parse_line(line, version, charset_of_card):
    head = HEAD.match(line)
    if not head:
        return None
    group = head.group(1).rstrip(b".").decode()
    name = head.group(2).decode().upper()
    parts = split_outside_quotes(line[head.end(2) :].lstrip(b" "), b":")
    if len(parts) < 2:
        parts = line[head.end(2) :].split(b":", 1)
        if len(parts) < 2:
            return None
    raw_params = parts[0]
    raw = line[head.end(2) :].lstrip(b" ")[len(raw_params) + 1 :]
    params = {}
    for piece in split_outside_quotes(raw_params, b";"):
        piece = piece.strip()
        if not piece:
            continue
        key, eq, value = piece.partition(b"=")
        if not eq:
            word = decode(piece, None)
            key, value = BARE.get(word.upper(), "TYPE").encode(), piece
        values = []
        for v in split_outside_quotes(value, b","):
            v = caret(decode(v, None))
            if len(v) > 1 and v[0] == v[-1] == '"':
                v = v[1:-1]
            values += v.split(",") if key.upper() == b"TYPE" else [v]
        params.setdefault(decode(key, None).strip().upper(), []).extend(values)
    encoding = (params.pop("ENCODING", [""]) or [""])[0].upper()
    charset = (params.pop("CHARSET", [None]) or [None])[0]
    if encoding in ("B", "BASE64"):
        try:
            return group, name, params, ("bytes", base64.b64decode(re.sub(rb"\s", b"", raw), validate=True))
        except ValueError:
            return group, name, params, ("text", decode(re.sub(rb"\s", b"", raw), None))
    if encoding == "QUOTED-PRINTABLE":
        raw = quopri.decodestring(raw)
    try:
        raw.decode("utf-8")
        text = decode(raw, charset) if encoding == "QUOTED-PRINTABLE" else raw.decode("utf-8")
    except UnicodeDecodeError:
        text = decode(raw, charset or charset_of_card)
    text = re.sub(r"\r\n|\r|\n", r"\\n", text)
    if text[:5].lower() == "data:" and ";base64" in text[:80].lower():
        try:
            return group, name, params, ("bytes", base64.b64decode(text.split(",", 1)[1], validate=True))
        except (ValueError, IndexError):
            pass
    if name in STRUCTURED:
        if version == "2.1":
            return group, name, params, ("parts", [[unescape(p)] for p in pieces(text, ";")])
        return group, name, params, ("parts", [[unescape(v) for v in pieces(p, ",")] for p in pieces(text, ";")])
    if name in LISTS:
        return group, name, params, ("list", [unescape(v) for v in pieces(text, ",")])
    return group, name, params, ("text", unescape(text))


def cards(data):
    """Yields (version, [line ...]) for each card."""
    out, current, depth = [], None, 0
    for line in logical(physical(text_of(data))):
        word = line.strip().upper().replace(b" ", b"")
        if word == b"BEGIN:VCARD":
            if current is not None and current and current[-1].upper().split(b":")[0].split(b";")[0] == b"AGENT" and current[-1].rstrip().endswith(b":"):
                depth += 1
                current[-1] += b" "
            elif depth == 0:
                if current is not None:
                    out.append(current)
                current = []
            continue
        if word == b"END:VCARD":
            if depth:
                depth -= 1
            elif current is not None:
                out.append(current)
                current = None
            continue
        if current is not None and depth == 0:
            current.append(line)
    if current is not None:
        out.append(current)
    for lines in out:
        version = next((l.split(b":", 1)[1].strip().decode("latin1") for l in lines if l.upper().startswith(b"VERSION")), "")
        named = re.findall(rb"CHARSET=\"?([A-Za-z0-9_-]+)", b"\n".join(l.split(b":", 1)[0].upper() for l in lines))
        charset = next((c.decode() for c in named if c not in (b"UTF-8", b"US-ASCII")), None)
        parsed = [parse_line(l, version, charset) for l in lines]
        yield version, [p for p in parsed if p and p[1] != "VERSION"]
