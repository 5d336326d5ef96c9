package shop;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.is;

import dev.migrationcontrol.fixtures.MigratedDatabaseResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

/** The whole application, on a migrated database that is its datasource for JDBC and for the reactive client. */
@QuarkusTest
@QuarkusTestResource(MigratedDatabaseResource.class)
class OrdersResourceTest {
    @Test
    void anOrderIsTakenOutOfTheStock() {
        given().contentType(ContentType.JSON)
                .body(new Order("ann", "chair", 3))
                .post("/orders")
                .then()
                .statusCode(204);

        when().get("/orders/ann").then().body("[0].quantity", is(3));
        when().get("/stock/chair").then().body(is("7"));
    }
}
