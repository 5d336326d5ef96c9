package dev.migrationcontrol.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** SHA-256 over the names and contents of the scripts and of the files of their settings. */
final class ScriptDigest {
    static final String SETTINGS = ".conf";
    private static final int BUFFER = 64 * 1024;

    private final String text;

    ScriptDigest(List<ScriptFile> files, Set<String> used) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ScriptFile file : files) {
                if (used.contains(file.name()) || isSettings(file.name(), used)) {
                    digest.update(file.name().getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                    update(digest, file);
                    digest.update((byte) 0);
                }
            }
            this.text = HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of texts, each with its length before it, so that two are never read as one. */
    static String of(List<String> texts) {
        StringBuilder all = new StringBuilder();
        texts.forEach(each -> all.append(each.length()).append(':').append(each));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isSettings(String name, Set<String> used) {
        return name.endsWith(SETTINGS) && used.contains(name.substring(0, name.length() - SETTINGS.length()));
    }

    private static void update(MessageDigest digest, ScriptFile file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream content = Files.newInputStream(file.path())) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
