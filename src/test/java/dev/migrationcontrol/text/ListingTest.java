package dev.migrationcontrol.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListingTest {
    @Test
    void namesUpToTheBoundAreAllListed() {
        assertThat(Listing.of(List.of(), 3)).isEmpty();
        assertThat(Listing.of(List.of("a"), 3)).isEqualTo("a");
        assertThat(Listing.of(List.of("a", "b", "c"), 3)).isEqualTo("a, b, c");
    }

    @Test
    void namesAboveTheBoundAreCounted() {
        assertThat(Listing.of(List.of("a", "b", "c", "d"), 3)).isEqualTo("a, b, c and 1 more");
        List<String> many = IntStream.range(0, 100_000).mapToObj(i -> "n" + i).toList();
        assertThat(Listing.of(many, 2)).isEqualTo("n0, n1 and 99998 more");
    }

    @Test
    void namesThatAreOnlySomeOfAllCountTheOthersToo() {
        assertThat(Listing.of(List.of("a", "b"), 3, 2)).isEqualTo("a, b");
        assertThat(Listing.of(List.of("a", "b"), 3, 9)).isEqualTo("a, b and 7 more");
        assertThat(Listing.of(List.of("a", "b", "c", "d"), 3, 9)).isEqualTo("a, b, c and 6 more");
    }
}
