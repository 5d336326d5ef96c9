package dev.migrationcontrol.lot;

import java.util.Arrays;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** What reads the texts of others without a server: the lot that fills the time of whoever ends first. */
@Suite
@SelectPackages({"dev.migrationcontrol.document", "dev.migrationcontrol.source", "dev.migrationcontrol.text"})
final class HostileLot {
    private HostileLot() {}

    /** Whether a class is of this lot, and so of no other. */
    static boolean has(Class<?> test) {
        String name = test.getPackageName();
        return Arrays.stream(
                        HostileLot.class.getAnnotation(SelectPackages.class).value())
                .anyMatch(each -> name.equals(each) || name.startsWith(each + "."));
    }
}
