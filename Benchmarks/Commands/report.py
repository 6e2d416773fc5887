"""The tables of a run: printed, and written as a document."""

import os
import platform
import re
import time

TABLES = []


def table(title, head, rows):
    TABLES.append((title, head, rows))
    print(f"\n{title}")
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    for row in [head, *rows]:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        print("  " + "  ".join(cells))


def machine():
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            match = re.search(r"model name\s*:\s*(.+)", file.read())
        model = match.group(1) if match else model
    except OSError:
        pass
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"


def write_document(path):
    lines = [
        "# Benchmarks",
        "",
        "Written by `Scripts/bench --write` (`make bench` only prints). Absolute values differ between",
        "machines and moments; what counts is the ratio to a peer measured in the same run.",
        "",
        f"Machine: {machine()}, {time.strftime('%Y-%m-%d')}.",
    ]
    for title, head, rows in TABLES:
        lines += ["", f"## {title}", "", "| " + " | ".join(head) + " |"]
        lines.append("| --- |" + " ---: |" * (len(head) - 1))
        lines += ["| " + " | ".join(row) + " |" for row in rows]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    print(f"\nwritten to {path}")
