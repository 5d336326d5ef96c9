package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.planner.RollbackTarget;
import java.nio.file.Path;
import java.util.List;

/** A folder of scripts, run by our runner and by stock Flyway, for tests of other packages. */
public final class BothRunners {
    private final Project project;

    public BothRunners(Path folder) {
        this.project = new Project(folder);
    }

    /** The schemas that the scripts may be in; the first is the default one. */
    public BothRunners schemas(List<String> schemas) {
        project.schemas = schemas;
        return this;
    }

    public void upgradeByOurs(String database) {
        Ending ending = new Ours(project, database).upgrade();
        assertThat(ending.succeeded()).as(ending.toString()).isTrue();
    }

    public void upgradeByStock(String database) {
        Ending ending = new Stock(project, database, false).migrate();
        assertThat(ending.succeeded()).as(ending.toString()).isTrue();
    }

    public void rollBackByOurs(String database, int steps) {
        Ending ending = new Ours(project, database).rollback(new RollbackTarget.Steps(steps));
        assertThat(ending.succeeded()).as(ending.toString()).isTrue();
    }

    /** Schema and rows, without the history. */
    public List<String> picture(String database) {
        return Picture.of(database, project).stream()
                .filter(line -> !line.contains(project.historyTable)
                        && !line.startsWith("row | ")
                        && !line.equals("no history"))
                .toList();
    }
}
