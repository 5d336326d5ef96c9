package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two databases of one project: what our runner does to the one, stock Flyway does to the other. */
final class Twins {
    final String ours = TestServer.createDatabase();
    final String stock = TestServer.createDatabase();
    private final Project project;
    private final boolean transactionalLock;
    private String label = "";

    Twins(Project project, boolean transactionalLock) {
        this.project = project;
        this.transactionalLock = transactionalLock;
    }

    Twins label(String text) {
        label = text;
        return this;
    }

    /** Our runner on the first. */
    Ours ours() {
        return new Ours(project, ours);
    }

    /** Stock Flyway on the second. */
    Stock stock() {
        return new Stock(project, stock, transactionalLock);
    }

    /** Stock Flyway on the database of our runner. */
    Stock stockOnOurs() {
        return new Stock(project, ours, transactionalLock);
    }

    /** Runs SQL in both. */
    Twins execute(String sql) {
        TestServer.execute(ours, sql);
        TestServer.execute(stock, sql);
        return this;
    }

    Ending upgrade() {
        return upgrade(null);
    }

    /** Both migrate; they must end alike and leave the same. */
    Ending upgrade(@Nullable String target) {
        return agree(ours().upgrade(target), stock().migrate(target));
    }

    Ending repair() {
        return agree(ours().repair(), stock().repair());
    }

    Ending baseline(String version, String description) {
        return agree(ours().baseline(version, description), stock().baseline(version, description));
    }

    /** What our runner must leave when both refuse: the same as before. */
    Ending refuseUpgrade() {
        List<String> before = Picture.of(ours, project);
        Ending ending = upgrade();
        assertThat(ending.succeeded()).as(label + ending).isFalse();
        assertThat(Picture.of(ours, project)).as(label).isEqualTo(before);
        return ending;
    }

    private Ending agree(Ending our, Ending flyway) {
        String what = label + "ours: " + our + "\nstock: " + flyway;
        assertThat(our.succeeded()).as(what).isEqualTo(flyway.succeeded());
        assertThat(Picture.of(ours, project)).as(what).isEqualTo(Picture.of(stock, project));
        assertThat(stockOnOurs().info()).as(what).isEqualTo(stock().info());
        return our;
    }
}
