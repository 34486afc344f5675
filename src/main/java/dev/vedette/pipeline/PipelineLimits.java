package dev.vedette.pipeline;

/**
 * How much may wait and how much is done at once.
 *
 * @param waitingBytes payload that may wait for the store; beyond it senders are told to try again
 * @param groupRecords records that are committed together at most, so that one commit serves many requests
 * @param groupBytes payload that is committed together at most
 * @param watchBatches stored batches that may wait to be watched; beyond it the store waits, then senders
 */
public record PipelineLimits(long waitingBytes, int groupRecords, long groupBytes, int watchBatches) {
    /** For a heap of one GiB. */
    public static final PipelineLimits STANDARD = new PipelineLimits(96L << 20, 4_000, 16L << 20, 512);
}
