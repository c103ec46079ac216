"""One module per page: who may see it, what it reads, what its form does."""
