package dev.vedette.pricing;

import java.util.List;

/**
 * Somebody who sells models, as the price table knows them. Immutable.
 *
 * @param id its name in the table
 * @param names what senders call it, its id among them
 * @param also ids of vendors whose models it sells at their prices
 * @param imitated whether others speak its protocol, so that senders name it when they talk to those
 */
public record Vendor(String id, List<String> names, List<String> also, boolean imitated) {
    public Vendor {
        names = List.copyOf(names);
        also = List.copyOf(also);
    }
}
