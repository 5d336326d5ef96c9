package dev.migrationcontrol.planner.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.sql.ReadScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryHarmTest {
    private static final HistoryPlace PLACE = new HistoryPlace("app", "flyway_schema_history", "deployer");

    private static boolean isFound(String script) {
        return HistoryHarm.mayBeIn(script, PLACE)
                && HistoryHarm.in(ReadScript.of(script), PLACE).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table flyway_schema_history",
                "DROP TABLE IF EXISTS a, b, app.flyway_schema_history CASCADE",
                "drop table \"app\" . \"flyway_schema_history\"",
                "DROP TABLE Flyway_Schema_History",
                "drop schema app cascade",
                "DROP SCHEMA IF EXISTS other, \"app\"",
                "drop owned by deployer",
                "DROP OWNED BY someone, CURRENT_USER CASCADE",
                "alter schema app rename to old",
                "alter table flyway_schema_history rename to h",
                "ALTER TABLE IF EXISTS ONLY app.flyway_schema_history SET SCHEMA other",
                "alter table app.flyway_schema_history rename column version to v",
                "alter table flyway_schema_history rename script to s",
                "alter table flyway_schema_history add x int, drop column if exists checksum",
                "alter table flyway_schema_history alter column version type text",
                "alter table flyway_schema_history alter version set data type text",
                "truncate flyway_schema_history",
                "TRUNCATE TABLE ONLY a, app.flyway_schema_history",
                "delete from flyway_schema_history where version = '1'",
                "with gone as (delete from only app.flyway_schema_history returning *) select 1",
                "update flyway_schema_history set success = true",
                "insert into app.flyway_schema_history select * from old",
                "merge into flyway_schema_history using x on true when matched then delete",
                "copy flyway_schema_history from stdin;\n\\.\n",
                "do $$ begin drop table flyway_schema_history; end $$",
                "do $$ begin if true then drop schema app cascade; end if; end $$",
                "set search_path to other, app; drop table flyway_schema_history",
                "set search_path = other; reset search_path; drop table flyway_schema_history"
            })
    void finds(String script) {
        assertThat(isFound(script)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table other.flyway_schema_history",
                "drop table \"Flyway_Schema_History\"",
                "drop table flyway_schema_history_old",
                "drop schema other cascade",
                "drop schema \"APP\"",
                "drop owned by someone",
                "alter schema other rename to app2",
                "alter table flyway_schema_history add column note text",
                "alter table flyway_schema_history drop column note",
                "alter table flyway_schema_history owner to someone",
                "grant select on flyway_schema_history to reader",
                "comment on table flyway_schema_history is 'x'",
                "select * from flyway_schema_history for update of flyway_schema_history",
                "create table copy_of as select * from flyway_schema_history",
                "copy flyway_schema_history to stdout",
                "insert into audit select * from flyway_schema_history",
                "delete from audit where t = 'flyway_schema_history'",
                "create function f() returns void language sql as $$ drop table flyway_schema_history $$",
                "-- drop table flyway_schema_history\nselect 1",
                "select 'drop schema app'",
                "set search_path to legacy; drop table flyway_schema_history",
                "select pg_catalog.set_config('search_path', '', false); drop table flyway_schema_history"
            })
    void leavesAlone(String script) {
        assertThat(isFound(script)).isFalse();
    }

    @Test
    void namesTheLine() {
        assertThat(HistoryHarm.in(ReadScript.of("select 1;\n\n/* c */\ndrop schema app;"), PLACE))
                .hasValueSatisfying(found -> assertThat(found.line()).isEqualTo(4));
    }
}
