package dev.migrationcontrol.engine;

import java.util.List;

/** Hears how a run of stock Flyway goes on; called on several threads. */
public interface StockListener {
    /**
     * Flyway is about to run a script. Whether it came to its end is for the history to say.
     *
     * @param inTransaction whether its statements and its row are committed together
     */
    void begun(String script, boolean inTransaction);

    /** These rows are committed. */
    void recorded(List<HistoryRow> rows);
}
