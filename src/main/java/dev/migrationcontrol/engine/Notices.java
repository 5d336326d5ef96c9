package dev.migrationcontrol.engine;

import java.sql.SQLWarning;

/** Passes on what the statements of one script raise: the first ones, and how many there were beyond them. */
final class Notices {
    private static final int MOST = 200;

    private final RunListener listener;
    private int passed;
    private long leftOut;

    Notices(RunListener listener) {
        this.listener = listener;
    }

    void pass(SQLWarning notice) {
        if (passed < MOST) {
            passed++;
            listener.noticed(notice.getSQLState(), String.valueOf(notice.getMessage()));
        } else {
            leftOut++;
        }
    }

    void leaveOut(long more) {
        leftOut += more;
    }

    void end() {
        if (leftOut > 0) {
            listener.noticesLeftOut(leftOut);
        }
    }
}
