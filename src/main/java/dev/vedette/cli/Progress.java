package dev.vedette.cli;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;

/** A bar for long work, redrawn in place. It shows itself on a terminal only, and never where output is redirected. */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = 100_000_000L;

    private final PrintWriter terminal;
    private final String label;
    private final long total;
    private final boolean visible;
    private long done;
    private long drawnAt = System.nanoTime() - REDRAW_NANOS;

    Progress(PrintWriter terminal, String label, long total) {
        this.terminal = terminal;
        this.label = label;
        this.total = Math.max(1, total);
        this.visible = CommandLine.Help.Ansi.AUTO.enabled();
    }

    void advance(long amount) {
        done += amount;
        long now = System.nanoTime();
        if (visible && now - drawnAt >= REDRAW_NANOS) {
            drawnAt = now;
            draw();
        }
    }

    @Override
    public void close() {
        if (visible) {
            terminal.print("\r" + " ".repeat(label.length() + WIDTH + 12) + "\r");
            terminal.flush();
        }
    }

    private void draw() {
        double share = Math.min(1.0, (double) done / total);
        int filled = (int) Math.round(share * WIDTH);
        terminal.print(String.format(
                Locale.ROOT,
                "\r%s [%s%s] %3.0f %%",
                label,
                "#".repeat(filled),
                "·".repeat(WIDTH - filled),
                share * 100));
        terminal.flush();
    }
}
