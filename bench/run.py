"""Each claim about speed, beside what a user would pick instead."""
