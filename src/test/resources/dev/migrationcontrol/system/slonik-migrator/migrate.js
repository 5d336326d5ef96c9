const { SlonikMigrator } = require("@slonik/migrator");

new SlonikMigrator({ migrationsPath: __dirname + "/migrations" });
