package shop;

import io.mongock.api.annotations.ChangeUnit;
import io.mongock.api.annotations.Execution;
import org.springframework.data.mongodb.core.MongoTemplate;

@ChangeUnit(id = "orders", order = "001", author = "shop")
public class Orders {
    @Execution
    public void run(MongoTemplate template) {
        template.createCollection("orders");
    }
}
