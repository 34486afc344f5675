package dev.vedette.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The pages' own files and the libraries from WebJars, all from the class path. Thread-safe. */
final class Assets {
    static final String APP = "/app/";
    static final String LIBRARIES = "/lib/";

    /** Addresses that people see; the page itself finds out what to show. */
    static final String[] PAGES = {
        "/",
        "/alerts",
        "/alerts/{id}",
        "/traces",
        "/traces/{id}",
        "/session",
        "/agents",
        "/agent",
        "/rules",
        "/coverage",
        "/silences",
        "/brakes",
        "/health",
        "/setup"
    };

    private static final Map<String, String> WEBJARS =
            Map.of("lit-html", "lit-html/3.3.2/", "uplot", "uplot/1.6.30/dist/");
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "html", "text/html; charset=utf-8",
            "json", "application/json");

    private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

    void routes(RouteTable table) {
        table.get("/app/<path>", context -> answer(context, "web/app/" + context.pathParam("path")));
        table.get("/lib/{library}/<path>", this::library);
    }

    /** One of the HTML pages. */
    void page(Context context, String name) {
        answer(context, "web/" + name);
    }

    private void library(Context context) {
        String folder = WEBJARS.get(context.pathParam("library"));
        if (folder == null) {
            throw Problem.notFound("There is no such library.");
        }
        answer(context, "META-INF/resources/webjars/" + folder + context.pathParam("path"));
    }

    private void answer(Context context, String resource) {
        Asset asset = find(resource);
        if (asset == null) {
            throw Problem.notFound("There is no such file.");
        }
        if (context.res().getHeader("Cache-Control") == null) {
            context.header("Cache-Control", "no-cache");
        }
        context.header("ETag", asset.tag());
        if (asset.tag().equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        context.contentType(asset.type()).result(asset.bytes());
    }

    private @Nullable Asset find(String resource) {
        Asset known = loaded.get(resource);
        String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
        if (known != null || type == null) {
            return known;
        }
        byte[] bytes = read(resource);
        if (bytes == null) {
            return null;
        }
        Asset asset = new Asset(type, bytes, "\"" + fingerprint(bytes) + "\"");
        loaded.put(resource, asset);
        return asset;
    }

    static byte @Nullable [] read(String resource) {
        try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String fingerprint(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Asset(String type, byte[] bytes, String tag) {}
}
