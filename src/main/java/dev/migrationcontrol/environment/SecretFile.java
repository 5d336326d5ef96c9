package dev.migrationcontrol.environment;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** A mounted file that holds the value of a variable. */
final class SecretFile {
    private static final long MAX_BYTES = 65_536;

    private SecretFile() {}

    static String variableFor(String name) {
        return isProperty(name) ? name + "-file" : name + "_FILE";
    }

    /** The variable whose value a variable's file gives; itself if it names no file. */
    static String variableOf(String name) {
        String suffix = isProperty(name) ? "-file" : "_FILE";
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    }

    /** A password from a file is taken as it is, so that there is a place for every password. */
    static boolean isLiteral(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith("password");
    }

    /** The content without the newline at its end. The path is not quoted: it may be a misplaced secret. */
    static Optional<String> read(String path, Complaints complaints) {
        try {
            Path file = Path.of(path.strip());
            if (Files.isDirectory(file)) {
                complaints.add("names a folder", "name the file in it");
            } else if (Files.size(file) > MAX_BYTES) {
                complaints.add("names a file of more than 64 KiB", "name the file that holds the value alone");
            } else {
                String content = Files.readString(file).replaceFirst("[\\r\\n]+$", "");
                if (!content.isBlank()) {
                    return Optional.of(content);
                }
                complaints.add("names an empty file", "write the value into it");
            }
        } catch (NoSuchFileException | InvalidPathException missing) {
            complaints.add("names a file that does not exist", "name the mounted file");
        } catch (AccessDeniedException denied) {
            complaints.add("names a file that the service may not read", "let its user read the file");
        } catch (IOException unreadable) {
            complaints.add("names a file that cannot be read as text", "name a text file in UTF-8");
        }
        return Optional.empty();
    }

    private static boolean isProperty(String name) {
        return name.indexOf('.') >= 0;
    }
}
