"""One change of one resource: composed, shown, sent once, accounted for."""
