"""What was promised about speed, measured: side by side in one run, as ratios. `make bench` prints it."""
