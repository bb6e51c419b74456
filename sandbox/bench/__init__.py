"""What was promised about the sandbox's cost, measured: side by side in one run, as ratios. A module is a measure."""
