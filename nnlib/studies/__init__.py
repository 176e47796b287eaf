"""What single lessons look into: chains, baselines, inspection, the sweep, a published network."""
