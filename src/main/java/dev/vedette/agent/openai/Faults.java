package dev.vedette.agent.openai;

import com.fasterxml.jackson.core.JacksonException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import dev.vedette.agent.model.ModelFault;
import dev.vedette.agent.model.ModelFault.Kind;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the client library throws apart by its type. Nothing of it is kept, for its messages quote addresses,
 * headers and bodies.
 */
final class Faults {
    private static final int MOST_CAUSES = 16;

    private Faults() {}

    /** Why there is no answer. */
    static ModelFault of(Exception failure, boolean begun, InstantSource clock) {
        if (failure instanceof UnfitAnswerException unfit) {
            return new ModelFault(unfit.kind(), 0, null);
        }
        if (failure instanceof SseException told) {
            return new ModelFault(
                    midStream(told.code().orElse(null), told.type().orElse(null)), 0, null);
        }
        if (failure instanceof OpenAIServiceException refused) {
            int status = refused.statusCode();
            return new ModelFault(ofStatus(status), status, RetryAfter.of(refused.headers(), clock));
        }
        return new ModelFault(ofCauses(failure, begun), 0, null);
    }

    /** What an error in the middle of a stream, which has no status of its own, amounts to. */
    static Kind midStream(@Nullable String code, @Nullable String type) {
        boolean limited =
                (code != null && code.startsWith("rate_limit")) || (type != null && type.startsWith("rate_limit"));
        return limited ? Kind.RATE_LIMITED : Kind.UNAVAILABLE;
    }

    private static Kind ofStatus(int status) {
        return switch (status) {
            case 429 -> Kind.RATE_LIMITED;
            case 401, 403 -> Kind.UNAUTHENTICATED;
            default -> status >= 500 ? Kind.UNAVAILABLE : Kind.REJECTED;
        };
    }

    /** Jackson's exceptions are exceptions of input and output, too, and may wrap those of the network. */
    private static Kind ofCauses(Throwable failure, boolean begun) {
        Kind kind = Kind.MALFORMED;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            if (cause instanceof TooLargeException) {
                return Kind.TOO_LARGE;
            }
            if (cause instanceof IOException && !(cause instanceof JacksonException)) {
                kind = begun ? Kind.CUT_OFF : Kind.UNAVAILABLE;
            }
            cause = cause.getCause();
        }
        return kind;
    }
}
