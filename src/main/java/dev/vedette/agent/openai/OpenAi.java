package dev.vedette.agent.openai;

import dev.vedette.agent.model.ChatModel;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Models of OpenAI, or of anybody whose API is like OpenAI's. Immutable and thread-safe; its models share their
 * connections. Keys come from a {@link KeySupplier} for each call and are kept nowhere. Only the environment's variables
 * that are named here are read, and the client library is not loaded before the first call.
 */
public final class OpenAi {
    private static final String OPENAI = "https://api.openai.com/v1";

    private final Settings settings;
    private final Transport transport;

    private OpenAi(Settings settings) {
        this.settings = settings;
        this.transport = new Transport(settings);
    }

    /**
     * As {@code OPENAI_API_KEY}, {@code OPENAI_BASE_URL}, {@code OPENAI_ORG_ID} and {@code OPENAI_PROJECT_ID} say. A key
     * that is missing is told when a model is called.
     *
     * @throws IllegalArgumentException if the base URL is none that may be used
     */
    public static OpenAi fromEnvironment() {
        return from(System::getenv);
    }

    static OpenAi from(UnaryOperator<@Nullable String> environment) {
        String base = environment.apply("OPENAI_BASE_URL");
        Address address = Address.of(base == null || base.isBlank() ? OPENAI : base, false);
        Settings settings = Settings.of(address, () -> environment.apply("OPENAI_API_KEY"));
        return new OpenAi(
                settings.withBilling(environment.apply("OPENAI_ORG_ID"), environment.apply("OPENAI_PROJECT_ID")));
    }

    /**
     * At this address, such as {@code https://api.openai.com/v1}. Plain HTTP is for this machine only.
     *
     * @throws IllegalArgumentException if that is none that may be used; the address is not quoted
     */
    public static OpenAi at(String baseUrl, KeySupplier keys) {
        return new OpenAi(Settings.of(Address.of(baseUrl, false), keys));
    }

    /**
     * As {@link #at}, but plain HTTP may leave this machine: the key and all that is said can be read on the way.
     *
     * @throws IllegalArgumentException if that is no address
     */
    public static OpenAi atUnencrypted(String baseUrl, KeySupplier keys) {
        return new OpenAi(Settings.of(Address.of(baseUrl, true), keys));
    }

    /** The same under this {@code gen_ai.provider.name}; it is otherwise guessed from the host. */
    public OpenAi withProvider(String name) {
        return new OpenAi(settings.withProvider(name));
    }

    /** The same, billed to this organisation and project, each null for the key's own. */
    public OpenAi withBilling(@Nullable String organizationId, @Nullable String projectId) {
        return new OpenAi(settings.withBilling(organizationId, projectId));
    }

    /**
     * The same, but an answer that has begun may say nothing for so long. Thirty seconds if nothing is said.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public OpenAi withStallLimit(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("the stall limit must be positive");
        }
        return new OpenAi(settings.withStallLimit(limit));
    }

    /**
     * The same, but an answer may have this many characters of text and arguments. A body, or one event of a stream, may
     * have as many bytes and some more, where JSON's brackets and commas count for what they take in memory. Four million
     * (2<sup>22</sup>) if nothing is said.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public OpenAi withAnswerLimit(int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("the answer limit must be positive");
        }
        return new OpenAi(settings.withAnswerLimit(limit));
    }

    /** A model that is asked by Chat Completions, which nearly everybody speaks. */
    public ChatModel chat(String model) {
        boolean completionTokens =
                Providers.knowsCompletionTokens(settings.address().endpoint().host());
        return new OpenAiModel(model, settings, transport, new ChatDialect(completionTokens));
    }

    /** A model that is asked by the Responses API. Nothing is stored at the provider. */
    public ChatModel responses(String model) {
        return new OpenAiModel(model, settings, transport, new ResponsesDialect());
    }
}
