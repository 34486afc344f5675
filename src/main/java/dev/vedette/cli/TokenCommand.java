package dev.vedette.cli;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a random token. */
@Command(
        name = "token",
        description = "Prints a new random token for dashboard.tokens or otlp.tokens, or a webhook secret.",
        footer = {"", "Example:", "  export VEDETTE_TOKEN=$(java -jar vedette.jar token)"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:did it", "2:wrong usage"},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class TokenCommand implements Callable<Integer> {
    private static final int BYTES = 32;

    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--webhook", description = "A signing secret of Standard Webhooks instead (whsec_…).")
    private boolean webhook;

    @Override
    public Integer call() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String token = webhook
                ? "whsec_" + Base64.getEncoder().encodeToString(random)
                : "vdt_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Output.of(command).result(token);
        return 0;
    }
}
