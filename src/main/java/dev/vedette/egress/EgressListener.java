package dev.vedette.egress;

/** Learns what passes a proxy. Called from the proxy's threads, several at once; must not wait. */
@FunctionalInterface
public interface EgressListener {
    /** A connection has ended. */
    void ended(EgressEvent event);
}
