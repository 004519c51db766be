"""Builds the packages that offices install. ``installer/build --help`` tells the kinds."""
