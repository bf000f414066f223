"""Values of the web's standards, each known once: what is a secret, and how a text is shown without it.

Nothing in here sends.
"""
