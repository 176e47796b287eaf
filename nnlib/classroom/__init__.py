"""What the lessons are taught with: the checker, the stepper, figures and interactives."""
