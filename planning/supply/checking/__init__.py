"""The verifier's checks, each from the plan and the company alone."""
