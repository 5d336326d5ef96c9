package dev.migrationcontrol.draft;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.proof.UndoQuestion;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.workspace.FolderDeletion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A temporary folder with a migration and its drafted undo, from which the runner reads them. */
record DraftFolder(Path folder) implements AutoCloseable {
    private static final String PLACEHOLDER = "${";
    private static final String SETTINGS = ".conf";

    /** The name that the undo of a migration has to have. */
    static String nameOf(Script up) {
        String file = up.name().substring(up.name().lastIndexOf('/') + 1);
        int name = file.indexOf("__");
        String rest = name < 0 ? "__undo.sql" : file.substring(name);
        return "U" + up.requireVersion() + rest;
    }

    /** Writes both. */
    Path write(Script up, ResolvedScripts scripts, String name, String undo) {
        try {
            String file = up.name().substring(up.name().lastIndexOf('/') + 1);
            Files.writeString(folder.resolve(file), scripts.textOf(up));
            if (!scripts.settingsOf(up).isEmpty()) {
                Files.writeString(folder.resolve(file + SETTINGS), scripts.settingsOf(up));
            }
            write(name, undo);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a text in which nothing is a placeholder. */
    void write(String name, String sql) throws IOException {
        Files.writeString(folder.resolve(name), sql);
        if (sql.contains(PLACEHOLDER)) {
            Files.writeString(folder.resolve(name + SETTINGS), "placeholderReplacement=false");
        }
    }

    /** The environment with this folder as its location. */
    Environment in(Environment environment, Path location) {
        Policy policy = environment.policy().withLocations(List.of("filesystem:" + location));
        return new Environment(environment.name(), environment.database(), null, environment.variable(), policy);
    }

    /** Scripts with their settings, as they are, in place of the environment's own: all of them, none applied. */
    UndoQuestion question(Environment environment, Map<String, String> files) {
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Environment with = in(environment, folder);
        return UndoQuestion.ofAll(with, ScriptCatalog.readOnce(with), new History(false, true, List.of(), List.of()));
    }

    /** What has to be next to the file. */
    List<String> noted(String sql, String name, List<String> notes) {
        if (!sql.contains(PLACEHOLDER)) {
            return notes;
        }
        List<String> all = new ArrayList<>(notes);
        all.add("The text holds ${, which is no placeholder: put the line placeholderReplacement=false into " + name
                + SETTINGS + ".");
        return all;
    }

    @Override
    public void close() {
        try {
            FolderDeletion.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
