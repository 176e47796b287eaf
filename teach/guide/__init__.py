"""The guide: one small file for each lesson, written by hand, such as 04.toml."""

from teach.guide.files import Guide, GuideError, read

__all__ = ["Guide", "GuideError", "read"]
