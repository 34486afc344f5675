package dev.vedette.egress;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Passes one plain request to a host and its answer back: exactly the body that the head announced, so that nothing
 * follows it unseen to the same host, and {@code Connection: close} to both, so that the next request is judged again.
 * Redirects are passed on like every answer.
 */
final class Forwarding {
    private static final int BLOCK = 16_384;
    private static final int MOST_INTERIM = 8;
    private static final String CLOSE = "Connection: close\r\n\r\n";

    private final Wire client;
    private final Wire host;
    private final Traffic traffic;
    private final EgressLimits limits;

    Forwarding(Wire client, Wire host, Traffic traffic, EgressLimits limits) {
        this.client = client;
        this.host = host;
        this.traffic = traffic;
        this.limits = limits;
    }

    /**
     * How long the body of a request is.
     *
     * @throws Refusal if that is not said, or ambiguous
     */
    static long bodyLength(ProxyRequest request) throws Refusal {
        long length = request.head().contentLength();
        if (length < 0 && !request.head().values("transfer-encoding").isEmpty()) {
            throw new Refusal(EgressVerdict.LENGTH_REQUIRED);
        }
        return length;
    }

    /**
     * Passes it.
     *
     * @param answering told when the client is about to be answered
     */
    void run(ProxyRequest request, Runnable answering) throws IOException {
        send(request, bodyLength(request));
        MessageHead answer = answer();
        ByteBuffer head = bytes(answer.start() + "\r\n" + framing(answer) + answer.endToEnd() + CLOSE);
        traffic.toClient(head.remaining());
        answering.run();
        client.write(head, idle());
        if (!hasNoBody(request, answer)) {
            long announced = answer.contentLength();
            copy(host, client, announced < 0 ? Long.MAX_VALUE : announced, traffic::toClient);
        }
    }

    private void send(ProxyRequest request, long length) throws IOException {
        String head = request.method() + " " + request.path() + " HTTP/1.1\r\nHost: " + request.authority() + "\r\n"
                + (length < 0 ? "" : "Content-Length: " + length + "\r\n")
                + request.head().endToEnd() + CLOSE;
        ByteBuffer bytes = bytes(head);
        traffic.toHost(bytes.remaining());
        host.write(bytes, idle());
        long copied = copy(client, host, Math.max(0, length), traffic::toHost);
        if (copied < length) {
            throw new EOFException("the body is shorter than announced");
        }
    }

    /** The final answer; interim ones are of no use to a client that did not ask for them. */
    private MessageHead answer() throws IOException {
        for (int interim = 0; interim <= MOST_INTERIM; interim++) {
            MessageHead head = readAnswer();
            if (!head.start().startsWith("HTTP/1.1 1")) {
                return head;
            }
        }
        throw new Refusal(EgressVerdict.UNREACHABLE);
    }

    private MessageHead readAnswer() throws IOException {
        try {
            MessageHead head = MessageHead.parse(host.readHead(limits.headBytes(), idle()));
            boolean http = head.start().startsWith("HTTP/1.1 ") || head.start().startsWith("HTTP/1.0 ");
            if (http && head.contentLength() >= -1) {
                return head;
            }
        } catch (Refusal malformed) {
            // What is wrong with an answer is not the client's fault.
        }
        throw new Refusal(EgressVerdict.UNREACHABLE);
    }

    private static String framing(MessageHead answer) throws Refusal {
        long length = answer.contentLength();
        StringBuilder framing = new StringBuilder(length < 0 ? "" : "Content-Length: " + length + "\r\n");
        answer.values("transfer-encoding")
                .forEach(coding ->
                        framing.append("Transfer-Encoding: ").append(coding).append("\r\n"));
        return framing.toString();
    }

    private static boolean hasNoBody(ProxyRequest request, MessageHead answer) {
        String status = answer.start().substring("HTTP/1.1 ".length());
        return request.method().equals("HEAD") || status.startsWith("204") || status.startsWith("304");
    }

    private long copy(Wire from, Wire to, long most, Toll toll) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long copied = 0;
        while (copied < most) {
            block.clear().limit((int) Math.min(BLOCK, most - copied));
            int count = from.read(block, idle());
            if (count < 0) {
                return copied;
            }
            copied += count;
            toll.take(count);
            to.write(block.flip(), idle());
        }
        return copied;
    }

    private TimeLimit idle() {
        return TimeLimit.in(limits.idleTime());
    }

    private static ByteBuffer bytes(String head) {
        return ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1));
    }
}
