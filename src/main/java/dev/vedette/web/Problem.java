package dev.vedette.web;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a caller did wrong or cannot have now, in the form of RFC 9457: what happened, and what to do. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final String whatToDo;

    private Problem(int status, String title, String whatToDo) {
        super(title, null, false, false);
        this.status = status;
        this.title = title;
        this.whatToDo = whatToDo;
    }

    static Problem of(int status, String title, String whatToDo) {
        return new Problem(status, title, whatToDo);
    }

    static Problem badRequest(String title, String whatToDo) {
        return new Problem(400, title, whatToDo);
    }

    static Problem notFound(String what) {
        return new Problem(404, what, "It may have been deleted by retention, or the link may be incomplete.");
    }

    int status() {
        return status;
    }

    void answer(Context context) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("detail", whatToDo);
        context.status(status).contentType("application/problem+json").result(Json.text(body));
        context.header("Cache-Control", "no-store");
    }
}
