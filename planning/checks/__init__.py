"""What a region sent, against what was asked for: rules that name the cell and its worth."""
