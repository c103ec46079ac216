"""What people would have answered, as far as the record says; nothing is invented beyond it."""
