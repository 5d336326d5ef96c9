import Database.PostgreSQL.Simple.Migration

main = runMigration (MigrationContext (MigrationDirectory "sql/changes") True connection)
