package dev.vedette.yaml;

import java.util.List;

/** The configuration cannot be used. The message lists every problem, each with what to do. */
public class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingsException(String source, List<String> problems) {
        super(source + " cannot be used:" + list(problems), null, false, false);
    }

    private static String list(List<String> problems) {
        return problems.size() == 1 ? " " + problems.get(0) : "\n  - " + String.join("\n  - ", problems);
    }
}
