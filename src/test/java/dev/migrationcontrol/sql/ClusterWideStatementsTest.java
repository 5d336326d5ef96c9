package dev.migrationcontrol.sql;

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
                "GRANT app TO other;",
                "COMMENT ON DATABASE shop IS 'ours';",
                "GRANT CONNECT, TEMPORARY\n  ON DATABASE  shop TO app;",
                "REVOKE ALL ON DATABASE \"Shop\" FROM PUBLIC;",
                "SECURITY LABEL FOR dummy ON DATABASE shop IS 'x';",
                "DO $$ BEGIN EXECUTE 'GRANT CONNECT ON DATABASE shop TO app'; END $$;"
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
                "-- CREATE ROLE app\nGRANT SELECT ON t TO app;",
                "COMMENT ON TABLE t IS 'x'; GRANT SELECT ON t TO app; COMMENT ON COLUMN t.database IS 'y';",
                "DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE  %I TO app', current_database()); END $$;",
                "DO $$ BEGIN EXECUTE 'COMMENT ON DATABASE ' || quote_ident(current_database()) || ' IS NULL'; END $$;"
            })
    void messagesAndCommentsAreNone(String sql) {
        assertThat(ClusterWideStatements.find(sql)).isEmpty();
    }
}
