"""What a person's assistant may ask of us, by the Model Context Protocol. It only reads."""
