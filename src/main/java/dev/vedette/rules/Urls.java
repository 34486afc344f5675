package dev.vedette.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds URLs and their hosts in free text, in linear time. */
final class Urls {
    private static final int MAX_URLS = 200;
    private static final int MAX_URL = 4_000;
    private static final int MAX_SCHEME = 20;
    private static final int MAX_ALT = 300;
    private static final String END = " \t\r\n\"'<>`|\\^{}";

    private Urls() {}

    /** The first {@value #MAX_URLS} URLs in a text, each as it stands there. */
    static List<String> in(String text) {
        List<String> urls = new ArrayList<>();
        int colon = text.indexOf("://");
        while (colon >= 0 && urls.size() < MAX_URLS) {
            int start = schemeStart(text, colon);
            int end = end(text, colon + 3);
            if (start < colon && end > colon + 3) {
                urls.add(text.substring(start, end));
            }
            colon = text.indexOf("://", Math.max(end, colon + 3));
        }
        return urls;
    }

    /** The URLs that a Markdown or HTML renderer would fetch by itself: {@code ![](url)} and {@code <img src=url>}. */
    static List<String> ofImages(String text) {
        List<String> urls = new ArrayList<>();
        addMarkdownImages(urls, text);
        addHtmlImages(urls, text);
        return urls;
    }

    private static void addMarkdownImages(List<String> urls, String text) {
        int at = text.indexOf("![");
        while (at >= 0 && urls.size() < MAX_URLS) {
            int open = text.indexOf("](", at);
            if (open < 0) {
                return;
            }
            if (open - at <= MAX_ALT) {
                addFirst(urls, text, open + 2);
                at = text.indexOf("![", open);
            } else {
                at = text.indexOf("![", open - MAX_ALT);
            }
        }
    }

    private static void addHtmlImages(List<String> urls, String text) {
        int at = text.indexOf('<');
        while (at >= 0 && urls.size() < MAX_URLS) {
            if (text.regionMatches(true, at, "<img", 0, 4)) {
                int limit = Math.min(text.length(), at + MAX_ALT);
                int source = at;
                while (source < limit && text.charAt(source) != '>' && !text.regionMatches(true, source, "src", 0, 3)) {
                    source++;
                }
                addFirst(urls, text, source);
            }
            at = text.indexOf('<', at + 1);
        }
    }

    /** The host of a URL, lower case, without user, port and trailing dot; empty when there is none. */
    static String host(String url) {
        int colon = url.indexOf("://");
        int start = colon < 0 ? 0 : colon + 3;
        int end = start;
        while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(start, end);
        authority = authority.substring(authority.lastIndexOf('@') + 1);
        if (authority.startsWith("[")) {
            int close = authority.indexOf(']');
            return close < 0 ? "" : authority.substring(1, close).toLowerCase(Locale.ROOT);
        }
        int port = authority.indexOf(':');
        String host = port < 0 ? authority : authority.substring(0, port);
        return (host.endsWith(".") ? host.substring(0, host.length() - 1) : host).toLowerCase(Locale.ROOT);
    }

    /** What follows the first question mark of a URL; empty when there is none. */
    static String query(String url) {
        return url.substring(url.indexOf('?') < 0 ? url.length() : url.indexOf('?') + 1);
    }

    /** Adds the URL that starts within a few characters of a place. */
    private static void addFirst(List<String> urls, String text, int from) {
        int limit = Math.min(text.length(), from + MAX_SCHEME);
        for (int at = from; at < limit; at++) {
            if (text.startsWith("://", at)) {
                String url = text.substring(schemeStart(text, at), end(text, at + 3));
                int parenthesis = url.indexOf(')');
                urls.add(parenthesis < 0 ? url : url.substring(0, parenthesis));
                return;
            }
        }
    }

    private static int schemeStart(String text, int colon) {
        int start = colon;
        while (start > 0 && colon - start < MAX_SCHEME && isSchemeLetter(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isSchemeLetter(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '+';
    }

    private static int end(String text, int from) {
        int limit = Math.min(text.length(), from + MAX_URL);
        int end = from;
        while (end < limit && END.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
