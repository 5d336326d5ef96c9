"""Variables that are not settings."""
import os

PREFIX = "SHOP_"


def variable(name: str, otherwise: str = "") -> str:
    return os.environ.get(PREFIX + name, otherwise)
