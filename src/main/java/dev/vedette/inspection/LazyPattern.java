package dev.vedette.inspection;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** A pattern that is compiled when it is first needed: most rules never are. Thread-safe. */
final class LazyPattern {
    private final String source;
    private volatile @Nullable Pattern pattern;

    LazyPattern(String source) {
        this.source = source;
    }

    Matcher matcher(CharSequence text) {
        Pattern compiled = pattern;
        if (compiled == null) {
            compiled = Pattern.compile(source);
            pattern = compiled;
        }
        return compiled.matcher(text);
    }
}
