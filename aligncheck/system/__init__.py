"""What Python and the file system give: optional modules, bytes of files, the collector."""
