package dev.migrationcontrol.draft;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.audit.TreeUploads;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.source.tree.SourceArchive;
import dev.migrationcontrol.workspace.FolderDeletion;
import dev.migrationcontrol.workspace.TemporaryFolders;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads models from requests: JSON, or an archive of SQL files, which run in the order of their names. */
@Singleton
class ModelBodies {
    private static final int MOST_LOOKED_AT = 20_000;

    private final TreeUploads uploads;
    private final TemporaryFolders folders;
    private final ObjectMapper mapper;
    private final Access access;

    ModelBodies(TreeUploads uploads, TemporaryFolders folders, ObjectMapper mapper, Access access) {
        this.uploads = uploads;
        this.folders = folders;
        this.mapper = mapper;
        this.access = access;
    }

    /** Reads JSON. */
    <T> T json(InputStream body, Class<T> type, T nothing) throws IOException {
        T read = mapper.readValue(body, type);
        return read == null ? nothing : read;
    }

    static boolean isJson(@Nullable MediaType type) {
        return type == null || type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
    }

    /** The SQL files of an archive. */
    List<ModelScript> archive(InputStream body, MediaType type) throws IOException {
        SourceArchive.Kind kind = type.getSubtype().toLowerCase(Locale.ROOT).equals("zip")
                ? SourceArchive.Kind.ZIP
                : SourceArchive.Kind.TAR_GZIP;
        Path folder = folders.folder("model");
        try (TreeUploads.Received archive = uploads.receive(body, kind)) {
            uploads.unpack(archive, kind, folder);
            return below(folder);
        } finally {
            FolderDeletion.delete(folder);
        }
    }

    /** Who wants what another environment has is allowed to view it. */
    void requireVisible(Model model) {
        if (model.environment() != null) {
            access.require(Verb.VIEW, model.environment());
        }
    }

    private static List<ModelScript> below(Path folder) throws IOException {
        List<ModelScript> scripts = new ArrayList<>();
        long bytes = 0;
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = walk.limit(MOST_LOOKED_AT)
                    .filter(Files::isRegularFile)
                    .filter(each -> each.toString().toLowerCase(Locale.ROOT).endsWith(".sql"))
                    .sorted()
                    .toList();
            for (Path file : files) {
                bytes += Files.size(file);
                if (bytes > 4L * Model.LONGEST) {
                    throw new InvalidRequest("scripts", "must have " + Model.LONGEST + " characters at the most");
                }
                scripts.add(new ModelScript(
                        folder.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
            }
        }
        return scripts;
    }
}
