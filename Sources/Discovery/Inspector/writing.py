"""Answers as JSON, whatever values the application has put into them."""

import json


def written(answer):
    """JSON's own numbers only: what has none, a NaN for one, is null."""
    try:
        return json.dumps(answer, allow_nan=False, default=str)
    except ValueError:
        text = json.dumps(answer, default=str)
        return json.dumps(json.loads(text, parse_constant=lambda name: None))
