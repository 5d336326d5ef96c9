package dev.migrationcontrol.source.script;

import java.util.List;

/** Finds the scripts of one kind of migration system in a tree. */
public interface Recogniser {
    public List<ScriptSystem> find(TreeView view);
}
