package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.RunFailure.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our runner and stock Flyway, in both of its lock modes, never change one history at a time. */
class HistoryLockTest {
    @TempDir
    private Path folder;

    private final String database = TestServer.createDatabase();
    private Project project;

    @BeforeEach
    void beginAProject() {
        project = new Project(folder);
        project.schemas = List.of("Odd \"Schema\"", "public");
        project.historyTable = "history of it";
        project.lockWait = Duration.ofMillis(300);
        project.write("V1__one.sql", "CREATE TABLE one (id int);");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isTheOneThatFlywayHolds(boolean transactionalLock) throws Exception {
        assertThat(new Ours(project, database).upgrade().succeeded()).isTrue();
        project.write(
                "V2__slow.sql",
                "DO 'BEGIN WHILE NOT EXISTS (SELECT FROM public.go) LOOP PERFORM pg_sleep(0.05);" + " END LOOP; END';");
        TestServer.execute(database, "CREATE TABLE public.go ()");
        CompletableFuture<Ending> flyway =
                CompletableFuture.supplyAsync(new Stock(project, database, transactionalLock)::migrate);
        Awaitility.await().until(() -> !advisoryLocks().isEmpty() && !sleepers().isEmpty());
        assertThat(advisoryLocks())
                .containsExactly(String.valueOf(
                        new HistoryTable(project.environment(database).policy()).lockKey()));
        RunFailure failure = new Ours(project, database).upgrade().requireFailure();
        assertThat(failure.reason()).isEqualTo(Reason.LOCK_UNAVAILABLE);
        assertThat(failure.message()).contains("process " + lockHolder() + " (").contains("user postgres");
        TestServer.execute(database, "INSERT INTO public.go DEFAULT VALUES");
        assertThat(flyway.get().succeeded()).isTrue();
        assertThat(new Ours(project, database).upgrade().ran()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsFlywayWaiting(boolean transactionalLock) throws Exception {
        assertThat(new Ours(project, database).upgrade().succeeded()).isTrue();
        project.write("V2__two.sql", "CREATE TABLE two (id int);");
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Ending> ours =
                CompletableFuture.supplyAsync(() -> new Ours(project, database).inSession(s -> {
                    held.countDown();
                    await(release);
                    return Ending.done(List.of());
                }));
        held.await();
        CompletableFuture<Ending> flyway =
                CompletableFuture.supplyAsync(new Stock(project, database, transactionalLock)::migrate);
        Awaitility.await()
                .until(() -> !Picture.query(
                                database,
                                "SELECT pid FROM pg_stat_activity WHERE datname = '" + database
                                        + "' AND query LIKE '%advisory%' AND pid <> pg_backend_pid()")
                        .isEmpty());
        assertThat(flyway).isNotDone();
        assertThat(Picture.query(database, "SELECT to_regclass('two')")).containsExactly("null");
        release.countDown();
        assertThat(ours.get().succeeded()).isTrue();
        assertThat(flyway.get().succeeded()).isTrue();
        assertThat(Picture.query(database, "SELECT to_regclass('\"Odd \"\"Schema\"\"\".two') IS NULL"))
                .containsExactly("f");
    }

    @Test
    void isFreeAfterTheSession() {
        project.write("V2__fails.sql", "SELECT 1 / 0;");
        assertThat(new Ours(project, database).upgrade().failure()).isNotNull();
        Awaitility.await().until(() -> advisoryLocks().isEmpty());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> advisoryLocks() {
        return locks("DISTINCT classid::bigint << 32 | objid::bigint");
    }

    private String lockHolder() {
        return locks("pid").get(0);
    }

    private List<String> locks(String what) {
        return Picture.query(
                database,
                "SELECT " + what
                        + " FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND database ="
                        + " (SELECT oid FROM pg_database WHERE datname = current_database())");
    }

    private List<String> sleepers() {
        return Picture.query(
                database,
                "SELECT pid FROM pg_stat_activity WHERE datname = '" + database
                        + "' AND query LIKE 'DO ''BEGIN WHILE%'");
    }
}
