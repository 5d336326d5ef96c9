package dev.migrationcontrol.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryGraphTest {
    private static Map<String, Object> migration(String version, String... parents) {
        return Map.of("version", version, "purpose", "about " + version, "file", version, "parents", List.of(parents));
    }

    private static Map<String, Object> system(String title, String location, List<Map<String, Object>> migrations) {
        return Map.of(
                "system",
                title,
                "title",
                title,
                "location",
                location,
                "database",
                "postgresql",
                "migrations",
                migrations);
    }

    private static Map<String, Object> entry(String version, String location, String system, String oldId) {
        return Map.of(
                "version",
                version,
                "script",
                "V" + version + "__x.sql",
                "location",
                location,
                "system",
                system,
                "oldId",
                oldId);
    }

    private static Answer report(List<?> systems, List<?> history, List<?> environments) {
        return new Answer(new ObjectMapper()
                .valueToTree(Map.of(
                        "systems",
                        systems,
                        "history",
                        Map.of("order", "by number", "migrations", history),
                        "environments",
                        environments)));
    }

    private static final Answer TWO_HEADS = report(
            List.of(
                    system(
                            "alembic",
                            "versions",
                            List.of(
                                    migration("a1"),
                                    migration("a2", "a1"),
                                    migration("b1", "a1"),
                                    migration("a3", "a2"),
                                    migration("m", "a3", "b1"))),
                    system("goose", "sql", List.of(migration("1"), migration("2")))),
            List.of(entry("1.1", "sql", "goose", "1"), entry("1.2", "sql", "goose", "2")),
            List.of(
                    Map.of("environment", "test", "location", "sql", "system", "goose", "recorded", List.of("2")),
                    Map.of("environment", "production", "location", "sql", "system", "goose", "recorded", List.of("2")),
                    Map.of(
                            "environment",
                            "production",
                            "location",
                            "versions",
                            "system",
                            "alembic",
                            "recorded",
                            List.of("b1"))));

    @Test
    void eachSystemAndHeadHasALineAndTheHistoryIsBelow() {
        HistoryGraph graph = HistoryGraph.of(TWO_HEADS);
        assertThat(graph.lanes())
                .extracting(HistoryGraph.Label::text)
                .containsExactly("alembic", "alembic, another line", "goose");
        assertThat(graph.nodes())
                .extracting(HistoryGraph.Node::label)
                .containsExactly("1", "2", "a1", "a2", "b1", "a3", "m");
        assertThat(graph.nodes().get(4).y()).isGreaterThan(graph.nodes().get(3).y());
        assertThat(graph.edges()).hasSize(6);
        assertThat(graph.drops())
                .extracting(HistoryGraph.Drop::version)
                .containsExactly("1.1", "1.2", "", "", "", "", "");
        assertThat(graph.line()).isGreaterThan(graph.nodes().get(0).y());
    }

    @Test
    void environmentsAtTheSamePlaceAreBelowEachOther() {
        List<HistoryGraph.Label> flags = HistoryGraph.of(TWO_HEADS).flags();
        assertThat(flags)
                .extracting(HistoryGraph.Label::text)
                .containsExactly("\u25b2 test", "\u25b2 production", "\u25b2 production");
        assertThat(flags.get(1).x()).isEqualTo(flags.get(0).x());
        assertThat(flags.get(1).y()).isGreaterThan(flags.get(0).y());
        assertThat(flags.get(2).x()).isNotEqualTo(flags.get(0).x());
        assertThat(HistoryGraph.of(TWO_HEADS).height())
                .isGreaterThan(flags.get(1).y());
    }

    @Test
    void longRunsAreDrawnAsOneAndTheRestIsCounted() {
        List<Map<String, Object>> many =
                IntStream.range(0, 500).mapToObj(i -> migration("v" + i)).toList();
        HistoryGraph graph = HistoryGraph.of(report(
                List.of(system("goose", "sql", many)),
                List.of(),
                List.of(Map.of(
                        "environment", "test", "location", "sql", "system", "goose", "recorded", List.of("v250")))));
        assertThat(graph.nodes())
                .extracting(HistoryGraph.Node::label)
                .containsExactly("v0", "\u00d7 249", "v250", "\u00d7 248", "v499");
        assertThat(graph.cut()).isZero();

        List<Map<String, Object>> roots = IntStream.range(0, 500)
                .mapToObj(i -> i % 2 == 0 ? migration("v" + i) : migration("v" + i, "v" + (i - 1)))
                .toList();
        HistoryGraph wild =
                HistoryGraph.of(report(List.of(system("alembic", "versions", roots)), List.of(), List.of()));
        assertThat(wild.nodes()).hasSize(60);
        assertThat(wild.cut()).isEqualTo(440);
        assertThat(wild.lanes()).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void theTableSaysTheSame() {
        List<HistoryRow> rows = HistoryRow.of(TWO_HEADS);
        assertThat(rows).hasSize(7);
        assertThat(rows.get(1)).isEqualTo(new HistoryRow("1.2", "goose", "2", "about 2", "2", "test, production"));
        assertThat(HistoryRow.of(report(List.of(), List.of(), List.of()))).isEmpty();
        assertThat(HistoryGraph.of(report(List.of(), List.of(), List.of())).isWorthwhile())
                .isFalse();
    }
}
