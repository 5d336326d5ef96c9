package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** refinery: {@code V1__words.sql} and {@code U1__words.sql}; its {@code U} is no undo but a migration out of sequence. */
final class RefineryImporter implements Importer {
    private static final Pattern NAME = Pattern.compile("(?:.*/)?([UV])(\\d+(?:\\.\\d+)?)__(\\w+)\\.(sql|rs)");
    private static final Pattern SIGN = Pattern.compile("Cargo\\.toml|refinery\\.toml");
    private static final Pattern OUTSIDE = Pattern.compile("(?m)^\\s*--\\s*\\+refinery NO TRANSACTION\\b");

    @Override
    public String system() {
        return "refinery";
    }

    @Override
    public boolean recognises(SourceFolder folder) {
        return folder.all().stream().anyMatch(file -> NAME.matcher(file).matches())
                && (!folder.named(SIGN).isEmpty()
                        || folder.all().stream()
                                .anyMatch(file -> file.endsWith(".rs")
                                        && NAME.matcher(file).matches())
                        || sql(folder).stream()
                                .anyMatch(file ->
                                        OUTSIDE.matcher(folder.glance(file)).find()));
    }

    @Override
    public Conversion convert(SourceFolder folder) {
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.TRANSACTION);
        sql(folder).stream()
                .sorted(Comparator.comparing(RefineryImporter::version).thenComparing(file -> file))
                .forEach(file -> tree.text(file).ifPresent(text -> convert(tree, folder, file, text)));
        folder.all().stream()
                .filter(file -> file.endsWith(".rs") && NAME.matcher(file).matches())
                .forEach(file -> CodeMigrations.refuse(tree.findings(), folder.shown(file), "refinery", "Rust"));
        return tree.finish("by number, as refinery runs them");
    }

    private static List<String> sql(SourceFolder folder) {
        return folder.all().stream()
                .filter(file -> file.endsWith(".sql") && NAME.matcher(file).matches())
                .toList();
    }

    private static void convert(ImportSession tree, SourceFolder folder, String file, String text) {
        Matcher name = NAME.matcher(file);
        if (!name.matches()) {
            return;
        }
        MigrationText up = MigrationText.whole(
                folder.shown(file), text, OUTSIDE.matcher(text).find());
        tree.add(SourceMigration.of(name.group(2), name.group(3), name.group(2), up, null)
                .checked(folder.bytes(file), bytes -> checksum(name.group(3), name.group(2), bytes)));
    }

    /** Rust hashes a text as its bytes and 0xFF, and the number as four bytes, the lowest first. */
    private static @Nullable String checksum(String name, String version, byte[] sql) {
        if (version.length() > 9 || version.contains(".")) {
            return null;
        }
        ByteArrayOutputStream hashed = new ByteArrayOutputStream();
        hashed.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        hashed.write(0xFF);
        hashed.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(Integer.parseInt(version))
                .array());
        hashed.writeBytes(sql);
        hashed.write(0xFF);
        return Long.toUnsignedString(SipHash.of(hashed.toByteArray()));
    }

    private static dev.migrationcontrol.script.Version version(String file) {
        Matcher name = NAME.matcher(file);
        return dev.migrationcontrol.script.Version.of(name.matches() ? name.group(2) : "0");
    }
}
