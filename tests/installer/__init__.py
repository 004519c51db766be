"""Tests of what builds the packages and tries them."""
