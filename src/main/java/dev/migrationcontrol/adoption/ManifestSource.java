package dev.migrationcontrol.adoption;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.audit.database.ManifestFile;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.problem.InvalidRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the manifest: in the request, or next to the scripts. */
@ApplicationScoped
class ManifestSource {
    private final ObjectMapper mapper;

    ManifestSource(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * The manifest, checked, where there is one.
     *
     * @throws ManifestUnusable when the file's is of no use
     * @throws InvalidRequest when the request's is of no use
     */
    Optional<AdoptionManifest> find(Environment environment, @Nullable AdoptionManifest given) {
        if (given != null) {
            return Optional.of(given.checked("manifest"));
        }
        List<Path> files = ManifestFile.of(environment);
        if (files.size() > 1) {
            throw ManifestUnusable.invalid(
                    String.valueOf(files.get(0).getFileName()),
                    "there may be only one, and " + files.size() + " locations have one.");
        }
        return files.stream().findFirst().map(this::read);
    }

    private AdoptionManifest read(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            if (Files.size(file) > ManifestFile.LARGEST) {
                throw ManifestUnusable.invalid(name, "it is larger than 16 MiB.");
            }
            AdoptionManifest manifest = mapper.readValue(file.toFile(), AdoptionManifest.class);
            if (manifest == null) {
                throw ManifestUnusable.invalid(name, "it is empty.");
            }
            return manifest.checked("manifest");
        } catch (InvalidRequest e) {
            throw ManifestUnusable.invalid(name, e.detail());
        } catch (JsonProcessingException e) {
            throw ManifestUnusable.invalid(name, e.getOriginalMessage());
        } catch (IOException e) {
            throw ManifestUnusable.invalid(name, "it cannot be read.");
        }
    }
}
