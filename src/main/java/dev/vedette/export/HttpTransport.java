package dev.vedette.export;

import dev.vedette.telemetry.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** OTLP/HTTP with protobuf bodies, after the OTLP specification 1.11. */
final class HttpTransport implements Transport {
    private static final MediaType PROTOBUF = MediaType.get("application/x-protobuf");
    private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);

    /** Bad request, too large, unprocessable: said of a request, though the fault may be that of one record. */
    private static final Set<Integer> DIVISIBLE = Set.of(400, 413, 422);

    private final Destination destination;
    private final InstantSource clock;
    private final AnswerReader reader;
    private final Map<Signal, HttpUrl> urls = new EnumMap<>(Signal.class);
    private final OkHttpClient client;

    HttpTransport(Destination destination) {
        this(destination, InstantSource.system());
    }

    HttpTransport(Destination destination, InstantSource clock) {
        this.destination = destination;
        this.clock = clock;
        this.reader = new AnswerReader(destination);
        destination.signals().forEach(signal -> urls.put(signal, url(destination, destination.url(signal))));
        this.client = client(destination).build();
    }

    /** An address that could never be asked is found out at the start, without showing what is in its query. */
    static HttpUrl url(Destination destination, String url) {
        HttpUrl parsed = HttpUrl.parse(url);
        if (parsed == null) {
            throw new IllegalArgumentException(destination.name() + ": the endpoint is not a valid address");
        }
        return parsed;
    }

    /** A client that follows no redirect: a redirect could carry the headers to somebody else. */
    static OkHttpClient.Builder client(Destination destination) {
        return new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                .callTimeout(destination.timeout())
                .connectTimeout(destination.timeout())
                .readTimeout(destination.timeout())
                .writeTimeout(destination.timeout());
    }

    @Override
    public Answer send(Signal signal, byte[] payload) {
        boolean zip = destination.compression() == Destination.Compression.GZIP;
        Request.Builder request = new Request.Builder()
                .url(Objects.requireNonNull(urls.get(signal), "a signal of the destination"))
                .header("User-Agent", "Vedette")
                .post(RequestBody.create(zip ? gzip(payload) : payload, PROTOBUF));
        if (zip) {
            request.header("Content-Encoding", "gzip");
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
        close(client);
    }

    static void close(OkHttpClient client) {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    static byte[] gzip(byte[] payload) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream(payload.length / 4 + 64);
        try (GZIPOutputStream stream = new GZIPOutputStream(zipped)) {
            stream.write(payload);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return zipped.toByteArray();
    }

    static byte[] read(ResponseBody body) throws IOException {
        return body.byteStream().readNBytes(MAX_ANSWER_BYTES);
    }

    private Answer answer(Response response) throws IOException {
        int status = response.code();
        byte[] body = read(response.body());
        if (response.isSuccessful()) {
            String type = response.header("Content-Type", "");
            return type != null && type.contains("protobuf") ? reader.delivered(body) : new Answer.Delivered(0, "");
        }
        String why = "HTTP " + status + ": " + (response.isRedirect() ? "redirects are not followed" : said(body));
        if (RETRYABLE.contains(status)) {
            return new Answer.Retry(AnswerReader.retryAfter(response.header("Retry-After"), clock.instant()), why);
        }
        return new Answer.Refused(why, DIVISIBLE.contains(status));
    }

    private String said(byte[] body) {
        String said = reader.shown(body);
        return said.isEmpty() ? "no reason given" : said;
    }
}
