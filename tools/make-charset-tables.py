#!/usr/bin/env python3
"""Writes Sources/Scan/CharsetTables.swift: the upper halves of the single-byte code pages, as the standards define them."""
pages = ["cp1250","cp1251","cp1252","cp1253","cp1254","cp1255","cp1256","cp1257","cp1258","cp437","cp850","cp852","cp866",
  "iso8859_2","iso8859_3","iso8859_4","iso8859_5","iso8859_6","iso8859_7","iso8859_8","iso8859_9","iso8859_10","iso8859_13",
  "iso8859_14","iso8859_15","iso8859_16","koi8_r","koi8_u","mac_roman","tis_620"]
print("// Written by tools/make-charset-tables.py. Each string holds the 128 characters of the bytes 0x80 to 0xFF.\n")
print("/// The upper halves of single-byte code pages; a byte without a meaning is U+FFFD.")
print("enum CharsetTables {")
print("  static let pages: [String: String] = [")
for page in pages:
    chars = []
    for b in range(128, 256):
        try: c = bytes([b]).decode(page)
        except UnicodeDecodeError:
            c = chr(b) if page == "cp1252" else "\ufffd"
        chars.append("\\u{%X}" % ord(c))
    text = "".join(chars)
    print(f'    "{page}":')
    for i in range(0, 128, 16):
        row = "".join(chars[i:i+16])
        print(f'      {"  + " if i else ""}"{row}"' + ("," if i == 112 else ""))
print("  ]")
print("}")
