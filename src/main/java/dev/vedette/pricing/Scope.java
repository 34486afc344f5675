package dev.vedette.pricing;

import java.util.ArrayList;
import java.util.List;

/**
 * Whose models a name may mean. Immutable.
 *
 * @param vendors ids, the nearest first
 * @param open whether it may be anybody else's too
 */
record Scope(List<String> vendors, boolean open) {
    static final Scope ANY = new Scope(List.of(), true);

    static Scope of(Vendor vendor) {
        List<String> ids = new ArrayList<>(List.of(vendor.id()));
        ids.addAll(vendor.also());
        return new Scope(ids, vendor.imitated());
    }

    boolean admits(Vendor vendor) {
        return open || vendors.contains(vendor.id());
    }
}
