"""Fetches the file that tells countries by addresses; no database server is involved."""
import os
import urllib.request


def download(target: str) -> None:
    urllib.request.urlretrieve(os.environ["GEO_DATABASE_URL"], target)  # a .mmdb file
