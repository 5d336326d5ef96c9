package dev.migrationcontrol.environment;

/** What is wrong with one variable; lets a parser report without knowing which variable it reads. */
final class Complaints {
    private final Misconfigurations all;
    private final String variable;
    private int count;

    Complaints(Misconfigurations all, String variable) {
        this.all = all;
        this.variable = variable;
    }

    void add(String wrong, String instead) {
        count++;
        all.add(variable, wrong, instead);
    }

    boolean none() {
        return count == 0;
    }
}
