"""Settings of the shop, read from variables that begin with SHOP_."""
from pydantic_settings import BaseSettings, SettingsConfigDict


class ShopSettings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="SHOP_")

    database_url: str = "postgresql://shop:shop@localhost:5432/shop"
    page_size: int = 50


settings = ShopSettings()
