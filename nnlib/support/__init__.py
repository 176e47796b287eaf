"""What the rest stands on: errors in words, checks, files, progress bars."""
