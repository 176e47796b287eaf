"""Arguments for the figure of the mean error, and its fact."""

DATA = {"mean_error": ((0.25,), "the mean error of a share of 0.25 is lowest where a = 0.25")}
