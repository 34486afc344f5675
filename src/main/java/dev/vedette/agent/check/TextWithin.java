package dev.vedette.agent.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.tool.ArgumentCheck;
import java.util.Optional;

/**
 * A text is no longer than this and has no control characters but line ends and tabs. Immutable.
 *
 * <pre>{@code TextWithin.characters(2000).at("message")}</pre>
 */
public final class TextWithin implements ArgumentCheck {
    private static final String ADVICE = "A text is too long or has control characters. Send a shorter, plain text.";

    private final int longest;
    private final Place place;

    private TextWithin(int longest, Place place) {
        this.longest = longest;
        this.place = place;
    }

    /** No more than so many UTF-16 units. */
    public static Draft characters(int longest) {
        if (longest < 0) {
            throw new IllegalArgumentException("a text has no negative length");
        }
        return argument -> new TextWithin(longest, Place.at(argument));
    }

    @Override
    public Optional<Objection> check(ObjectNode arguments) {
        return place.eachText(arguments, this::judge);
    }

    private Optional<Objection> judge(String text) {
        if (text.length() > longest) {
            return Optional.of(new Objection("text_too_long", place.path() + " has more than " + longest, ADVICE));
        }
        return text.chars().noneMatch(TextWithin::isControl)
                ? Optional.empty()
                : Optional.of(new Objection("text_control", place.path() + " has control characters", ADVICE));
    }

    private static boolean isControl(int unit) {
        return Character.isISOControl(unit) && unit != '\n' && unit != '\r' && unit != '\t';
    }

    /** A check that needs its argument. */
    @FunctionalInterface
    public interface Draft {
        /** For this argument: a name, or names joined by dots; a list on the way stands for each of its elements. */
        TextWithin at(String argument);
    }
}
