"""The screen Data: an authority's figures beside England, its region and its neighbours; the region in pictures; a scorecard by name."""
