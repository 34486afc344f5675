package dev.vedette.agent;

import dev.vedette.agent.content.StreamMasker;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Shows an answer as far as it is certain that no secret and no forbidden markup begins in it. Used by one thread. */
final class MaskedStream implements AnswerStream {
    private final Supplier<StreamMasker> maskers;
    private final Consumer<RunEvent> events;
    private StreamMasker masker;
    private boolean shown;

    MaskedStream(Supplier<StreamMasker> maskers, Consumer<RunEvent> events) {
        this.maskers = maskers;
        this.events = events;
        this.masker = maskers.get();
    }

    @Override
    public void onText(String text) {
        show(masker.feed(text));
    }

    @Override
    public void restart() {
        masker = maskers.get();
        if (shown) {
            events.accept(new RunEvent.TextRestarted());
            shown = false;
        }
    }

    @Override
    public void finish() {
        show(masker.flush());
    }

    private void show(String text) {
        if (!text.isEmpty()) {
            shown = true;
            events.accept(new RunEvent.Text(text));
        }
    }
}
