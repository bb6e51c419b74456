"""What things look like: component tags, icons, the living style-guide page."""
