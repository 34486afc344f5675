package dev.vedette.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Serves until it is told to stop. */
@Command(
        name = "serve",
        description = "Takes OTLP, watches, alerts, shows and passes on until it is told to stop (the default).",
        footer = {
            "",
            "Settings come from the file, then from variables (dashboard.port is VEDETTE_DASHBOARD_PORT), then from"
                    + " these options. Ctrl-C stops in order; nothing that was acknowledged is lost.",
            "",
            "Example:",
            "  vedette serve --config vedette.yaml --data /var/lib/vedette"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:cannot start: a port or folder is taken, the store is down",
            "2:wrong usage or configuration",
            "130:stopped in order by Ctrl-C (143: by SIGTERM)"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private ServeOptions options = new ServeOptions();

    @Override
    public Integer call() throws Exception {
        return Serving.untilInterrupted(options.settings(), options.out());
    }
}
