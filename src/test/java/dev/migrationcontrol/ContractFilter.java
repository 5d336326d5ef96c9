package dev.migrationcontrol;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;

/** Holds every response against the stored OpenAPI document. */
final class ContractFilter implements Filter {
    private final Contract contract = new Contract();

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification specification,
            FilterContext context) {
        Response response = context.next(request, specification);
        String method = request.getMethod();
        String path = request.getUserDefinedPath().replaceAll("\\?.*", "");
        if (path.startsWith("/api/") && response.statusCode() != 405 && contract.knows(method, path)) {
            String type = response.contentType();
            boolean json = type.replaceAll(";.*", "").endsWith("json");
            Contract.Said answer = new Contract.Said(response.statusCode(), type, json ? response.asString() : "");
            contract.complaint(method, path, answer).ifPresent(wrong -> {
                throw new AssertionError(method + " " + path + " answered " + answer + "\nbut: " + wrong);
            });
        }
        return response;
    }
}
