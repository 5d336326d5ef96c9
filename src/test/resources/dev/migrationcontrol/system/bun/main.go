package main

import "github.com/uptrace/bun/migrate"

var migrations = migrate.NewMigrations()
