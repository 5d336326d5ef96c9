package dev.migrationcontrol.audit;

import dev.migrationcontrol.source.tree.SourceLimits;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which source trees may be audited, and how large they may be. */
@ConfigMapping(prefix = "migration-control.audits")
interface TreeAuditConfig {
    /** Directories below which trees may be audited by their path; none unless configured. */
    Optional<List<String>> roots();

    /** Environments on whose servers scripts of trees may be run, on scratch databases; none unless configured. */
    Optional<List<String>> scratchEnvironments();

    /** Those of them on whose servers scripts of uploaded archives may be run too; none unless configured. */
    Optional<List<String>> uploadScratchEnvironments();

    /** The largest archive that may be uploaded; the service's own limit on bodies, 64 MB unless raised, comes first. */
    @WithDefault("64M")
    MemorySize maxUpload();

    /** How many archives are received and checked at once. */
    @WithDefault("4")
    int uploads();

    /** How long an archive may take to arrive. */
    @WithDefault("5m")
    Duration uploadTimeout();

    /** How many bytes of an archive have to arrive in a second, on average. */
    @WithDefault("16K")
    MemorySize uploadRate();

    /** How many files and directories a tree may have. */
    @WithDefault("200000")
    int maxFiles();

    /** How many directories deep a tree may be. */
    @WithDefault("40")
    int maxDepth();

    /** How many bytes the files of an archive may have together. */
    @WithDefault("1G")
    MemorySize maxUnpacked();

    /** How many bytes one file of an archive may have. */
    @WithDefault("100M")
    MemorySize maxFile();

    /** How much of one file is read. */
    @WithDefault("2M")
    MemorySize maxRead();

    /** How long reading a tree may take. */
    @WithDefault("2m")
    Duration timeLimit();

    default SourceLimits limits() {
        return new SourceLimits(
                maxFiles(),
                maxDepth(),
                maxUnpacked().asLongValue(),
                maxFile().asLongValue(),
                Math.toIntExact(Math.min(maxRead().asLongValue(), 64L << 20)),
                timeLimit());
    }
}
