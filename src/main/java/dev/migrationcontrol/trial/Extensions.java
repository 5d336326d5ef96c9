package dev.migrationcontrol.trial;

import dev.migrationcontrol.engine.MigrationRunner;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.sql.SqlIdentifiers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which extensions of a trial's scripts the server cannot create, and what is created in their place. */
final class Extensions {
    /** So many extensions are asked for. */
    private static final int MOST = 50;

    /** Undefined table and column. */
    private static final Set<String> RELATIONS = Set.of("42P01", "42703");

    private final TrialScripts scripts;
    private final Map<String, StandIn> standIns = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();

    Extensions(TrialScripts scripts) {
        this.scripts = scripts;
    }

    /**
     * Asks a scratch database, by creating each extension and taking that back; where one cannot be created and there is
     * a stand-in, the trial's copies of the scripts are changed.
     *
     * @return whether they were
     */
    boolean replace(MigrationRunner runner, Target target, Path folder) throws RunFailure {
        Map<String, String> places = new LinkedHashMap<>();
        new TreeMap<>(scripts.files()).forEach((name, text) -> {
            if (name.endsWith(".sql")) {
                StandInScript.created(text)
                        .forEach(each -> places.putIfAbsent(
                                each.extension(), scripts.placeOf(name).at(each.line())));
            }
        });
        for (Map.Entry<String, String> each : places.entrySet()) {
            Optional<StandIn> standIn = standIns.size() < MOST ? StandIn.of(each.getKey()) : Optional.empty();
            if (standIn.isPresent()) {
                Optional<String> why = obstacle(runner, target, each.getKey());
                if (why.isPresent()) {
                    standIns.put(each.getKey(), standIn.get());
                    findings.add(finding(standIn.get(), each.getValue(), why.get()));
                }
            }
        }
        if (!standIns.isEmpty()) {
            write(folder);
        }
        return !standIns.isEmpty();
    }

    /** Why an extension cannot be created; empty when it can. */
    private static Optional<String> obstacle(MigrationRunner runner, Target target, String extension)
            throws RunFailure {
        try {
            return runner.inSession(
                    target,
                    session -> session.transact((connection, history) -> {
                        try (Statement statement = connection.createStatement()) {
                            statement.execute("CREATE EXTENSION " + SqlIdentifiers.identifier(extension) + " CASCADE");
                            return Optional.empty();
                        } catch (SQLException e) {
                            return Optional.of(String.valueOf(e.getMessage()));
                        } finally {
                            connection.rollback();
                        }
                    }));
        } catch (RunFailure e) {
            if (e.reason() != RunFailure.Reason.UNREACHABLE) {
                throw e;
            }
            // Some end the session that creates them on a server which is not set up for them.
            return Optional.of(e.message());
        }
    }

    private void write(Path folder) {
        StandInScript script = new StandInScript(standIns);
        try {
            for (Map.Entry<String, String> each : scripts.files().entrySet()) {
                if (each.getKey().endsWith(".sql")) {
                    Files.writeString(folder.resolve(each.getKey()), script.of(each.getValue()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Finding finding(StandIn standIn, String where, String why) {
        return new Finding(
                "extension-missing-on-server",
                Severity.WARNING,
                where,
                "The server of the scratch databases cannot create the extension " + standIn.extension()
                        + ", so the trial used a stand-in: " + standIn.described()
                        + ". It shows whether the scripts run, not what the extension does. The server says: "
                        + why.replaceFirst("^(ERROR|FATAL): ", "")
                                .lines()
                                .findFirst()
                                .orElse("nothing"),
                "Install it there, or name an environment whose server has it as scratchEnvironment, to try what"
                        + " notRun lists as well.");
    }

    /** The extension whose stand-in lacks what a failure misses; null when it is not for that. */
    @Nullable
    String lackedBy(RunFailure failure) {
        RunFailure.ServerError error = failure.error();
        boolean relation = error != null && RELATIONS.contains(String.valueOf(error.sqlState()));
        Set<String> named = MissingObjects.names(failure.message());
        return standIns.values().stream()
                .filter(each -> each.isNamedIn(named, relation))
                .map(StandIn::extension)
                .findFirst()
                .orElse(null);
    }

    List<Finding> findings() {
        return findings;
    }

    /** What is said of a trial with stand-ins; null when it had none. */
    @Nullable
    String note() {
        return standIns.isEmpty()
                ? null
                : "Stand-ins were used for extensions that the server cannot create: "
                        + String.join(", ", standIns.keySet()) + ".";
    }
}
