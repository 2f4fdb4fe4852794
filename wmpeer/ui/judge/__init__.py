"""Read & judge: somebody's self-evaluation beside the card of one area."""
