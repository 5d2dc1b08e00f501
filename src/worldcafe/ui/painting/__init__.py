"""How things look: colours, pictures, the room seen from above."""
