package dev.migrationcontrol.document;

/**
 * A document in XML, YAML, JSON or TOML. Nothing is fetched or executed for it, and what is too large, too deep or not well
 * formed ends the reading: what came before is kept.
 *
 * @param root holds the document, or each of several
 * @param fault the line at which reading ended too early; 0 where all was read
 */
public record StructuredText(Node root, int fault) {
    /** What a text may be long at the most, in characters. */
    static final int LONGEST = 50_000_000;

    /**
     * Reads a document.
     *
     * @param extension of its file, which says how it is written; in lower case
     */
    public static StructuredText of(String extension, String text) {
        NodeBuilder builder = new NodeBuilder();
        if (text.length() > LONGEST) {
            return new StructuredText(builder.root(), 1);
        }
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        int fault = switch (extension) {
            case "xml" -> XmlReader.read(bare, builder);
            case "json" -> JsonReader.read(bare, builder);
            case "toml" -> TomlReader.read(bare, builder);
            default -> YamlReader.read(bare, builder);
        };
        return new StructuredText(builder.root(), fault);
    }

    public boolean isBroken() {
        return fault > 0;
    }
}
