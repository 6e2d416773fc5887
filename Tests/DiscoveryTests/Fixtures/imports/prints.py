"""Says a lot while it is imported, and has nothing that could be served."""

import os
import subprocess
import sys

print('{"version": 1, "endpoints": []}' * 1000)
sys.stderr.write("x" * 2_000_000)
os.write(1, b"\xff\xfe garbage")
subprocess.run([sys.executable, "-c", "print('more')"], check=True)
