"""What the hubs of a class on one machine share, and the parts of each kind."""
