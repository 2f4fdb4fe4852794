"""What was said apart: both sides beside what they began with, settled one by one, or later."""
