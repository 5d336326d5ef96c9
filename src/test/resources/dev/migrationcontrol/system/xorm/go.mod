module shop

require src.techknowlogick.com/xormigrate v1.7.1
