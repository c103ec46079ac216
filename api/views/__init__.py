"""What each page shows, as plain frozen values. A page is a function of its view."""
