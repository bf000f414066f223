"""Whether answers hold what a search asked, as far as members show it."""
