package dev.migrationcontrol.script;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The files of an environment's locations as they were when each was first read: whoever reads one again, our runner or
 * a stock Flyway, gets the same text or {@link ScriptChanged}. So what runs is what the checksum in the plan belongs to.
 */
public final class PlannedFiles implements ResourceProvider {
    private final ResourceProvider files;
    private final ClassProvider<JavaMigration> classes;
    private final Map<String, Fingerprint> fingerprints = new ConcurrentHashMap<>();
    private volatile boolean outdated;

    PlannedFiles(ResourceProvider files, ClassProvider<JavaMigration> classes) {
        this.files = files;
        this.classes = classes;
    }

    /** What a text was: its digest and its length in characters, at which the reading of a file that grows ends. */
    record Fingerprint(String digest, long length) {}

    /** The Java migrations, which no one edits while the service runs. */
    ClassProvider<JavaMigration> classes() {
        return classes;
    }

    /** Whether a file was found to have changed, so that all of them have to be read again. */
    boolean isOutdated() {
        return outdated;
    }

    /**
     * Reads a file for nothing but the comparison.
     *
     * @throws ScriptChanged when it is not what it was
     */
    public void verify(LoadableResource file) {
        try (Reader reader = file.read()) {
            reader.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        LoadableResource file = files.getResource(name);
        return file == null ? null : new PlannedFile(file);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return files.getResources(prefix, suffixes).stream()
                .<LoadableResource>map(PlannedFile::new)
                .toList();
    }

    private final class PlannedFile extends LoadableResource {
        private final LoadableResource file;

        PlannedFile(LoadableResource file) {
            this.file = file;
        }

        @Override
        public Reader read() {
            Fingerprint known = fingerprints.get(file.getAbsolutePath());
            if (known == null) {
                return new FingerprintReader(
                        file.read(),
                        null,
                        found -> require(fingerprints.putIfAbsent(file.getAbsolutePath(), found), found));
            }
            try {
                return new FingerprintReader(file.read(), known, found -> require(known, found));
            } catch (FlywayException e) {
                throw changed();
            }
        }

        private void require(@Nullable Fingerprint known, Fingerprint found) {
            if (known != null && !known.equals(found)) {
                throw changed();
            }
        }

        private ScriptChanged changed() {
            outdated = true;
            return new ScriptChanged(file.getRelativePath());
        }

        @Override
        public boolean shouldStream() {
            return file.shouldStream();
        }

        @Override
        public String getAbsolutePath() {
            return file.getAbsolutePath();
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return file.getAbsolutePathOnDisk();
        }

        @Override
        public String getFilename() {
            return file.getFilename();
        }

        @Override
        public String getRelativePath() {
            return file.getRelativePath();
        }
    }
}
