package dev.vedette.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** A bar for long work, redrawn in place; on a terminal only, never where output is redirected. */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 30;
    private static final int LONGEST_LABEL = 30;
    private static final long REDRAW_NANOS = 100_000_000L;

    private final PrintWriter terminal;
    private final String label;
    private final long total;
    private final boolean visible;
    private long done;
    private long drawnAt = System.nanoTime();
    private int drawn;

    /** @param visible whether there is a terminal to draw on */
    Progress(PrintWriter terminal, String label, long total, boolean visible) {
        this.terminal = terminal;
        this.label = label.substring(Math.max(0, label.length() - LONGEST_LABEL));
        this.total = Math.max(1, total);
        this.visible = visible;
    }

    void advance(long amount) {
        done += amount;
        long now = System.nanoTime();
        if (visible && now - drawnAt >= REDRAW_NANOS) {
            drawnAt = now;
            draw();
        }
    }

    /** Makes room for a line; the bar comes back as the work goes on. */
    void clear() {
        if (drawn > 0) {
            terminal.print("\r" + " ".repeat(drawn) + "\r");
            terminal.flush();
            drawn = 0;
        }
    }

    @Override
    public void close() {
        clear();
    }

    private void draw() {
        double share = Math.min(1.0, (double) done / total);
        int filled = (int) Math.round(share * WIDTH);
        String bar = String.format(
                Locale.ROOT, "%s [%s%s] %3.0f %%", label, "#".repeat(filled), ".".repeat(WIDTH - filled), share * 100);
        terminal.print("\r" + bar);
        terminal.flush();
        drawn = bar.length();
    }
}
