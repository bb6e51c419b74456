"""The proof of docker-compose.yml: a clean clone, a real engine, a demo run through it over HTTPS, and nothing left."""
