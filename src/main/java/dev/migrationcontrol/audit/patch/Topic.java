package dev.migrationcontrol.audit.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One reason to change files: all of its changes are drafted, or those that would break something without the others are not. */
interface Topic {
    /** Where it is about, for people. */
    String place();

    /** What it is about, as a sentence. */
    String what();

    void draft(Drafts drafts);

    /** Words that each file has in which it looks for something. */
    default Set<String> words() {
        return Set.of();
    }

    /** The most important first. */
    static List<Topic> of(TreePatch.Order order) {
        List<Topic> topics = new ArrayList<>();
        topics.add(new UpgradeScript(order));
        topics.addAll(VariableRename.of(order.variables()));
        topics.addAll(RunnerRemoval.of(order));
        topics.add(new ToolCommands(order));
        topics.add(new AlembicTestTool(order));
        topics.add(new AlembicEnvironmentTool(order));
        topics.add(new EnvironmentFiles(order));
        topics.add(new ReadmeSection(order));
        topics.add(new UpgradeCallers(order));
        return topics;
    }
}
