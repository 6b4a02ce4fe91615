"""Volunteer mentors: patients who went before, approved by the team, put in touch only when both sides say yes."""
