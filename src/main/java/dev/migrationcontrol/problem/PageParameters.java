package dev.migrationcontrol.problem;

import org.jspecify.annotations.Nullable;

/** The parameters {@code pageSize} and {@code pageToken} of lists whose items are numbered. */
public final class PageParameters {
    /** How many items a page holds at the most. */
    public static final int MOST = 200;

    private static final int DEFAULT = 50;

    private PageParameters() {}

    /**
     * How many items the page holds.
     *
     * @throws InvalidRequest when it is no number from 1 to 200
     */
    public static int size(@Nullable String pageSize) {
        if (pageSize == null) {
            return DEFAULT;
        }
        if (!pageSize.matches("\\d{1,3}") || Integer.parseInt(pageSize) < 1 || Integer.parseInt(pageSize) > MOST) {
            throw new InvalidRequest("pageSize", "must be a number from 1 to " + MOST);
        }
        return Integer.parseInt(pageSize);
    }

    /**
     * The number of the last item of the page before; null on the first page.
     *
     * @throws InvalidRequest when it is none
     */
    public static @Nullable Long before(@Nullable String pageToken) {
        if (pageToken == null) {
            return null;
        }
        if (!pageToken.matches("[1-9]\\d{0,17}")) {
            throw new InvalidRequest("pageToken", "must be the nextPageToken of an answer");
        }
        return Long.valueOf(pageToken);
    }
}
