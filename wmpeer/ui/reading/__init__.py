"""The reading pane: an authority's own words as pages or as flowing text, with marks, margins, find and outline."""
