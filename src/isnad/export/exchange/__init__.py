"""The record in the forms other people's tools read: one module a format, each a pure function.

Every format is a function of a Bundle (records and the readings behind them) and gives
files as bytes; formats.py lists them, write.py puts them into a folder.
"""
