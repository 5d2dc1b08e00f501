"""The café itself, as pure values and rules.

Nothing here reads a file, a clock or a source of randomness: instants and identifiers
arrive in a `Stamp`, seeds in a request. Everything else in the program stands on this.
"""
