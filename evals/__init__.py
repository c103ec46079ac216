"""Scoring agents and replaying cycles on recorded cases."""
