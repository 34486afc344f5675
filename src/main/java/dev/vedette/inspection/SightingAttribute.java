package dev.vedette.inspection;

import dev.vedette.telemetry.Attributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries sightings on the record they were made on, as one attribute that is a list of texts. So a record that is
 * read back from the store, where nothing unmasked is left to find, still tells what was in it, and a backend that the
 * record is passed on to can see what was masked.
 */
public final class SightingAttribute {
    /** The attribute's key. Vedette drops it from what comes in from outside. */
    public static final String KEY = "vedette.sightings";

    private static final String SEPARATOR = ";";
    private static final int FIELDS = 7;

    private SightingAttribute() {}

    /** One sighting as text: {@code kind;rule;fingerprint;start;end;masked;place}. */
    public static String encode(Sighting sighting) {
        return String.join(
                SEPARATOR,
                sighting.kind(),
                sighting.rule(),
                sighting.fingerprint(),
                Integer.toString(sighting.start()),
                Integer.toString(sighting.end()),
                sighting.masked().replace(SEPARATOR, ","),
                sighting.place());
    }

    /** The sightings that a record carries; texts that are none are left out. */
    public static List<Sighting> decode(Attributes attributes) {
        if (!attributes.has(KEY)) {
            return List.of();
        }
        List<Sighting> sightings = new ArrayList<>();
        for (String text : attributes.texts(KEY)) {
            String[] fields = text.split(SEPARATOR, FIELDS);
            if (fields.length == FIELDS) {
                add(sightings, fields);
            }
        }
        return List.copyOf(sightings);
    }

    private static void add(List<Sighting> sightings, String[] fields) {
        try {
            int start = Integer.parseInt(fields[3]);
            int end = Integer.parseInt(fields[4]);
            sightings.add(new Sighting(fields[0], fields[1], fields[6], start, end, fields[5], fields[2]));
        } catch (NumberFormatException notASighting) {
            // Text that only looks like a sighting says nothing.
        }
    }
}
