"""Lists, searches and files of a million organisations, asked over the network as a reader does, beside Datasette."""
