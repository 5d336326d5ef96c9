DB = None
