package shop

import (
	"github.com/go-gormigrate/gormigrate/v2"
	"gorm.io/gorm"
)

func migrations() []*gormigrate.Migration {
	return []*gormigrate.Migration{
		{
			ID: "202401311000",
			Migrate: func(tx *gorm.DB) error {
				return tx.Exec("CREATE TABLE orders (id bigint PRIMARY KEY)").Error
			},
			Rollback: func(tx *gorm.DB) error {
				return tx.Exec("DROP TABLE orders").Error
			},
		},
		{
			ID: "202402011000",
			Migrate: func(tx *gorm.DB) error {
				return tx.Exec("ALTER TABLE orders ADD COLUMN note text").Error
			},
		},
	}
}
