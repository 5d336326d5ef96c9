package dev.migrationcontrol.conversion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.conversion.importer.FlywayImporter;
import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ConvertedMigration;
import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.TransactionRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** The files of a conversion, and the same bytes of a zip whenever they are the same. */
public final class ConversionArchive {
    static final String MANIFEST = "manifest.json";
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    private ConversionArchive() {}

    /** Scripts and their settings, by name. */
    public static Map<String, String> files(Conversion conversion) {
        Map<String, String> files = new TreeMap<>();
        for (ConvertedMigration each : conversion.migrations()) {
            if (each.system().equals(FlywayImporter.SYSTEM)) {
                keep(files, each.script(), each.sql());
                keep(files, each.undoScript(), each.undoSql());
            } else {
                put(files, each.script(), each.sql(), each.transactional());
                put(files, each.undoScript(), each.undoSql(), each.undoTransactional());
            }
        }
        return files;
    }

    /** What Flyway ran already it runs again without a word. */
    private static void keep(Map<String, String> files, @Nullable String script, @Nullable String sql) {
        if (script != null && sql != null) {
            files.put(script, sql);
        }
    }

    /** Flyway decides by itself unless it is set; what looks like a placeholder must not be replaced. */
    private static void put(
            Map<String, String> files, @Nullable String script, @Nullable String sql, boolean transactional) {
        if (script == null || sql == null) {
            return;
        }
        files.put(script, sql);
        String settings = mode(sql, transactional) + (sql.contains("${") ? "placeholderReplacement=false\n" : "");
        if (!settings.isEmpty()) {
            files.put(script + ".conf", settings);
        }
    }

    /** Without a word Flyway 13 runs a script with a new enum value outside of a transaction, or refuses it as mixed. */
    private static String mode(String sql, boolean transactional) {
        if (!transactional) {
            return "executeInTransaction=false\n";
        }
        boolean set = ReadScript.of(sql).statements().stream().anyMatch(TransactionRules::addsEnumValue);
        return set ? "executeInTransaction=true\n" : "";
    }

    static byte[] zip(Conversion conversion, Manifest manifest) {
        Map<String, String> files = files(conversion);
        try {
            files.put(
                    MANIFEST,
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(ALWAYS);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
