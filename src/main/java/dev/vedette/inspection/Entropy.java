package dev.vedette.inspection;

/** How little a text repeats itself (Shannon, 1948). */
final class Entropy {
    private static final int ASCII = 128;

    private Entropy() {}

    /**
     * Bits a character. Like Gitleaks, whose thresholds are meant for this, it counts characters but divides by the
     * length in UTF-8. Characters outside ASCII count as one and the same.
     */
    static double of(String text) {
        int[] counts = new int[ASCII + 1];
        int length = 0;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            counts[Math.min(character, ASCII)]++;
            length += character < ASCII ? 1 : 2;
        }
        double entropy = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / length;
                entropy -= share * Math.log(share) / Math.log(2);
            }
        }
        return entropy;
    }
}
