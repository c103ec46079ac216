"""LangGraph workflows: who acts when, and where a gate pauses."""
