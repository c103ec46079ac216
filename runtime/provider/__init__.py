"""The company's own sign-in: an OpenID Connect provider people go to and come back from."""
