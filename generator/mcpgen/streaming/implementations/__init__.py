"""One file per implementation of the Gateway API: from the intent to the policies that it alone understands."""
