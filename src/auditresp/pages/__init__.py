"""What people read in a browser or a workbook: pages that are one file, with nothing fetched, and nobody kept out."""
