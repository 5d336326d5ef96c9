package dev.migrationcontrol.engine;

import dev.migrationcontrol.environment.Environment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The scripts of every environment, read once and again whenever the files change. */
@ApplicationScoped
public class ScriptCatalog {
    /** How long a set may be shown without looking at the files again. */
    private static final long TRUSTED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /**
     * The scripts, at most half a second old: for showing.
     *
     * @throws ScriptsUnreadable when they cannot be read
     */
    public Scripts read(Environment environment) {
        Entry entry = entries.get(environment.name());
        if (entry != null && System.nanoTime() - entry.checkedAt() < TRUSTED_NANOS) {
            return entry.resolved().scripts();
        }
        return readFresh(environment).scripts();
    }

    /**
     * The scripts as the files are now: for running.
     *
     * @throws ScriptsUnreadable when they cannot be read
     */
    public ResolvedScripts readFresh(Environment environment) {
        Entry entry = entries.compute(environment.name(), (name, known) -> refresh(environment, known));
        return Objects.requireNonNull(entry).resolved();
    }

    /**
     * The scripts of an environment that is there for one run only; nothing of it is kept.
     *
     * @throws ScriptsUnreadable when they cannot be read
     */
    public static ResolvedScripts readOnce(Environment environment) {
        return ScriptReader.read(environment);
    }

    private static Entry refresh(Environment environment, @Nullable Entry known) {
        ScriptFiles files = new ScriptFiles(environment.policy().locations());
        long stamp = files.missing().isEmpty() ? files.stamp() : 0;
        if (known != null && known.reusable() && known.stamp() == stamp) {
            return new Entry(known.resolved(), stamp, System.nanoTime(), true);
        }
        ResolvedScripts resolved = ScriptReader.read(environment);
        return new Entry(resolved, stamp, System.nanoTime(), isReusable(resolved));
    }

    /** A repeatable that uses the time of the run has another checksum each time. */
    private static boolean isReusable(ResolvedScripts resolved) {
        return resolved.scripts().of(Script.Kind.REPEATABLE).stream()
                .noneMatch(script -> script.type().equals("SQL")
                        && resolved.textOf(script).contains(BuiltInPlaceholders.TIMESTAMP + "}"));
    }

    private record Entry(ResolvedScripts resolved, long stamp, long checkedAt, boolean reusable) {}
}
