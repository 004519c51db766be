"""The command line: argparse in, use cases, text or JSON out. No rule lives here."""
