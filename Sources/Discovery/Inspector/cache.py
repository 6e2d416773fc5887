"""Keeps answers on the disk, each for as long as all that it was made from is the same.

What is kept is never needed: the folder may be deleted at any time. It is read only where nobody
else can have written to it.
"""

import hashlib
import json
import os
import stat
import sys
import tempfile

# In bytes: of one answer, and of all of them.
ANSWER_LIMIT = 16 << 20
TOTAL_LIMIT = 64 << 20
ENDING = ".answer.json"


def digest(content):
    return hashlib.blake2b(content, digest_size=20).hexdigest()


def listed(folder):
    """The digest of a folder's names; of no folder, None."""
    try:
        return digest("\0".join(sorted(os.listdir(folder))).encode("utf-8", "surrogateescape"))
    except OSError:
        return None


def names_in(folder):
    """What of a folder can be imported."""
    try:
        return {os.path.splitext(name)[0] for name in os.listdir(folder)}
    except OSError:
        return set()


class Seen:
    """What an answer was made from: contents of files, names in folders, where modules lie.

    Modules are looked for in the folders above, too, of which only the names that were `asked` for
    matter: in `/tmp` others come and go.
    """

    def __init__(self, files=None, folders=None, places=None, asked=(), roots=None):
        self.files = files or {}
        self.folders = folders or {}
        self.places = places or {}
        self.asked = set(asked)
        self.roots = roots or {}

    def has(self, root, name):
        """Whether a folder has something of a name to import: most imports are of other packages."""
        self.asked.add(name)
        if root not in self.roots:
            self.roots[root] = names_in(root)
        return name in self.roots[root]

    @property
    def written(self):
        return {"files": self.files, "folders": self.folders, "places": self.places,
                "asked": sorted(self.asked),
                "roots": {root: sorted(names & self.asked) for root, names in self.roots.items()}}

    def folder(self, path):
        if path not in self.folders:
            self.folders[path] = listed(path)

    def is_current(self):
        """Whether all of it is still the same."""
        return (all(is_file_of(path, known) for path, known in self.files.items())
                and all(listed(path) == known for path, known in self.folders.items())
                and all(names_in(root) & self.asked == set(known)
                        for root, known in self.roots.items())
                and all(os.path.isfile(path) == known for path, known in self.places.items()))


def is_file_of(path, known):
    try:
        with open(path, "rb") as file:
            return digest(file.read()) == known
    except OSError:
        return False


class Cache:
    """Answers by what was asked, and by which inspector and which Python."""

    def __init__(self, folder, texts, request):
        asked = {name: value for name, value in request.items() if name not in ("seconds", "cache")}
        key = [texts, sys.version, asked]
        self.folder = folder
        self.path = os.path.join(
            folder, digest(json.dumps(key, sort_keys=True).encode("utf-8")) + ENDING)

    def answer(self):
        """The text that was answered to the same before, or None."""
        try:
            if not is_own(os.lstat(self.folder), stat.S_ISDIR):
                return None
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
            with open(descriptor, "rb") as file:
                if not is_own(os.fstat(descriptor), stat.S_ISREG):
                    return None
                kept = json.loads(file.read(2 * ANSWER_LIMIT))
            answer = kept["answer"]
            return answer if isinstance(answer, str) and Seen(**kept["seen"]).is_current() else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None  # whatever it is, it is no answer of ours

    def keep(self, answer, seen):
        """Keeps an answer; where that cannot be, nothing is lost but time."""
        text = json.dumps({"seen": seen.written, "answer": answer}).encode("utf-8", "surrogatepass")
        if len(text) > ANSWER_LIMIT:
            return
        try:
            os.makedirs(self.folder, 0o700, exist_ok=True)
            if not is_own(os.lstat(self.folder), stat.S_ISDIR):
                return
            descriptor, path = tempfile.mkstemp(dir=self.folder)
            with open(descriptor, "wb") as file:
                file.write(text)
            os.replace(path, self.path)
            self.make_room()
        except OSError:
            return

    def make_room(self):
        """The newest answers stay, as far as there is room for them."""
        total = 0
        entries = [e for e in os.scandir(self.folder) if e.is_file(follow_symlinks=False)]
        for entry in sorted(entries, key=lambda e: e.stat(follow_symlinks=False).st_mtime, reverse=True):
            total += entry.stat(follow_symlinks=False).st_size
            if total > TOTAL_LIMIT:
                os.unlink(entry.path)


def is_own(status, is_kind):
    """Whether nobody but this user can have written it."""
    return (is_kind(status.st_mode) and status.st_uid == os.geteuid()
            and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH))
