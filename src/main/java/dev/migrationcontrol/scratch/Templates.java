package dev.migrationcontrol.scratch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Databases on a server that hold what a chain of scripts builds, to be copied. They are bounded in number and age; what
 * was left half made is dropped.
 */
final class Templates {
    static final String PREFIX = "mc_template_";

    /** More are dropped, those first that were not used for the longest time. */
    static final int MOST = 10;

    private static final String COMMENT = "Migration Control template, used ";
    private static final Duration LONGEST_UNUSED = Duration.ofDays(14);
    private static final Duration LONGEST_UNFINISHED = Duration.ofMinutes(10);
    private static final int DIGITS = 16;
    private static final Logger LOG = Logger.getLogger(Templates.class);

    private static final String ALL = "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database"
            + " WHERE datname ~ '^" + PREFIX + "[0-9a-f]{" + DIGITS + "}$' AND pg_has_role(datdba, 'MEMBER')";

    private final Connection owner;

    /** @param owner a session of the role that makes scratch databases */
    Templates(Connection owner) {
        this.owner = owner;
    }

    /**
     * A template.
     *
     * @param used null when it is not finished
     */
    private record Template(String name, @Nullable Instant used, Instant since) {}

    static String name(String digest) {
        return PREFIX + digest.substring(0, DIGITS);
    }

    /** The last of these states that there is a template of, by its place in the list. */
    Optional<Integer> findLast(List<String> digests) throws SQLException {
        List<String> there = all().stream()
                .filter(each -> each.used() != null)
                .map(Template::name)
                .toList();
        for (int i = digests.size() - 1; i >= 0; i--) {
            if (there.contains(name(digests.get(i)))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** Says that a template was used now. */
    void used(String digest) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("COMMENT ON DATABASE " + name(digest) + " IS '" + COMMENT
                    + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "'");
        }
    }

    /** Makes a scratch database that nobody is connected to a template; false when there was one by then. */
    boolean keep(String scratch, String digest) throws SQLException {
        prune(MOST - 1);
        try (Statement statement = owner.createStatement()) {
            statement.execute("ALTER DATABASE " + scratch + " RENAME TO " + name(digest));
            statement.execute("ALTER DATABASE " + name(digest) + " ALLOW_CONNECTIONS false");
            used(digest);
            return true;
        } catch (SQLException e) {
            if ("42P04".equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Drops what is too old, left half made, or too much. */
    void prune(int most) throws SQLException {
        Instant now = Instant.now();
        List<Template> kept = new ArrayList<>();
        for (Template each : all()) {
            boolean old = each.since().isBefore(now.minus(each.used() == null ? LONGEST_UNFINISHED : LONGEST_UNUSED));
            if (old) {
                drop(each.name());
            } else {
                kept.add(each);
            }
        }
        kept.sort(Comparator.comparing(Template::since).reversed());
        for (Template each : kept.subList(Math.min(most, kept.size()), kept.size())) {
            drop(each.name());
        }
    }

    private void drop(String name) {
        try {
            ScratchDatabase.drop(owner, name);
        } catch (SQLException e) {
            LOG.debugf("The template %s is not dropped: %s", name, e.getMessage());
        }
    }

    private List<Template> all() throws SQLException {
        List<Template> templates = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(ALL)) {
            while (row.next()) {
                String comment = row.getString(2);
                boolean finished = comment != null && comment.startsWith(COMMENT);
                Instant since = lastInstant(comment == null ? "" : comment);
                templates.add(new Template(row.getString(1), finished ? since : null, since));
            }
        }
        return templates;
    }

    /** A scratch database says last when it was made. */
    private static Instant lastInstant(String comment) {
        try {
            return Instant.parse(comment.substring(comment.lastIndexOf(' ') + 1));
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
