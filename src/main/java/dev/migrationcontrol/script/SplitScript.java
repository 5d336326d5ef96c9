package dev.migrationcontrol.script;

import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.TransactionBlocks;
import dev.migrationcontrol.sql.TransactionRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.sqlscript.Delimiter;
import org.flywaydb.core.internal.sqlscript.ParsedSqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlScriptMetadata;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.flywaydb.database.postgresql.PostgreSQLCopyParsedStatement;
import org.jspecify.annotations.Nullable;

/** A script as our own reader splits it, in the form in which Flyway's executor runs it. */
final class SplitScript implements SqlScript {
    private final LoadableResource resource;
    private final SqlScriptMetadata metadata;
    private final Configuration configuration;
    private final List<SqlStatement> statements = new ArrayList<>();
    private boolean sequence = true;
    private @Nullable Refused refused;
    private @Nullable Statement transactional;

    SplitScript(LoadableResource resource, SqlScriptMetadata metadata, Configuration configuration) {
        this.resource = resource;
        this.metadata = metadata;
        this.configuration = configuration;
    }

    /** A statement that cannot run inside of a transaction block. */
    private record Refused(Statement statement, String name) {}

    /** @param committing whether a procedure of this name ends transactions */
    SplitScript with(ReadScript script, Predicate<String> committing) {
        for (Statement statement : script.statements()) {
            String name = TransactionBlocks.refused(statement, committing);
            if (name == null) {
                transactional = transactional == null ? statement : transactional;
            } else {
                refused = refused == null ? new Refused(statement, name) : refused;
            }
            sequence &= !TransactionRules.touches(statement) && statement.copied() == null;
            statements.add(flyways(statement, name == null));
        }
        return this;
    }

    /** Whether no statement copies data, or begins or ends a transaction or a part of one. */
    boolean isSequence() {
        return sequence;
    }

    private static SqlStatement flyways(Statement statement, boolean inTransaction) {
        String copied = statement.copied();
        return copied == null
                ? new ParsedSqlStatement(
                        statement.start(),
                        statement.line(),
                        statement.column(),
                        statement.text(),
                        Delimiter.SEMICOLON,
                        inTransaction,
                        false)
                : new PostgreSQLCopyParsedStatement(
                        statement.start(), statement.line(), statement.column(), statement.text(), copied);
    }

    /**
     * Refuses what Flyway refuses: some statements that need a transaction and others that cannot have one, and no word on
     * which of the two to do without.
     */
    @Override
    public void validate() {
        Refused outside = refused;
        Statement inside = transactional;
        if (outside == null
                || inside == null
                || configuration.isMixed()
                || metadata.executeInTransaction() != null
                || !configuration.isExecuteInTransaction()) {
            return;
        }
        String script = resource.getFilename();
        throw new ScriptInvalid(
                outside.statement().line(),
                script + " holds a statement that cannot run inside of a transaction (" + outside.name() + ", line "
                        + outside.statement().line() + ") and others that would run in one (line " + inside.line()
                        + "). Move it to a script of its own; or write executeInTransaction=false into " + script
                        + ".conf, so that no statement of this script runs in a transaction and a failure leaves the changes of"
                        + " earlier statements; or set mixed=true for the environment, which says the same of all its scripts.");
    }

    @Override
    public SqlStatementIterator getSqlStatements() {
        Iterator<SqlStatement> all = statements.iterator();
        return new SqlStatementIterator() {
            @Override
            public void close() {}

            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            @SuppressWarnings("NullAway") // Flyway's own iterators end with null
            public @Nullable SqlStatement next() {
                return all.hasNext() ? all.next() : null;
            }
        };
    }

    @Override
    public int getSqlStatementCount() {
        return statements.size();
    }

    @Override
    public boolean executeInTransaction() {
        Boolean configured = metadata.executeInTransaction();
        return configured == null ? refused == null && configuration.isExecuteInTransaction() : configured;
    }

    @Override
    public boolean placeholderReplacement() {
        return isReplaced(metadata, configuration);
    }

    static boolean isReplaced(SqlScriptMetadata metadata, Configuration configuration) {
        Boolean configured = metadata.placeholderReplacement();
        return configured == null ? configuration.isPlaceholderReplacement() : configured;
    }

    @Override
    public LoadableResource getResource() {
        return resource;
    }

    @Override
    public boolean shouldExecute() {
        return metadata.shouldExecute();
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
        return resource.getRelativePath().compareTo(other.getResource().getRelativePath());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SplitScript script && compareTo(script) == 0;
    }

    @Override
    public int hashCode() {
        return resource.getRelativePath().hashCode();
    }
}
