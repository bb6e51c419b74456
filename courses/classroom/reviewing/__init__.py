"""The review queue's pages: what of a person's courses comes again, rendered kind by kind."""
