"""The city's data outside its own database: files that other programs read, and a PostgreSQL that many share."""
