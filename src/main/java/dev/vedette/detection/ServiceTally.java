package dev.vedette.detection;

import dev.vedette.telemetry.Activity;
import dev.vedette.telemetry.Attributes;
import dev.vedette.telemetry.MetricPoint;
import dev.vedette.telemetry.Operation;
import dev.vedette.telemetry.Placeholder;
import dev.vedette.telemetry.Resource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link ServiceSignals} while they grow. It counts in stretches and knows the newest two, so that a setting that is
 * changed shows within a day; a stretch of a service that says little lasts until there is something to go by. Not
 * thread-safe.
 */
final class ServiceTally {
    private static final long STRETCH = Duration.ofHours(12).toSeconds();
    private static final long LEAST_RECORDS = 200;

    /** Placeholders are looked for in every so many records without content: they are all alike. */
    private static final int EVERY = 16;

    private final List<String> names;
    private final String service;
    private final long firstSecond;
    private long lastSecond;
    private ServiceSignals.Sdk sdk = ServiceSignals.Sdk.UNKNOWN;
    private @Nullable Resource described;
    private CountsTally recent;
    private SignalCounts before;
    private Blindness blindBefore = Blindness.NOTHING;

    ServiceTally(List<String> names, String service, long second) {
        this.names = names;
        this.service = service;
        this.firstSecond = second;
        this.lastSecond = second;
        this.recent = new CountsTally(names, second);
        this.before = SignalCounts.none(second);
    }

    ServiceTally(List<String> names, ServiceSignals signals) {
        this.names = names;
        this.service = signals.service();
        this.firstSecond = signals.firstSecond();
        this.lastSecond = signals.lastSecond();
        this.sdk = signals.sdk();
        this.recent = new CountsTally(names, signals.recent());
        this.before = signals.before();
        this.blindBefore = new CountsTally(names, signals.before()).blindness();
    }

    void add(Activity activity, boolean echo, long facts, long second) {
        heard(activity.resource(), second);
        recent.add(activity, echo, isHeldBack(activity, facts) ? facts | Fact.PLACEHOLDER.bit() : facts);
    }

    void measured(MetricPoint point, long facts, long second) {
        heard(point.resource(), second);
        recent.measured(point, facts);
    }

    private void heard(Resource resource, long second) {
        lastSecond = second;
        if (recent.heard() >= LEAST_RECORDS && second - recent.sinceSecond() >= STRETCH) {
            before = recent.counts();
            blindBefore = recent.blindness();
            recent = new CountsTally(names, second);
        }
        if (!resource.equals(described)) {
            described = resource;
            sdk = sdk(resource.attributes());
        }
    }

    void parent(boolean came, int children) {
        recent.parent(came, children);
    }

    String service() {
        return service;
    }

    long lastSecond() {
        return lastSecond;
    }

    /** What it lacks, as {@link ServiceSignals#counts} has it; cheap. */
    Blindness blindness() {
        return recent.blindness().plus(blindBefore);
    }

    ServiceSignals signals() {
        return new ServiceSignals(service, firstSecond, lastSecond, sdk, recent.counts(), before);
    }

    private boolean isHeldBack(Activity activity, long facts) {
        if ((facts & Fact.CONTENT.bit()) != 0
                || recent.records() % EVERY != 0
                || activity.operation() instanceof Operation.Other) {
            return false;
        }
        for (Object value : activity.attributes().asMap().values()) {
            if (value instanceof String text && Placeholder.isHeldBack(text)) {
                return true;
            }
        }
        return false;
    }

    private static ServiceSignals.Sdk sdk(Attributes resource) {
        String distribution = resource.text("telemetry.distro.name");
        String version = resource.text("telemetry.distro.version");
        return new ServiceSignals.Sdk(
                cut(resource.text("telemetry.sdk.language")),
                cut(resource.text("telemetry.sdk.name")),
                cut(resource.text("telemetry.sdk.version")),
                cut(distribution == null || version == null ? distribution : distribution + " " + version));
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= 80 ? text : text.substring(0, 80);
    }
}
