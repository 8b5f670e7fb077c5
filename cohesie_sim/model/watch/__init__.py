"""Watching the Mesa model: the map of a week, a film, and the app in which Mesa's users step through the weeks."""
