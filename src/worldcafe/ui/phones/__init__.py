"""Opening the room to phones: what is scanned and typed, who is there, and the network."""
