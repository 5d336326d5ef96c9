const { migrate } = require("postgres-migrations");

module.exports = (client) => migrate({ client }, "src/changes");
