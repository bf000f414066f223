"""What a representation is, whatever its format: which members name a thing and where it is.

Nothing in here sends.
"""
