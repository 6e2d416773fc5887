"""What the endpoints take and stream."""

import dataclasses
from enum import Enum
from typing import List, Optional

from pydantic import BaseModel, Field
from typing_extensions import TypedDict


class Tick(BaseModel):
    value: float
    note: Optional[str] = None


class Alarm(BaseModel):
    level: int = Field(ge=0, le=5)
    ticks: List[Tick] = []


@dataclasses.dataclass
class Row:
    id: int
    name: str


class Line(TypedDict):
    text: str
    length: int


class Colour(str, Enum):
    red = "red"
    blue = "blue"


class Question(BaseModel):
    text: str = Field(min_length=1)
