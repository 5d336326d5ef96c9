package dev.migrationcontrol.console;

import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The static files of the console, without what only their authors read, compressed once as well as can be. Browsers keep
 * them for long, so their address changes with what is in them.
 */
@Singleton
final class Assets {
    private static final String FOLDER = "console/assets/";
    private static final Map<String, String> TYPES = Map.of(
            "console.css", "text/css;charset=UTF-8",
            "live.js", "text/javascript;charset=UTF-8",
            "icon.svg", "image/svg+xml");

    private final Map<String, Asset> files = new LinkedHashMap<>();
    private final String version;

    Assets() {
        MessageDigest digest = sha256();
        TYPES.keySet().stream().sorted().forEach(name -> {
            byte[] plain = Compact.of(name, read(name)).getBytes(StandardCharsets.UTF_8);
            digest.update(plain);
            files.put(name, new Asset(String.valueOf(TYPES.get(name)), plain, compressed(plain)));
        });
        this.version = HexFormat.of().formatHex(digest.digest(), 0, 6);
    }

    /** A file as it is sent. */
    @SuppressWarnings("ArrayRecordComponent") // written to the wire, never compared
    record Asset(String type, byte[] plain, byte[] compressed) {}

    String version() {
        return version;
    }

    @Nullable
    Asset find(String name) {
        return files.get(name);
    }

    private static String read(String name) {
        try (InputStream file = Thread.currentThread().getContextClassLoader().getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not in this build");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] compressed(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Strongest gzip = new Strongest(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The level is a field of the class above it alone. */
    private static final class Strongest extends GZIPOutputStream {
        Strongest(ByteArrayOutputStream bytes) throws IOException {
            super(bytes);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
