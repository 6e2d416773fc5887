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
    """Writes the tables of this run in the place of those of their titles, and leaves the others."""
    texts = kept_tables(path)
    for title, head, rows in TABLES:
        lines = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
        texts[title] = "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])
    lines = [
        "# Benchmarks",
        "",
        "Written by `Scripts/bench --write` (`make bench` only prints). Absolute values differ between",
        "machines and moments; what counts is the ratio to a peer measured in the same run. A table is of",
        "one run, not all of them of the same.",
        "",
        f"The latest run's machine: {machine()}, {time.strftime('%Y-%m-%d')}.",
    ]
    for title, text in texts.items():
        lines += ["", f"## {title}", "", text]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    print(f"\nwritten to {path}")


def kept_tables(path):
    """The tables of a document by their titles."""
    try:
        with open(path, encoding="utf-8") as file:
            sections = file.read().split("\n## ")[1:]
    except OSError:
        return {}
    parts = (section.split("\n", 1) for section in sections)
    return {title: text.strip() for title, text in parts}
