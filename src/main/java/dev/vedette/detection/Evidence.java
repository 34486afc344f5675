package dev.vedette.detection;

/**
 * One fact that supports a finding. Immutable.
 *
 * @param name what it is, such as {@code tool} or {@code masked secret}
 * @param value masked and cut; hostile text, to be shown as text only
 */
public record Evidence(String name, String value) {
    private static final int LIMIT = 500;

    public Evidence {
        if (value.length() > LIMIT) {
            int end = Character.isHighSurrogate(value.charAt(LIMIT - 1)) ? LIMIT - 1 : LIMIT;
            value = value.substring(0, end) + "…";
        }
    }
}
