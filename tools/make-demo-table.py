#!/usr/bin/env python3
"""Writes Sources/CResources/demo.h: the demo's files, embedded. Run it after adding a file to Sources/Acts/Resources/demo."""
import os
root = "Sources/Acts/Resources/demo"
files = sorted(os.path.relpath(os.path.join(d, f), root) for d, _, fs in os.walk(root) for f in fs)
out = ["/* Written by tools/make-demo-table.py: the files of the demo, embedded. */", "#pragma once", ""]
for i, f in enumerate(files):
    out.append(f'static const unsigned char demo_{i}[] = {{\n#embed "../Acts/Resources/demo/{f}"\n}};')
out += ["", "#define DEMO_ROWS \\"]
out += [f'  {{"demo/{f}", demo_{i}, sizeof demo_{i}}}, \\' for i, f in enumerate(files)]
out += ["", ""]
open("Sources/CResources/demo.h", "w").write("\n".join(out))
