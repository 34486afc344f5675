package dev.vedette.egress;

/** Counts bytes before they are passed on. */
@FunctionalInterface
interface Toll {
    void take(long bytes) throws Refusal;
}
