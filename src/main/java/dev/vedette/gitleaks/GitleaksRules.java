package dev.vedette.gitleaks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.vedette.inspection.Allowlist;
import dev.vedette.inspection.SecretRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads rule files of Gitleaks (version 8). Texts have no path and no commit: conditions on those are left out, a rule
 * that has nothing but a path is skipped. A comment {@code gitleaks:allow} in a text has no effect, for whoever writes
 * the text would otherwise decide what is masked.
 */
public final class GitleaksRules {
    private static final String GITLEAKS = "/inspection/gitleaks.toml";
    private static final String OWN = "/inspection/vedette.toml";

    private GitleaksRules() {}

    /** The rules that come with Vedette: those of Gitleaks, and its own. */
    public static List<SecretRule> builtIn() {
        return read(resource(OWN));
    }

    /**
     * The rules of a file.
     *
     * @param toml the text of the file; {@code [extend]} with {@code useDefault} adds Gitleaks' own rules
     * @throws IllegalArgumentException if it is no such file, with the rule and what is wrong with it
     */
    public static List<SecretRule> read(String toml) {
        return List.copyOf(rules(toml).values());
    }

    private static Map<String, SecretRule> rules(String toml) {
        JsonNode file = parse(toml);
        Map<String, SecretRule> rules = new LinkedHashMap<>();
        JsonNode extend = file.path("extend");
        if (extend.path("path").isTextual()) {
            throw new IllegalArgumentException("[extend] path is not supported; use useDefault = true");
        }
        if (field(extend, "useDefault").asBoolean(false)) {
            rules.putAll(rules(resource(GITLEAKS)));
        }
        field(extend, "disabledRules").forEach(id -> rules.remove(id.asText()));
        List<Allowlist> global = new ArrayList<>();
        Map<String, List<Allowlist>> targeted = new LinkedHashMap<>();
        for (JsonNode node : allowlists(file)) {
            Allowlist allowlist = allowlist(node);
            if (allowlist != null && node.has("targetRules")) {
                node.get("targetRules")
                        .forEach(id -> targeted.computeIfAbsent(id.asText(), key -> new ArrayList<>())
                                .add(allowlist));
            } else if (allowlist != null) {
                global.add(allowlist);
            }
        }
        file.path("rules").forEach(node -> add(node, rules, global));
        targeted.forEach((id, lists) -> rules.computeIfPresent(id, (key, rule) -> with(rule, lists)));
        return rules;
    }

    private static void add(JsonNode node, Map<String, SecretRule> rules, List<Allowlist> global) {
        String id = node.path("id").asText("");
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a rule has no id");
        }
        SecretRule base = rules.get(id);
        String regex = node.path("regex").asText(base == null ? "" : base.regex());
        if (regex.isEmpty()) {
            if (!node.has("path")) {
                throw new IllegalArgumentException("rule " + id + " has neither regex nor path");
            }
            return;
        }
        List<Allowlist> allowlists = new ArrayList<>(base == null ? global : base.allowlists());
        for (JsonNode list : allowlists(node)) {
            Allowlist allowlist = allowlist(list);
            if (allowlist != null) {
                allowlists.add(allowlist);
            }
        }
        Set<String> keywords = new HashSet<>(base == null ? List.of() : base.keywords());
        node.path("keywords").forEach(keyword -> keywords.add(keyword.asText().toLowerCase(Locale.ROOT)));
        int group = field(node, "secretGroup").asInt(base == null ? 0 : base.secretGroup());
        double entropy = node.path("entropy").asDouble(base == null ? 0 : base.entropy());
        rules.put(id, new SecretRule(id, regex, group, entropy, List.copyOf(keywords), allowlists));
    }

    private static SecretRule with(SecretRule rule, List<Allowlist> more) {
        List<Allowlist> allowlists = new ArrayList<>(rule.allowlists());
        allowlists.addAll(more);
        return new SecretRule(rule.id(), rule.regex(), rule.secretGroup(), rule.entropy(), rule.keywords(), allowlists);
    }

    private static List<JsonNode> allowlists(JsonNode owner) {
        boolean both = owner.has("allowlist") && owner.has("allowlists");
        if (both) {
            throw new IllegalArgumentException("allowlist and allowlists cannot be used together");
        }
        List<JsonNode> nodes = new ArrayList<>();
        if (owner.has("allowlist")) {
            nodes.add(owner.get("allowlist"));
        }
        owner.path("allowlists").forEach(nodes::add);
        return nodes;
    }

    /** The part of an allow-list that can hold for a text, or null if nothing of it can. */
    private static @Nullable Allowlist allowlist(JsonNode node) {
        boolean all = switch (node.path("condition").asText("OR").toUpperCase(Locale.ROOT)) {
            case "AND", "&&" -> true;
            case "OR", "||" -> false;
            default ->
                throw new IllegalArgumentException("unknown condition of an allowlist: " + node.get("condition"));
        };
        Allowlist.Target target = switch (field(node, "regexTarget").asText("").toLowerCase(Locale.ROOT)) {
            case "", "secret" -> Allowlist.Target.SECRET;
            case "match" -> Allowlist.Target.MATCH;
            case "line" -> Allowlist.Target.LINE;
            default -> throw new IllegalArgumentException("unknown regexTarget: " + field(node, "regexTarget"));
        };
        List<String> regexes = texts(node.path("regexes"));
        List<String> stopwords = texts(node.path("stopwords"));
        boolean needsPlace = node.has("paths") || node.has("commits");
        boolean nothing = regexes.isEmpty() && stopwords.isEmpty();
        return nothing || (all && needsPlace) ? null : new Allowlist(regexes, stopwords, target, all);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Keys of such files are read in either case. */
    private static JsonNode field(JsonNode owner, String name) {
        return owner.has(name) ? owner.get(name) : owner.path(name.toLowerCase(Locale.ROOT));
    }

    private static JsonNode parse(String toml) {
        try {
            return new TomlMapper().readTree(toml);
        } catch (JsonProcessingException invalid) {
            throw new IllegalArgumentException("not a TOML file: " + invalid.getOriginalMessage(), invalid);
        }
    }

    private static String resource(String name) {
        try (InputStream in = GitleaksRules.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
