"""What a plan is and what its words mean: pure values and rules, without clock, disk, language or Qt."""
