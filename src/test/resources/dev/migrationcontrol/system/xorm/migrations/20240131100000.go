package migrations

import (
	"src.techknowlogick.com/xormigrate"
	"xorm.io/xorm"
)

func init() {
	all = append(all, &xormigrate.Migration{
		ID:          "20240131100000",
		Description: "create orders",
		Migrate: func(tx *xorm.Engine) error {
			_, err := tx.Exec("CREATE TABLE orders (id bigint PRIMARY KEY)")
			return err
		},
		Rollback: func(tx *xorm.Engine) error {
			return tx.DropTables("orders")
		},
	})
}
