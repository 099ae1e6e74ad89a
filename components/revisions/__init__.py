"""Models of the mended record's pages: the form of a suggestion, the queue, the history."""
