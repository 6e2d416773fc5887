"""Is never done, and starts something that is not, either."""

import subprocess
import time

subprocess.Popen(["sleep", "61.25"])
while True:
    time.sleep(1)
