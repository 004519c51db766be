"""Tries the built packages where they are to run, step by step, and writes the report of it."""
