package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.SourceFolder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The hashes that Atlas records: of every file with its name, together with all files before it. */
final class AtlasSums {
    private static final Pattern FILE = Pattern.compile(".*\\.sql");
    private static final Pattern LEFT_OUT =
            Pattern.compile("(?m)\\A(--.*\\R)*?--[ \\t]*atlas:sum[ \\t]+ignore[ \\t]*$");

    private AtlasSums() {}

    static Map<String, String> of(SourceFolder folder) {
        try {
            MessageDigest all = MessageDigest.getInstance("SHA-256");
            Map<String, String> sums = new HashMap<>();
            for (String file : folder.named(FILE)) {
                all.update(file.getBytes(StandardCharsets.UTF_8));
                if (!LEFT_OUT.matcher(folder.glance(file)).find()) {
                    all.update(folder.bytes(file));
                    MessageDigest soFar = (MessageDigest) all.clone();
                    sums.put(file, Base64.getEncoder().encodeToString(soFar.digest()));
                }
            }
            return sums;
        } catch (NoSuchAlgorithmException | CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
