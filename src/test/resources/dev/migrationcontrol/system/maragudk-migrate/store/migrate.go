package store

import "maragu.dev/migrate"

//go:embed migrations
var files embed.FS

func up(ctx context.Context, db *sql.DB) error {
	return migrate.Up(ctx, db, files)
}
