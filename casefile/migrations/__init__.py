"""How the tables came to be what they are; `open_office` brings an older register up to date."""
