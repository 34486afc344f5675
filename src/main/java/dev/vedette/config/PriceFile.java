package dev.vedette.config;

import dev.vedette.pricing.PriceTable;
import dev.vedette.pricing.PricedModel;
import dev.vedette.pricing.Vendor;
import dev.vedette.yaml.Section;
import dev.vedette.yaml.SettingsException;
import dev.vedette.yaml.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads price tables: {@code vendors} with what senders call them and what their {@code models} cost, {@code models}
 * with one price whoever sells them, and {@code elsewhere}, the vendors whose prices are not known. Mistakes are told
 * all at once, as those of the configuration are.
 */
public final class PriceFile {
    private static final String SHIPPED = "/pricing/prices.yaml";

    private PriceFile() {}

    /** The list prices that come along. */
    public static PriceTable shipped() {
        try (InputStream in = PriceFile.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + SHIPPED);
            }
            return read(SHIPPED, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * The table of a file.
     *
     * @param source the file's name, for the message
     * @param yaml its text
     * @throws SettingsException if anything is wrong
     */
    public static PriceTable read(String source, String yaml) {
        List<String> problems = new ArrayList<>();
        Section root = new Section("", YamlText.parse(source, yaml), Map.of(), problems);
        List<Vendor> vendors = new ArrayList<>();
        for (String name : root.texts("elsewhere")) {
            vendors.add(new Vendor(name, List.of(name), List.of(), false));
        }
        Map<String, List<PricedModel>> models = new LinkedHashMap<>();
        models.put(PriceTable.ANY_VENDOR, PriceReader.models(root.section("models")));
        Section sellers = root.section("vendors");
        for (String id : sellers.keys()) {
            Section section = sellers.section(id);
            vendors.add(vendor(id, section));
            models.put(id, PriceReader.models(section.section("models")));
            section.finish();
        }
        root.finish();
        if (!problems.isEmpty()) {
            throw new SettingsException(source, problems);
        }
        return PriceTable.of(vendors, models);
    }

    private static Vendor vendor(String id, Section section) {
        Set<String> names = new LinkedHashSet<>(Set.of(id));
        names.addAll(section.texts("names"));
        section.text("source");
        return new Vendor(id, List.copyOf(names), section.texts("also"), section.flag("imitated", false));
    }
}
