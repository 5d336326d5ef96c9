package dev.migrationcontrol.catalogue;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a target holds, at one time.
 *
 * @param complete whether everything was read; otherwise what is not here may be there nevertheless
 * @param volatileFunctions the names of the built-in functions whose value may differ from row to row
 * @param defaultGrants what tables that the role of the session makes are granted by themselves
 * @param replicated whether changes are sent to subscribers: there is a publication, or a slot for logical replication
 */
public record TargetCatalogue(
        Server server,
        Instant readAt,
        boolean complete,
        Map<String, TargetRelation> relations,
        List<Sequence> sequences,
        List<Type> types,
        List<Routine> routines,
        Set<String> volatileFunctions,
        List<Publication> publications,
        List<Extension> extensions,
        List<DefaultGrant> defaultGrants,
        boolean replicated) {
    public TargetCatalogue {
        relations = new LinkedHashMap<>(relations);
        sequences = List.copyOf(sequences);
        types = List.copyOf(types);
        routines = List.copyOf(routines);
        volatileFunctions = Set.copyOf(volatileFunctions);
        publications = List.copyOf(publications);
        extensions = List.copyOf(extensions);
        defaultGrants = List.copyOf(defaultGrants);
    }

    /**
     * The server and the session.
     *
     * @param version as {@code server_version_num} has it: 150018 for 15.18
     * @param display as {@code 15.18}
     * @param searchPath the schemas that are there and in which names are looked for
     */
    public record Server(
            int version, String display, String timeZone, List<String> searchPath, String role, boolean superuser) {
        public Server {
            searchPath = List.copyOf(searchPath);
        }

        /** The first part of its version, such as 15. */
        public int major() {
            return version / 10_000;
        }
    }

    /**
     * A sequence.
     *
     * @param lastValue null where it was never used or may not be read
     * @param ownedBy the column that it belongs to, as {@code public.orders.id}; null where there is none
     */
    public record Sequence(
            String schema,
            String name,
            String type,
            long maxValue,
            @Nullable Long lastValue,
            @Nullable String ownedBy) {}

    /**
     * A type that someone made.
     *
     * @param kind {@code d} domain, {@code e} enum
     * @param labels of an enum, in their order
     * @param checked whether a domain checks its values
     * @param usedBy the columns of tables that have it, as {@code public.orders.state}; of many the first
     */
    public record Type(
            String schema, String name, String kind, List<String> labels, boolean checked, List<String> usedBy) {
        public Type {
            labels = List.copyOf(labels);
            usedBy = List.copyOf(usedBy);
        }
    }

    /**
     * A function or procedure that is not built in.
     *
     * @param arguments as the server writes their types
     * @param volatility {@code i} immutable, {@code s} stable, {@code v} volatile
     * @param body of one that someone made, cut where it is long; empty for those of an extension
     * @param settings what its SET clauses say, as {@code search_path=public}
     */
    public record Routine(
            String schema,
            String name,
            String arguments,
            String language,
            String volatility,
            boolean securityDefiner,
            List<String> settings,
            String body) {
        public Routine {
            settings = List.copyOf(settings);
        }
    }

    /**
     * A publication.
     *
     * @param tables with their schemas; empty where it is for all of them
     */
    public record Publication(String name, boolean allTables, boolean updates, boolean deletes, List<String> tables) {
        public Publication {
            tables = List.copyOf(tables);
        }
    }

    /**
     * An extension that the server has.
     *
     * @param installed the version in this database; null where it is not in it
     * @param superuser whether only a superuser may create it
     */
    public record Extension(
            String name, String available, @Nullable String installed, boolean superuser, boolean trusted) {}

    /**
     * That a role gets a right on each new table.
     *
     * @param schema null for tables in every schema
     * @param grantee {@code public} for all roles
     */
    public record DefaultGrant(@Nullable String schema, String grantee) {}

    /** The same with this schema as the first of the search path, as Flyway sets it. */
    TargetCatalogue withDefaultSchema(String schema) {
        List<String> path = Stream.concat(Stream.of(schema), server.searchPath().stream())
                .distinct()
                .toList();
        Server first = new Server(
                server.version(), server.display(), server.timeZone(), path, server.role(), server.superuser());
        return new TargetCatalogue(
                first,
                readAt,
                complete,
                relations,
                sequences,
                types,
                routines,
                volatileFunctions,
                publications,
                extensions,
                defaultGrants,
                replicated);
    }

    /** The relation of this name in this schema, or in the first schema of the search path that has it. */
    public Optional<TargetRelation> find(@Nullable String schema, String name) {
        Stream<String> schemas = schema == null ? server.searchPath().stream() : Stream.of(schema);
        return schemas.flatMap(each -> Stream.ofNullable(relations.get(each + "." + name)))
                .findFirst();
    }

    /** The relation of this name with its schema. */
    public Optional<TargetRelation> find(String qualified) {
        return Optional.ofNullable(relations.get(qualified));
    }

    public Collection<TargetRelation> all() {
        return relations.values();
    }

    /** The foreign keys of other tables that refer to this one. */
    public List<TargetConstraint> referencing(TargetRelation table) {
        return relations.values().stream()
                .flatMap(TargetRelation::foreignKeys)
                .filter(each -> table.qualified().equals(each.referenced()))
                .toList();
    }

    /** The partitions of a table, or the tables that inherit from it. */
    public List<TargetRelation> children(TargetRelation table) {
        return relations.values().stream()
                .filter(each -> table.qualified().equals(each.parent()))
                .toList();
    }

    /** The table that has an index of this name. */
    public Optional<TargetRelation> ofIndex(@Nullable String schema, String index) {
        return relations.values().stream()
                .filter(each ->
                        schema == null ? server.searchPath().contains(each.schema()) : schema.equals(each.schema()))
                .filter(each -> each.index(index).isPresent())
                .findFirst();
    }
}
