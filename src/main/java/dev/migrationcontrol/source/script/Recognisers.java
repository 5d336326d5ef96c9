package dev.migrationcontrol.source.script;

import java.util.List;

/** The recognisers of migration systems, in the order in which they claim files: the more particular ones first. */
public final class Recognisers {
    public static final List<Recogniser> ALL = List.of(
            new SqitchScripts(),
            new GraphileScripts(),
            new SectionedSql(),
            new SteppedSql(),
            new LiquibaseScripts(),
            new AlembicScripts(),
            new DjangoScripts(),
            new YoyoScripts(),
            new CodeScripts(),
            new FolderSql(),
            new ManifestScripts(),
            new OpenfireScripts(),
            new DeploymentHandlerScripts(),
            new OperationFiles(),
            new PairedSql(),
            new VersionedSql(),
            new PlainSql());

    private Recognisers() {}
}
