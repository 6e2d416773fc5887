"""Fails with an error of its own."""


def settings():
    raise ValueError("DATABASE_URL is not set")


settings()
