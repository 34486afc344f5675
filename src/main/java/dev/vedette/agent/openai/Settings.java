package dev.vedette.agent.openai;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How a provider is asked. Immutable.
 *
 * @param stallLimit how long an answer that has begun may say nothing
 * @param answerLimit the most characters of text and arguments in one answer, after which a body or one event of a
 *     stream is bounded as well
 * @param clock to read dates in {@code Retry-After}
 */
record Settings(
        Address address,
        KeySupplier keys,
        String provider,
        @Nullable String organization,
        @Nullable String project,
        Duration stallLimit,
        int answerLimit,
        InstantSource clock) {
    private static final Duration STALL_LIMIT = Duration.ofSeconds(30);
    private static final int ANSWER_LIMIT = 4 << 20;

    static Settings of(Address address, KeySupplier keys) {
        return new Settings(
                address,
                keys,
                Providers.of(address.endpoint().host()),
                null,
                null,
                STALL_LIMIT,
                ANSWER_LIMIT,
                InstantSource.system());
    }

    Settings withProvider(String name) {
        return new Settings(address, keys, name, organization, project, stallLimit, answerLimit, clock);
    }

    Settings withBilling(@Nullable String organizationId, @Nullable String projectId) {
        return new Settings(address, keys, provider, organizationId, projectId, stallLimit, answerLimit, clock);
    }

    Settings withStallLimit(Duration limit) {
        return new Settings(address, keys, provider, organization, project, limit, answerLimit, clock);
    }

    Settings withAnswerLimit(int limit) {
        return new Settings(address, keys, provider, organization, project, stallLimit, limit, clock);
    }
}
