package dev.vedette.web;

import dev.vedette.health.Pulse;
import dev.vedette.ingest.IngestTokens;
import dev.vedette.ingest.MarkerRedactor;
import dev.vedette.ingest.OtlpDecoder;
import dev.vedette.ingest.OtlpLimits;
import dev.vedette.ingest.OtlpReceiver;
import dev.vedette.telemetry.BatchSink;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;

/** Real servers with real receivers, on any free port of this machine. */
final class TestReceiver {
    private TestReceiver() {}

    static OtlpServer server(BatchSink sink, Pulse pulse, IngestTokens tokens, int... ports) {
        OtlpLimits limits = OtlpLimits.defaults();
        OtlpDecoder decoder = new OtlpDecoder(new MarkerRedactor(), limits);
        OtlpReceiver receiver = new OtlpReceiver(decoder, sink, pulse, tokens, limits, InstantSource.system());
        List<InetSocketAddress> addresses = java.util.Arrays.stream(ports)
                .mapToObj(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .toList();
        return new OtlpServer(receiver, addresses);
    }
}
