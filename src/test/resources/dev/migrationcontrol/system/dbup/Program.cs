var upgrader = DeployChanges.To.PostgresqlDatabase(connection).WithScriptsEmbeddedInAssembly(assembly).Build();
