package dev.migrationcontrol.conversion.migration;

/**
 * How much of a tree is read.
 *
 * @param files at most this many files
 * @param fileSize in bytes
 * @param totalSize of all files together, in bytes
 * @param depth of folders
 */
public record ConversionLimits(int files, long fileSize, long totalSize, int depth) {
    public static final ConversionLimits USUAL = new ConversionLimits(20_000, 50_000_000, 200_000_000, 24);
}
