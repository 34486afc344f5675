package dev.vedette.egress;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Serves one connection of a client: one request, judged, carried out or refused, and told of. For one thread. */
final class Exchange {
    private final Gate gate;
    private final Traffic traffic;
    private final EgressLimits limits;
    private final EgressListener listener;
    private @Nullable ProxyRequest request;
    private boolean answering;

    Exchange(Gate gate, ByteBudget budget, EgressLimits limits, EgressListener listener) {
        this.gate = gate;
        this.traffic = new Traffic(budget);
        this.limits = limits;
        this.listener = listener;
    }

    /** Serves it to the end, and closes it. */
    void serve(SocketChannel channel) {
        long start = System.nanoTime();
        EgressVerdict verdict = EgressVerdict.BROKEN;
        try (Wire client = new Wire(channel)) {
            verdict = serve(client);
            if (verdict != EgressVerdict.ALLOWED && !answering) {
                refuse(client, verdict);
            }
        } catch (IOException hungUp) {
            // Nobody is left to be told.
        } finally {
            tell(verdict, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private EgressVerdict serve(Wire client) {
        try {
            MessageHead head = MessageHead.parse(client.readHead(limits.headBytes(), TimeLimit.in(limits.headTime())));
            gate.admit(head);
            request = ProxyRequest.of(head);
            gate.judge(request);
            try (Wire host = gate.connect(request, limits)) {
                pass(request, client, host);
            }
            return EgressVerdict.ALLOWED;
        } catch (Refusal refusal) {
            return refusal.verdict();
        } catch (SocketTimeoutException late) {
            return EgressVerdict.TIMED_OUT;
        } catch (IOException broken) {
            return EgressVerdict.BROKEN;
        }
    }

    private void pass(ProxyRequest asked, Wire client, Wire host) throws IOException {
        if (asked.isTunnel()) {
            answering = true;
            client.write(bytes("HTTP/1.1 200 Connection established\r\n\r\n"), TimeLimit.in(limits.idleTime()));
            new Tunnel(client, host, traffic, limits.idleTime()).run();
        } else {
            Forwarding forwarding = new Forwarding(client, host, traffic, limits);
            forwarding.run(asked, () -> answering = true);
        }
    }

    private void refuse(Wire client, EgressVerdict verdict) throws IOException {
        String words = "The egress proxy refused this: " + verdict.code() + "\n";
        String challenge =
                verdict == EgressVerdict.UNAUTHENTICATED ? "Proxy-Authenticate: Basic realm=\"egress\"\r\n" : "";
        client.write(
                bytes("HTTP/1.1 " + verdict.status() + " Refused\r\n" + challenge
                        + "Content-Type: text/plain\r\nContent-Length: " + words.length()
                        + "\r\nConnection: close\r\n\r\n" + words),
                TimeLimit.in(limits.connectTime()));
    }

    private void tell(EgressVerdict verdict, Duration duration) {
        ProxyRequest asked = request;
        listener.ended(new EgressEvent(
                asked == null ? null : asked.host(),
                asked == null ? 0 : asked.port(),
                asked != null && asked.isTunnel(),
                verdict,
                traffic.sent(),
                traffic.received(),
                duration));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
