package dev.migrationcontrol.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.planner.refusal.HistoryProblem;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.script.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.ValidateOutput;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with Flyway Core itself on generated histories; a failure names its seed. */
class MigrationStatesTest {
    private static final String TABLE = "flyway_schema_history";

    private static final Set<MigrationState> SEEN_STATES = EnumSet.noneOf(MigrationState.class);
    private static final Set<HistoryProblem.Kind> SEEN_PROBLEMS = EnumSet.noneOf(HistoryProblem.Kind.class);

    private static String database;

    @TempDir
    Path folder;

    static LongStream seeds() {
        long first = Long.getLong("seed", 20260131);
        return LongStream.range(first, first + Integer.getInteger("histories", 150));
    }

    @BeforeAll
    static void createHistory() {
        database = TestServer.createDatabase();
        Flyway.configure().dataSource(url(), TestServer.USER, "unused").load().baseline();
    }

    @AfterAll
    static void nothingWasLeftOut() {
        assertThat(SEEN_STATES).containsExactlyInAnyOrder(MigrationState.values());
        assertThat(SEEN_PROBLEMS).containsExactlyInAnyOrder(HistoryProblem.Kind.values());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void decidesAsFlywayDoes(long seed) throws IOException, SQLException {
        Random random = new Random(seed);
        GeneratedHistory generated = new GeneratedHistory(random);
        generated.writeScripts(folder);
        String target = random.nextInt(4) == 0 ? "3" : null;
        Environment environment = environment(random.nextInt(3) == 0);
        Scripts scripts = new ScriptCatalog().read(environment);
        generated.generateRows(scripts);
        store(generated);
        History history = generated.history();
        boolean outOfOrder = environment.policy().outOfOrder();
        List<Migration> migrations =
                MigrationStates.of(history, scripts, target == null ? null : Version.of(target), outOfOrder);
        List<HistoryProblem> problems = HistoryValidation.problems(history, migrations);
        migrations.forEach(migration -> SEEN_STATES.add(migration.state()));
        problems.forEach(problem -> SEEN_PROBLEMS.add(problem.kind()));
        Flyway flyway = flyway(outOfOrder, target);

        MigrationInfoService info;
        try {
            info = flyway.info();
        } catch (FlywayException corrupt) {
            assertThat(corrupt).hasMessageContaining("multiple delete entries");
            assertThat(problems).extracting(HistoryProblem::kind).contains(HistoryProblem.Kind.UNREADABLE_ROW);
            return;
        }
        assertThat(migrations).extracting(MigrationStatesTest::line).isEqualTo(lines(info.all()));
        assertThat(MigrationStates.current(migrations).map(Version::toString).orElse(null))
                .isEqualTo(currentVersion(info));
        assertThat(migrations.stream().filter(each -> each.state() == MigrationState.PENDING))
                .extracting(MigrationStatesTest::line)
                .isEqualTo(lines(info.pending()));
        assertThat(blocking(problems, migrations))
                .isEqualTo(flyway.validateWithResult().invalidMigrations.stream()
                        .map(MigrationStatesTest::line)
                        .sorted()
                        .toList());
    }

    private Environment environment(boolean outOfOrder) {
        Policy defaults = Policy.defaults(List.of("filesystem:" + folder));
        Policy policy = new Policy(
                defaults.displayOrder(),
                defaults.isProtected(),
                defaults.schemas(),
                defaults.historyTable(),
                defaults.locations(),
                Map.of("who", "reader"),
                defaults.mixed(),
                outOfOrder,
                defaults.lockTimeout(),
                defaults.statementTimeout(),
                defaults.statusTimeout(),
                defaults.lockWait(),
                defaults.execution());
        return new Environment("test", TestServer.database(database), null, "TEST_DATABASE_URL", policy);
    }

    private Flyway flyway(boolean outOfOrder, @Nullable String target) {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(url(), TestServer.USER, "unused")
                .locations("filesystem:" + folder)
                .placeholders(Map.of("who", "reader"))
                .outOfOrder(outOfOrder)
                .ignoreMigrationPatterns("*:pending", "*:future");
        return (target == null ? configuration : configuration.target(target + "?")).load();
    }

    private static void store(GeneratedHistory generated) throws SQLException {
        try (Connection connection = TestServer.connect(database)) {
            connection.createStatement().execute("TRUNCATE " + TABLE);
            generated.insert(connection, TABLE);
        }
    }

    private static String url() {
        return "jdbc:postgresql://" + TestServer.HOST + ":" + TestServer.port() + "/" + database;
    }

    private static @Nullable String currentVersion(MigrationInfoService info) {
        MigrationInfo current = info.current();
        return current == null || current.getVersion() == null
                ? null
                : current.getVersion().getVersion();
    }

    private static String line(Migration migration) {
        Integer rank = migration.row() == null ? null : migration.row().rank();
        return String.join(
                " | ",
                String.valueOf(rank),
                String.valueOf(migration.version()),
                migration.description(),
                migration.row() == null ? migration.type() : migration.row().effectiveType(),
                migration.scriptName(),
                migration.state().name());
    }

    private static List<String> lines(MigrationInfo[] infos) {
        return Arrays.stream(infos)
                .map(info -> String.join(
                        " | ",
                        String.valueOf(info.getInstalledRank()),
                        String.valueOf(info.getVersion()),
                        info.getDescription(),
                        info.getType().toString(),
                        info.getScript(),
                        info.getState().name()))
                .toList();
    }

    /** Stricter than Flyway by intent: a failed migration of a newer release stops an upgrade too. */
    private static List<String> blocking(Collection<HistoryProblem> problems, List<Migration> migrations) {
        List<String> futureFailures = migrations.stream()
                .filter(migration -> migration.state() == MigrationState.FUTURE_FAILED)
                .map(migration -> HistoryProblem.Kind.FAILED_MIGRATION + " " + migration.version())
                .toList();
        return problems.stream()
                .filter(HistoryProblem::blocksUpgrade)
                .map(problem -> problem.kind() + " " + problem.version())
                .filter(line -> !futureFailures.contains(line))
                .sorted()
                .toList();
    }

    private static String line(ValidateOutput invalid) {
        String version = invalid.version.isEmpty() ? null : invalid.version;
        return kind(invalid.errorDetails.errorCode) + " " + version;
    }

    private static HistoryProblem.Kind kind(ErrorCode code) {
        return switch (code.toString()) {
            case "FAILED_VERSIONED_MIGRATION", "FAILED_REPEATABLE_MIGRATION" -> HistoryProblem.Kind.FAILED_MIGRATION;
            case "APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED", "APPLIED_REPEATABLE_MIGRATION_NOT_RESOLVED" ->
                HistoryProblem.Kind.MISSING_SCRIPT;
            case "RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED", "RESOLVED_REPEATABLE_MIGRATION_NOT_APPLIED" ->
                HistoryProblem.Kind.NOT_APPLIED;
            default -> HistoryProblem.Kind.valueOf(code.toString());
        };
    }
}
