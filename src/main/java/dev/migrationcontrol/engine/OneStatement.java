package dev.migrationcontrol.engine;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.jspecify.annotations.Nullable;

/** One statement of a script, as Flyway's executor runs it alone. */
record OneStatement(SqlScript whole, SqlStatement statement) implements SqlScript {
    @Override
    public void validate() {}

    @Override
    public SqlStatementIterator getSqlStatements() {
        Iterator<SqlStatement> one = List.of(statement).iterator();
        return new SqlStatementIterator() {
            @Override
            public void close() {}

            @Override
            public boolean hasNext() {
                return one.hasNext();
            }

            @Override
            @SuppressWarnings("NullAway") // Flyway's own iterators end with null
            public @Nullable SqlStatement next() {
                return one.hasNext() ? one.next() : null;
            }
        };
    }

    @Override
    public int getSqlStatementCount() {
        return 1;
    }

    @Override
    public boolean executeInTransaction() {
        return whole.executeInTransaction();
    }

    @Override
    public boolean placeholderReplacement() {
        return whole.placeholderReplacement();
    }

    @Override
    public LoadableResource getResource() {
        return whole.getResource();
    }

    @Override
    public boolean shouldExecute() {
        return whole.shouldExecute();
    }

    @Override
    public Collection<SqlScript> getReferencedSqlScripts() {
        return List.of();
    }

    @Override
    public boolean includeReferencedScriptsInChecksum() {
        return false;
    }

    @Override
    public int compareTo(SqlScript other) {
        return whole.compareTo(other);
    }
}
