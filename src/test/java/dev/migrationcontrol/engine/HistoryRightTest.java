package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.script.ReadScripts;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history that cannot be begun names the statement that an administrator runs. */
class HistoryRightTest {
    private static final String USER = "no \"rights\"";
    private static final String QUOTED = "\"no \"\"rights\"\"\"";

    @TempDir
    private Path folder;

    private final String database = TestServer.createDatabase();

    @Test
    void inASchemaWhereNothingMayBeCreated() {
        assertHint(List.of("public"), "GRANT USAGE, CREATE ON SCHEMA \"public\" TO " + QUOTED + ";");
    }

    @Test
    void inASchemaThatMayNotBeCreated() {
        assertHint(List.of("new"), "GRANT CREATE ON DATABASE \"" + database + "\" TO " + QUOTED + ";");
    }

    private void assertHint(List<String> schemas, String grant) {
        TestServer.execute(
                database,
                "DO $$ BEGIN CREATE ROLE " + QUOTED
                        + " LOGIN; EXCEPTION WHEN duplicate_object THEN END $$; REVOKE CREATE ON"
                        + " SCHEMA public FROM PUBLIC");
        Project project = new Project(folder).write("V1__a.sql", "CREATE TABLE a (id int);");
        project.schemas = schemas;
        Target target = target(project);
        try {
            Ours.RUNNER.inSession(target, session -> {
                session.createHistory();
                return List.of();
            });
            throw new AssertionError("the history was begun");
        } catch (RunFailure failure) {
            assertThat(Objects.requireNonNull(failure.error()).hint()).contains(grant);
            assertThat(failure.effect()).isEqualTo("Nothing was changed.");
        }
        TestServer.execute(database, grant);
        assertThat(new Ours(project, database).upgrade().succeeded()).isTrue();
    }

    private Target target(Project project) {
        var environment = project.environment(TestServer.databaseAs(USER, "unused", database));
        Policy policy = environment.policy();
        return new Target(
                environment,
                ReadScripts.of(environment),
                "migration-control/test/1",
                policy.lockTimeout(),
                policy.statementTimeout());
    }
}
