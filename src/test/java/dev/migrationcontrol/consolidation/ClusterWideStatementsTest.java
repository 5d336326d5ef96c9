package dev.migrationcontrol.consolidation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterWideStatementsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE ROLE app;",
                "DO $$ BEGIN EXECUTE 'CREATE ROLE app'; END $$;",
                "DO $$ BEGIN RAISE NOTICE 'now'; EXECUTE format('ALTER ROLE %I LOGIN', 'app'); END $$;",
                "GRANT app TO other;"
            })
    void areFoundAlsoWhereABlockPutsThemTogether(String sql) {
        assertThat(ClusterWideStatements.find(sql)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'cannot create user, it''s taken'; END $$"
                        + " LANGUAGE plpgsql;",
                "COMMENT ON TABLE t IS 'create user accounts here';",
                "-- CREATE ROLE app\nGRANT SELECT ON t TO app;"
            })
    void messagesAndCommentsAreNone(String sql) {
        assertThat(ClusterWideStatements.find(sql)).isEmpty();
    }
}
