"""Everything that touches the disk: documents, images, importers, exports, settings."""
