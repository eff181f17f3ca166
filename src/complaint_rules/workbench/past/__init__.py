"""Past complaints: reading them with their labels, spreading them over the cores, measuring answers on the labels."""
