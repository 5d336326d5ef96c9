package dev.migrationcontrol.consolidation;

import java.util.Map;

/** Makes blocks of MyBatis' scripts, with the settings of its environments. */
record MyBatisScripts(TreeImport tree, SourceVariables variables, Map<String, String> properties, boolean outside) {
    Block block(Block raw) {
        String text = variables.replace(raw.text(), raw.file(), tree.findings()).replace("\\${", "${");
        Block block = new Block(raw.file(), raw.line(), text, outside);
        if (is("send_full_script")) {
            return block;
        }
        MyBatisLines lines = new MyBatisLines(properties.getOrDefault("delimiter", ";"), is("full_line_delimiter"));
        Block made = new Block(raw.file(), raw.line(), lines.read(text), outside).madeOf(lines.original());
        ConversionProof.noteLeftOut(made, lines.whole(), tree.findings());
        return made;
    }

    private boolean is(String property) {
        return "true".equalsIgnoreCase(properties.get(property));
    }
}
