"""Programs to write and to repair: how they are checked on three axes, and what somebody has tried of them."""
