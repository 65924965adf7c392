"""Texts that are written in a markup language of their own: Aozora Bunko, Mandoku, Markdown.

One module a language; a profile of the same name asks its rules. Signs within words are read by
:mod:`editio.encode.inline`.
"""
