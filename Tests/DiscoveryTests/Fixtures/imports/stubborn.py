"""Is never done, and heeds neither the time nor a request to end."""

import signal
import subprocess
import time

signal.setitimer(signal.ITIMER_REAL, 0)
for number in (signal.SIGALRM, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
subprocess.Popen(["sleep", "62.25"])
while True:
    time.sleep(1)
