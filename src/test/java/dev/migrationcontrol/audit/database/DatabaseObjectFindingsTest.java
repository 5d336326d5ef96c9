package dev.migrationcontrol.audit.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.audit.database.DatabaseObjects.Judged;
import dev.migrationcontrol.finding.Finding;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatabaseObjectFindingsTest {
    @Test
    void objectsThatTheReportDoesNotListAreCountedToo() {
        List<DatabaseObject> listed = IntStream.range(0, 200)
                .mapToObj(i -> new DatabaseObject("table", "public.t" + i))
                .toList();
        DatabaseObjects objects = new DatabaseObjects(Map.of("table", 5000), Judged.NO_SYSTEM, 5000, listed);
        assertThat(DatabaseObjectFindings.of(objects, List.of(), false, List.of()))
                .singleElement()
                .extracting(Finding::detail)
                .asString()
                .contains("There are 5000 objects", "public.t19 and 4980 more");
    }
}
