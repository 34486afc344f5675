package dev.vedette.export;

import dev.vedette.telemetry.Signal;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** OTLP/gRPC: a unary call is one framed message each way and a status in the trailers of an HTTP/2 response. */
final class GrpcTransport implements Transport {
    private static final MediaType GRPC = MediaType.get("application/grpc");
    private static final int PREFIX_BYTES = 5;
    private static final int OK = 0;
    private static final int UNKNOWN = 2;
    private static final int INVALID_ARGUMENT = 3;
    private static final int RESOURCE_EXHAUSTED = 8;

    /** CANCELLED, DEADLINE_EXCEEDED, ABORTED, OUT_OF_RANGE, UNAVAILABLE, DATA_LOSS: OTLP's list. */
    private static final Set<Integer> RETRYABLE = Set.of(1, 4, 10, 11, 14, 15);

    private static final Set<Integer> RETRYABLE_HTTP = Set.of(429, 502, 503, 504);

    private final Destination destination;
    private final AnswerReader reader;
    private final HttpUrl base;
    private final OkHttpClient client;

    GrpcTransport(Destination destination) {
        this.destination = destination;
        this.reader = new AnswerReader(destination);
        this.base = HttpTransport.url(
                destination,
                destination.endpoint().getScheme() + "://"
                        + destination.endpoint().getRawAuthority());
        boolean secure = base.isHttps();
        this.client = HttpTransport.client(destination)
                .protocols(secure ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1) : List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                .build();
    }

    @Override
    public Answer send(Signal signal, byte[] payload) {
        boolean zip = destination.compression() == Destination.Compression.GZIP;
        Request.Builder request = new Request.Builder()
                .url(base.newBuilder().addPathSegments(method(signal)).build())
                .header("User-Agent", "Vedette")
                .header("TE", "trailers")
                .header("grpc-timeout", destination.timeout().toMillis() + "m")
                .post(RequestBody.create(framed(payload, zip), GRPC));
        if (zip) {
            request.header("grpc-encoding", "gzip");
        }
        destination.headers().forEach(request::header);
        try (Response response = client.newCall(request.build()).execute()) {
            return answer(response);
        } catch (IOException failure) {
            return new Answer.Retry(null, reader.shown(String.valueOf(failure)));
        }
    }

    @Override
    public void close() {
        HttpTransport.close(client);
    }

    private Answer answer(Response response) throws IOException {
        byte[] body = HttpTransport.read(response.body());
        if (response.code() != 200) {
            String why = "HTTP " + response.code() + " instead of gRPC: " + reader.shown(body);
            return RETRYABLE_HTTP.contains(response.code())
                    ? new Answer.Retry(null, why)
                    : new Answer.Refused(why, false);
        }
        if (body.length == MAX_ANSWER_BYTES) {
            return new Answer.Refused("the answer is larger than " + MAX_ANSWER_BYTES + " bytes", false);
        }
        // A response without a body has its status where other responses have it in the trailers.
        Headers trailers = response.header("grpc-status") == null ? response.trailers() : response.headers();
        int status = status(trailers);
        if (status == OK) {
            boolean plain = body.length >= PREFIX_BYTES && body[0] == 0;
            return plain
                    ? reader.delivered(Arrays.copyOfRange(body, PREFIX_BYTES, body.length))
                    : new Answer.Delivered(0, "");
        }
        String why = "gRPC status " + status + ": " + reader.shown(message(trailers));
        Duration after = retryInfo(trailers);
        boolean again = RETRYABLE.contains(status) || (status == RESOURCE_EXHAUSTED && after != null);
        // Servers answer RESOURCE_EXHAUSTED to a message that is too large for them.
        boolean divisible = status == INVALID_ARGUMENT || status == RESOURCE_EXHAUSTED;
        return again ? new Answer.Retry(after, why) : new Answer.Refused(why, divisible);
    }

    private static int status(Headers trailers) {
        String status = trailers.get("grpc-status");
        try {
            return status == null ? UNKNOWN : Integer.parseInt(status);
        } catch (NumberFormatException notANumber) {
            return UNKNOWN;
        }
    }

    private static String message(Headers trailers) {
        String message = trailers.get("grpc-message");
        if (message == null) {
            return "no reason given";
        }
        try {
            return URLDecoder.decode(message.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return message;
        }
    }

    private static @Nullable Duration retryInfo(Headers trailers) {
        String details = trailers.get("grpc-status-details-bin");
        try {
            return details == null
                    ? null
                    : AnswerReader.retryInfo(Base64.getDecoder().decode(details));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static byte[] framed(byte[] payload, boolean zip) {
        byte[] message = zip ? HttpTransport.gzip(payload) : payload;
        return ByteBuffer.allocate(PREFIX_BYTES + message.length)
                .put((byte) (zip ? 1 : 0))
                .putInt(message.length)
                .put(message)
                .array();
    }

    private static String method(Signal signal) {
        String base = "opentelemetry.proto.collector.";
        return switch (signal) {
            case TRACES -> base + "trace.v1.TraceService/Export";
            case LOGS -> base + "logs.v1.LogsService/Export";
            case METRICS -> base + "metrics.v1.MetricsService/Export";
        };
    }
}
