package dev.vedette.agent;

import dev.vedette.agent.access.AllowedTool;
import dev.vedette.agent.access.Allowlist;
import dev.vedette.agent.access.FlowRule;
import dev.vedette.agent.content.OutputPolicy;
import dev.vedette.agent.content.OutputPolicy.Links;
import dev.vedette.agent.identity.Sha256;
import dev.vedette.yaml.Section;
import dev.vedette.yaml.SettingsException;
import dev.vedette.yaml.YamlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link Policy} from YAML. What is not said is as in {@link Policy#standard}; what nobody knows is an error, for
 * a rule that is misspelt would not hold.
 */
final class PolicyFile {
    private static final int HIGHEST_VERSION = 1_000_000;

    private PolicyFile() {}

    static Policy read(Path file) {
        try {
            return parse(file.getFileName().toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The policy " + file.getFileName() + " cannot be read.", unreadable);
        }
    }

    /** @throws SettingsException if anything is wrong, with all of it */
    static Policy parse(String source, String yaml) {
        List<String> problems = new ArrayList<>();
        Section root = new Section("", YamlText.parse(source, yaml), Map.of(), problems);
        Policy standard = Policy.standard();
        Policy.Title title = new Policy.Title(
                root.text("policy", source), root.integer("version", 1, 1, HIGHEST_VERSION), Sha256.of(yaml));
        Policy.Shadow shadow =
                new Policy.Shadow(mode(root).equals("shadow"), new LinkedHashSet<>(root.texts("shadow")));
        Allowlist allowlist = allowlist(root);
        List<FlowRule> flows = flows(root);
        Policy policy = new Policy(
                title,
                shadow,
                root.keys().contains("agents") ? allowlist : null,
                root.keys().contains("flows") ? flows : standard.flows(),
                output(root.section("answers")),
                LimitsFile.limits(root.section("limits"), standard.limits()),
                LimitsFile.loops(root.section("loops")),
                consent(root.section("consent")),
                List.of());
        root.finish();
        if (!problems.isEmpty()) {
            throw new SettingsException(source, problems);
        }
        return policy;
    }

    private static String mode(Section root) {
        return root.convert("mode", "enforce", "enforce or shadow", text -> {
            String mode = text.strip().toLowerCase(Locale.ROOT);
            return mode.equals("enforce") || mode.equals("shadow") ? mode : null;
        });
    }

    private static Allowlist allowlist(Section root) {
        List<Allowlist.Grant> grants = new ArrayList<>();
        for (Section agent : root.sections("agents")) {
            List<AllowedTool> tools = new ArrayList<>();
            for (Section tool : agent.sections("tools")) {
                tools.add(new AllowedTool(
                        tool.requiredText("name"),
                        tool.text("pin"),
                        new LinkedHashSet<>(tool.texts("roles")),
                        tool.flag("ask", false)));
                tool.finish();
            }
            grants.add(new Allowlist.Grant(
                    agent.requiredText("agent"), new LinkedHashSet<>(agent.texts("versions")), tools));
            agent.finish();
        }
        return new Allowlist(grants);
    }

    private static List<FlowRule> flows(Section root) {
        List<FlowRule> rules = new ArrayList<>();
        for (Section flow : root.sections("flows")) {
            Set<String> touched = new LinkedHashSet<>(flow.texts("after"));
            Set<String> before = new LinkedHashSet<>(flow.texts("before"));
            if (touched.isEmpty() || before.isEmpty()) {
                flow.problem("after", "and 'before' must both name labels, such as source.untrusted and sink.external");
            }
            rules.add(new FlowRule(touched, before, verdict(flow).equals("deny")));
            flow.finish();
        }
        return rules;
    }

    private static String verdict(Section flow) {
        return flow.convert("then", "ask", "ask or deny", text -> {
            String verdict = text.strip().toLowerCase(Locale.ROOT);
            return verdict.equals("ask") || verdict.equals("deny") ? verdict : null;
        });
    }

    private static OutputPolicy output(Section answers) {
        OutputPolicy standard = OutputPolicy.STRICT;
        Set<String> images = new LinkedHashSet<>(answers.texts("image-hosts"));
        Set<String> links = new LinkedHashSet<>(answers.texts("link-hosts"));
        boolean remove = answers.flag("remove-images", standard.removeRemoteImages());
        Links kept = answers.convert(
                "links",
                links.isEmpty() ? standard.links() : Links.ALLOWED_HOSTS,
                "keep, hosts or text",
                PolicyFile::links);
        boolean secrets = answers.flag("mask-secrets", standard.maskSecrets());
        answers.finish();
        return new OutputPolicy(remove, images, kept, links, secrets);
    }

    private static @Nullable Links links(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "keep" -> Links.KEEP;
            case "hosts" -> Links.ALLOWED_HOSTS;
            case "text" -> Links.TEXT_ONLY;
            default -> null;
        };
    }

    private static Policy.Consent consent(Section consent) {
        Policy.Consent standard = Policy.Consent.STANDARD;
        Set<String> separate = consent.keys().contains("separate-for")
                ? new LinkedHashSet<>(consent.texts("separate-for"))
                : standard.separateApproverFor();
        Policy.Consent read = new Policy.Consent(consent.duration("patience", standard.patience()), separate);
        consent.finish();
        return read;
    }
}
