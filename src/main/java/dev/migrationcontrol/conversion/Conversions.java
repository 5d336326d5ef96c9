package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Converts folders of other systems' migrations into one set of Flyway scripts. */
@ApplicationScoped
class Conversions {
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
        List<Finding> findings = merged.conversion().findings();
        if (findings.stream().anyMatch(each -> each.severity() == Severity.ERROR)) {
            throw new SourceNotConvertible(findings);
        }
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
