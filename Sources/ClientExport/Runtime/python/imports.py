from __future__ import annotations

import asyncio
import codecs
import json
import logging
import os
import re
import socket
import threading
from base64 import b64encode
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Generator,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import date, datetime, time
from email.utils import parsedate_to_datetime
from itertools import chain
from pathlib import Path
from random import random
from time import monotonic
from typing import (
    IO,
    Any,
    Generic,
    Literal,
    NamedTuple,
    NotRequired,
    TypeAlias,
    TypedDict,
    TypeVar,
    Union,
)
from urllib.parse import quote, urlencode

import httpx
