package dev.vedette.app;

import dev.vedette.config.Settings;
import dev.vedette.export.CursorStore;
import dev.vedette.export.Destination;
import dev.vedette.export.FileCursorStore;
import dev.vedette.export.Forwarder;
import dev.vedette.export.ForwarderStatus;
import dev.vedette.health.Pulse;
import dev.vedette.telemetry.Signal;
import dev.vedette.telemetry.TraceStore;
import dev.vedette.web.ForwarderView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;

/** All forwarders together. */
final class Forwarding implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final long LONGEST_LAG = 200_000;

    private final List<Settings.Forward> settings;
    private final List<Forwarder> forwarders = new ArrayList<>();

    Forwarding(List<Settings.Forward> settings, TraceStore traces, Path data, Pulse pulse, InstantSource clock) {
        this.settings = settings;
        CursorStore cursors = new FileCursorStore(data.resolve("forward"));
        for (Settings.Forward forward : settings) {
            forwarders.add(new Forwarder(
                    destination(forward), traces, cursors, pulse, clock, new SplittableRandom(), LONGEST_LAG));
        }
    }

    void start() {
        forwarders.forEach(Forwarder::start);
    }

    void wake() {
        forwarders.forEach(Forwarder::wake);
    }

    List<ForwarderView> views() {
        List<ForwarderView> views = new ArrayList<>();
        for (int index = 0; index < forwarders.size(); index++) {
            ForwarderStatus status = forwarders.get(index).status();
            views.add(new ForwarderView(
                    status.destination(),
                    settings.get(index).endpoint().toString(),
                    settings.get(index).link(),
                    status.lag(),
                    status.sent(),
                    status.refused() + status.rejected(),
                    status.dropped(),
                    status.lastError(),
                    status.lastSuccess()));
        }
        return views;
    }

    @Override
    public void close() {
        forwarders.forEach(Forwarder::close);
    }

    private static Destination destination(Settings.Forward forward) {
        return new Destination(
                forward.name(),
                forward.protocol().equals("grpc") ? Destination.Protocol.GRPC : Destination.Protocol.HTTP_PROTOBUF,
                forward.endpoint(),
                forward.headers(),
                forward.gzip() ? Destination.Compression.GZIP : Destination.Compression.NONE,
                EnumSet.allOf(Signal.class),
                TIMEOUT);
    }
}
