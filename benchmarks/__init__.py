"""Benchmarks: how quick the stages, the command and the build are, and how much memory they take.

``python -m benchmarks`` (``make bench``) prints one table. What is read is made up by :mod:`benchmarks.prose`, so that
anyone measures the same texts; :mod:`benchmarks.measure` runs and times, :mod:`benchmarks.figures` says what.
"""
