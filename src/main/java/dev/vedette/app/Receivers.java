package dev.vedette.app;

import dev.vedette.alerting.Notifier;
import dev.vedette.alerting.Route;
import dev.vedette.config.Settings;
import dev.vedette.notify.ConsoleNotifier;
import dev.vedette.notify.DashboardAddress;
import dev.vedette.notify.WebhookNotifier;
import dev.vedette.notify.WebhookSettings;
import dev.vedette.yaml.SettingsException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Who is told of what: the terminal always, webhooks as configured. */
final class Receivers {
    private static final String CONSOLE = "console";

    private Receivers() {}

    static List<Route> routes(Settings settings) {
        List<Route> routes = new ArrayList<>();
        routes.add(new Route(CONSOLE, settings.alerts().consoleSeverity(), List.of(), true));
        for (Settings.Receiver receiver : settings.receivers()) {
            routes.add(new Route(receiver.name(), receiver.minimumSeverity(), List.of(), receiver.sendResolved()));
        }
        return routes;
    }

    /**
     * The webhooks, checked.
     *
     * @throws SettingsException if one cannot be used
     */
    static List<WebhookSettings> webhooks(Settings settings) {
        List<WebhookSettings> webhooks = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Settings.Receiver receiver : settings.receivers()) {
            try {
                webhooks.add(new WebhookSettings(
                        receiver.name(),
                        receiver.url(),
                        receiver.secrets(),
                        receiver.allowPrivate(),
                        receiver.headers()));
            } catch (IllegalArgumentException wrong) {
                problems.add(String.valueOf(wrong.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException("The receivers", problems);
        }
        return webhooks;
    }

    /**
     * One notifier for each receiver.
     *
     * @param terminal where the console writes
     * @param dashboard where links lead
     */
    static List<Notifier> notifiers(List<WebhookSettings> webhooks, Appendable terminal, URI dashboard) {
        DashboardAddress address = new DashboardAddress(dashboard);
        List<Notifier> notifiers = new ArrayList<>();
        notifiers.add(new ConsoleNotifier(CONSOLE, terminal, address));
        webhooks.forEach(webhook -> notifiers.add(new WebhookNotifier(webhook, address)));
        return notifiers;
    }
}
