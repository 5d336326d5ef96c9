package dev.migrationcontrol.datacheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.catalogue.Catalogues;
import dev.migrationcontrol.catalogue.TestCatalogues;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.schema.Pair;
import dev.migrationcontrol.script.ScriptOutline;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataChecksTest {
    private static final String SETUP = """
            CREATE TABLE parent (id int PRIMARY KEY, code text);
            INSERT INTO parent SELECT g, 'c' || g % 5 FROM generate_series(1, 10) g;
            CREATE TABLE child (id int PRIMARY KEY, parent int, name text, "Odd Name" int, amount numeric, big bigint,
                number text);
            INSERT INTO child SELECT g, g, CASE WHEN g > 3 THEN 'n' || g END, g % 2, g * 1000, g * 1000000000::bigint,
                CASE g WHEN 7 THEN 'seven' ELSE g::text END FROM generate_series(1, 12) g;
            ALTER TABLE child ADD CONSTRAINT odd CHECK ("Odd Name" = 1) NOT VALID;
            CREATE TABLE empty (id int);
            CREATE TABLE booked (id int PRIMARY KEY, room int, during int4range, kept bool);
            INSERT INTO booked VALUES (1, 1, '[1,5)', true), (2, 1, '[4,8)', true), (3, 2, '[7,9)', true),
                (4, 1, '[2,3)', false), (5, 3, '[20,30)', true), (6, 3, NULL, true);
            """;

    private static Environment environment;
    private static final Catalogues CATALOGUES = TestCatalogues.create();

    @BeforeAll
    static void build() {
        environment = Pair.environment();
        TestServer.execute(environment.database().name(), SETUP);
    }

    private static List<DataCheck> ask(String... statements) throws SQLException {
        List<ScriptOutline.Statement> all = new ArrayList<>();
        IntStream.range(0, statements.length)
                .forEach(i -> all.add(new ScriptOutline.Statement(i + 1, statements[i], false)));
        Map<String, DataChecks.Checked> checked = new DataChecks(new DatabaseConnections())
                .ask(environment, CATALOGUES.read(environment), Map.of("V1__x.sql", new ScriptOutline(true, all)));
        return checked.values().stream()
                .flatMap(each -> each.byStatement().values().stream())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOT_NULL    | 3 | ALTER TABLE child ALTER COLUMN name SET NOT NULL",
                "NOT_NULL    | 3 | ALTER TABLE child ADD CONSTRAINT nn NOT NULL name",
                "EMPTY       | 12 | ALTER TABLE child ADD COLUMN required int NOT NULL",
                "EMPTY       | 0 | ALTER TABLE empty ADD COLUMN required int NOT NULL",
                "UNIQUE      | 5 | ALTER TABLE parent ADD CONSTRAINT u UNIQUE (code)",
                "UNIQUE      | 5 | CREATE UNIQUE INDEX CONCURRENTLY u ON parent (code)",
                "UNIQUE      | 10 | ALTER TABLE child ADD UNIQUE (\"Odd Name\")",
                "CHECK       | 6 | ALTER TABLE child ADD CHECK (\"Odd Name\" = 1)",
                "CHECK       | 6 | ALTER TABLE child VALIDATE CONSTRAINT odd",
                "FOREIGN_KEY | 2 | ALTER TABLE child ADD FOREIGN KEY (parent) REFERENCES parent",
                "FOREIGN_KEY | 2 | ALTER TABLE child ADD FOREIGN KEY (parent) REFERENCES public.parent (id)",
                "EXCLUSION   | 4 | ALTER TABLE booked ADD EXCLUDE USING gist (during WITH &&)",
                "EXCLUSION   | 2 | ALTER TABLE booked ADD CONSTRAINT x EXCLUDE USING gist"
                        + " (int4range(room, room, '[]') WITH OPERATOR(pg_catalog.=), during range_ops WITH &&)"
                        + " WITH (fillfactor = 70) WHERE (kept) DEFERRABLE",
                "EXCLUSION   | 0 | ALTER TABLE booked ADD EXCLUDE (id WITH =)",
                "EXCLUSION   | 0 | ALTER TABLE empty ADD EXCLUDE (id WITH =)",
                "TYPE        | 10 | ALTER TABLE child ALTER COLUMN big TYPE int",
                "TYPE        | 3 | ALTER TABLE child ALTER COLUMN name TYPE varchar(2)",
                "TYPE        | 3 | ALTER TABLE child ALTER COLUMN amount TYPE numeric(6, 2)",
            })
    void countsTheRowsThatWouldFail(DataCheck.Kind kind, long failing, String sql) throws SQLException {
        assertThat(ask(sql)).singleElement().satisfies(check -> {
            assertThat(check.kind()).isEqualTo(kind);
            assertThat(check.failing()).as(check.toString()).isEqualTo(failing);
            assertThat(check.fails()).isEqualTo(failing > 0);
            assertThat(check.keys()).hasSize((int) Math.min(
                    failing, kind == DataCheck.Kind.UNIQUE ? check.keys().size() : 10));
        });
    }

    @Test
    void namesTheRows() throws SQLException {
        assertThat(ask("ALTER TABLE child ALTER name SET NOT NULL").get(0).keys())
                .containsExactly("1", "2", "3");
        assertThat(ask("ALTER TABLE parent ADD UNIQUE (code)").get(0).keys())
                .containsExactlyInAnyOrder("c0", "c1", "c2", "c3", "c4");
    }

    @Test
    void aCastThatFailsIsCountedWhereTheServerCanTellAndNamedWhereItCannot() throws SQLException {
        DataCheck plain =
                ask("ALTER TABLE child ALTER number TYPE int USING number::int").get(0);
        assertThat(plain.fails()).isTrue();
        if (plain.failing() != null) {
            assertThat(plain.failing()).isEqualTo(1);
            assertThat(plain.keys()).containsExactly("7");
        }
        DataCheck other = ask("ALTER TABLE child ALTER number TYPE int USING (trim(number))::int")
                .get(0);
        assertThat(other.fails()).isTrue();
        assertThat(other.note()).contains("seven");
    }

    @Test
    void whatThePlanMakesItselfIsNotAskedAbout() throws SQLException {
        assertThat(ask(
                        "CREATE TABLE fresh (id int)",
                        "ALTER TABLE fresh ADD COLUMN n int NOT NULL",
                        "ALTER TABLE child ADD COLUMN made int",
                        "ALTER TABLE child ALTER COLUMN made SET NOT NULL",
                        "ALTER TABLE child ALTER COLUMN id SET NOT NULL"))
                .isEmpty();
    }

    @Test
    void aConditionThatCannotBeAskedSaysWhy() throws SQLException {
        DataCheck check = ask("ALTER TABLE child ADD CHECK (nothing > 0)").get(0);
        assertThat(check.failing()).isNull();
        assertThat(check.fails()).isFalse();
        assertThat(check.note()).startsWith("It cannot be asked: ");
    }

    @Test
    void thereAreAtMostFiftyQuestions() throws SQLException {
        String[] many = IntStream.range(0, 80)
                .mapToObj(i -> "ALTER TABLE child ADD CHECK (amount > " + i + ")")
                .toArray(String[]::new);
        assertThat(ask(many)).hasSize(DataChecks.MOST);
    }
}
