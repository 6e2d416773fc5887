"""Where secrets go: an exported module has its own table."""

from __future__ import annotations

from collections.abc import Mapping

# Exported from here on.

_SECRETS: Mapping[str, tuple[str, str, str]] = {}
