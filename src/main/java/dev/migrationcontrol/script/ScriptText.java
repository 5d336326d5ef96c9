package dev.migrationcontrol.script;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.flywaydb.core.api.resource.LoadableResource;

/** The text of a resource. */
final class ScriptText {
    private ScriptText() {}

    static String read(LoadableResource resource) {
        try (Reader reader = resource.read();
                StringWriter text = new StringWriter()) {
            reader.transferTo(text);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
