package dev.migrationcontrol.console;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The static files of the console. Browsers keep them for long, so their address changes with what is in them. */
@Singleton
final class Assets {
    private static final String FOLDER = "META-INF/resources/console/static/";

    private final String version;

    Assets() {
        this.version = digest(List.of("console.css", "live.js", "icon.svg"));
    }

    String version() {
        return version;
    }

    private static String digest(List<String> names) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : names) {
                try (InputStream file =
                        Thread.currentThread().getContextClassLoader().getResourceAsStream(FOLDER + name)) {
                    digest.update(file == null ? new byte[0] : file.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
