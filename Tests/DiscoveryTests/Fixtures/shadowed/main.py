"""Lies beside files that are called like modules of the standard library."""

raise ValueError("the application was reached")
