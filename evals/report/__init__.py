"""What a comparison came to, as JSON, a page and JUnit."""
