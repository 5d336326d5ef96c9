module shop

require github.com/go-gormigrate/gormigrate/v2 v2.1.0
