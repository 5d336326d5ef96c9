package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Converts folders of other systems' migrations into one set of Flyway scripts. */
@ApplicationScoped
public class Conversions {
    private final SourceConversion sources;

    Conversions(SourceConversion sources) {
        this.sources = sources;
    }

    /** A conversion with the manifest of it. */
    record Result(Conversion conversion, Manifest manifest) {
        byte[] zip() {
            return ConversionArchive.zip(conversion, manifest);
        }
    }

    /**
     * Scripts that were made of other systems' migrations.
     *
     * @param files scripts and their settings, by name
     * @param notes what to know of them
     */
    public record Scripts(Map<String, String> files, List<String> notes) {
        static Scripts of(Conversion conversion) {
            return new Scripts(
                    ConversionArchive.files(conversion),
                    conversion.findings().stream()
                            .filter(each -> each.severity() == Severity.WARNING)
                            .map(each -> each.where() + ": " + each.detail())
                            .toList());
        }
    }

    /**
     * The scripts of folders.
     *
     * @throws SourceNotConvertible with every finding, when one of them is an error
     */
    public Scripts scripts(List<SourceRequest> sources) {
        return Scripts.of(convert(new ConversionRequest(sources)).conversion());
    }

    /**
     * The scripts of what {@code alembic upgrade heads --sql} printed.
     *
     * @param name what the output is called by
     * @throws SourceNotConvertible with every finding, when one of them is an error
     */
    public static Scripts ofAlembic(String name, String output) {
        Conversion conversion = AlembicOutput.convert(
                SourceFolder.empty(name),
                new AlembicOutput.Files(Map.of(), Set.of()),
                MigrationText.whole(name, output, false),
                AlembicOutput.Downs.NONE);
        requireSound(conversion.findings());
        return Scripts.of(conversion);
    }

    private static void requireSound(List<Finding> findings) {
        if (findings.stream().anyMatch(each -> each.severity() == Severity.ERROR)) {
            throw new SourceNotConvertible(findings);
        }
    }

    /**
     * Converts everything or nothing.
     *
     * @throws SourceNotConvertible with every finding, when one of them is an error
     */
    Result convert(ConversionRequest request) {
        List<Conversion> conversions = new ArrayList<>();
        List<String> directories = new ArrayList<>();
        for (SourceRequest source : request.requireSources()) {
            String directory = source.requireDirectory();
            conversions.add(within(directory, sources.convert(source)));
            directories.add(directory);
        }
        SourceMerge.Merged merged = SourceMerge.merge(conversions);
        requireSound(merged.conversion().findings());
        return new Result(merged.conversion(), Manifest.of(merged, directories));
    }

    /** Findings say where in terms of the request, not of one source. */
    private static Conversion within(String directory, Conversion conversion) {
        List<Finding> findings = conversion.findings().stream()
                .map(each -> each.where().equals(directory)
                        ? each
                        : new Finding(
                                each.rule(),
                                each.severity(),
                                directory.replaceAll("/+$", "") + "/" + each.where(),
                                each.detail(),
                                each.remedy()))
                .toList();
        return new Conversion(conversion.migrations(), findings, conversion.order());
    }
}
