from mautrix.util.async_db import UpgradeTable

upgrade_table = UpgradeTable()

from . import v01_orders, v02_notes
