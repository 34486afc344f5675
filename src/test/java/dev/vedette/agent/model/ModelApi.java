package dev.vedette.agent.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** How one of OpenAI's APIs puts an answer on the wire. */
interface ModelApi {
    /** The body of an answer that is not streamed. */
    ObjectNode body(ScriptedAnswer answer);

    /** The events of one that is, each with the empty line behind it. */
    List<String> events(ScriptedAnswer answer);

    /** The API that is reached at this path. */
    static ModelApi at(String path) {
        return path.endsWith("/responses") ? new ResponsesApi() : new ChatCompletionsApi();
    }
}
