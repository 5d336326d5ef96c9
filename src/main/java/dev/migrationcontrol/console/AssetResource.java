package dev.migrationcontrol.console;

import dev.migrationcontrol.access.Public;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What pages look like, and what makes them live. */
@Path("/console/assets/{name}")
class AssetResource {
    private final Assets assets;

    AssetResource(Assets assets) {
        this.assets = assets;
    }

    @Public
    @GET
    public Response get(@PathParam("name") String name, @HeaderParam("Accept-Encoding") @Nullable String accepted) {
        Assets.Asset asset = assets.find(name);
        if (asset == null) {
            throw new NotFoundException();
        }
        boolean gzip = "gzip".equals(accepted);
        Response.ResponseBuilder response = Response.ok(gzip ? asset.compressed() : asset.plain())
                .header("Content-Type", asset.type())
                .header("Cache-Control", "public, immutable, max-age=86400")
                .header("Vary", "Accept-Encoding");
        return (gzip ? response.header("Content-Encoding", "gzip") : response).build();
    }
}
