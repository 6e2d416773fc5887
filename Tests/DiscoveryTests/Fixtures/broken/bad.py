from fastapi import FastAPI


def oops(:
    pass
