"""Asks the person at the keyboard."""

name = input("Which database? ")
