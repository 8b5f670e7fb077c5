"""The policy page: one file with stored results of a design that fills a space, and an emulator between them."""
