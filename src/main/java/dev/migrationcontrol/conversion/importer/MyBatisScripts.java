package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.ConversionProof;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import java.util.Map;

/** Makes blocks of MyBatis' scripts, with the settings of its environments. */
record MyBatisScripts(ImportSession tree, SourceVariables variables, Map<String, String> properties, boolean outside) {
    MigrationText block(MigrationText raw) {
        String text = variables.replace(raw.text(), raw.file(), tree.findings()).replace("\\${", "${");
        MigrationText block = new MigrationText(raw.file(), raw.line(), text, outside);
        if (is("send_full_script")) {
            return block;
        }
        MyBatisLines lines = new MyBatisLines(properties.getOrDefault("delimiter", ";"), is("full_line_delimiter"));
        MigrationText made =
                new MigrationText(raw.file(), raw.line(), lines.read(text), outside).madeOf(lines.original());
        ConversionProof.noteLeftOut(made, lines.whole(), tree.findings());
        return made;
    }

    private boolean is(String property) {
        return "true".equalsIgnoreCase(properties.get(property));
    }
}
