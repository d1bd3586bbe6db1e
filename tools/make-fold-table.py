#!/usr/bin/env python3
"""Writes Sources/Scan/FoldTable.swift: how letters are folded to a to z for look-up and comparison (never for display)."""
import unicodedata
special = {"ß":"ss","ẞ":"ss","æ":"ae","Æ":"ae","œ":"oe","Œ":"oe","ø":"o","Ø":"o","ł":"l","Ł":"l","đ":"d","Đ":"d","ð":"d","Ð":"d",
 "þ":"th","Þ":"th","ħ":"h","Ħ":"h","ı":"i","ŋ":"n","Ŋ":"n","ĸ":"k","ŧ":"t","Ŧ":"t","ſ":"s","ƒ":"f","ə":"e","Ə":"e","ɛ":"e","ɔ":"o","ŀ":"l","Ŀ":"l"}
cyr = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџ",
 ["a","b","v","g","d","e","e","zh","z","i","i","k","l","m","n","o","p","r","s","t","u","f","kh","ts","ch","sh","shch","","y","","e","yu","ya","i","i","e","g","u","j","lj","nj","c","dj","dz"]))
gre = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω",["a","v","g","d","e","z","i","th","i","k","l","m","n","x","o","p","r","s","s","t","y","f","ch","ps","o"]))
rows = {}
def fold(c):
    if c in special: return special[c]
    l = c.lower()
    if l in special: return special[l]
    if l in cyr: return cyr[l]
    if l in gre: return gre[l]
    d = unicodedata.normalize("NFKD", c).lower()
    out = ""
    for x in d:
        if unicodedata.combining(x): continue
        if x in special: out += special[x]
        elif x in cyr: out += cyr[x]
        elif x in gre: out += gre[x]
        else: out += x
    return out
ranges = list(range(0xA0,0x250))+list(range(0x370,0x530))+list(range(0x1E00,0x2000))+list(range(0xFF01,0xFF5F))
for cp in ranges:
    c = chr(cp)
    if unicodedata.category(c) in ("Cn",): continue
    f = fold(c)
    if f != c: rows[cp] = f
# one string of entries "char" + folded + "\n"
print("// Written by tools/make-fold-table.py.\n")
print("/// Letters and what they fold to, one `letter=folded` per blank-separated entry.")
print("enum FoldTable {")
print("  static let entries =")
items = ["%X=%s" % (cp, f) for cp, f in rows.items() if all(ord(x) < 0x3000 and x not in ' "\\' for x in f)]
line, lines = "", []
for it in items:
    if len(line) + len(it) + 1 > 120:
        lines.append(line); line = ""
    line += it + " "
lines.append(line)
print('    """')
for i, l in enumerate(lines): print("    " + l.rstrip() + (" \\" if i + 1 < len(lines) else ""))
print('    """')
print("}")
