package shop;

/** So many pieces of a product for somebody. */
public record Order(String customer, String product, int quantity) {}
