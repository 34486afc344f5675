package dev.vedette.agent.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.agent.tool.ArgumentCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A path leads to a place inside a folder, once all symbolic links are followed. Relative paths begin in the folder;
 * absolute ones may be given if they lead inside. Of a path that does not exist yet, the part that does is followed. A
 * link that leads nowhere is refused, for what is written through it lands elsewhere; so are a name that Windows reads
 * in its own way ({@code \}, a drive, a stream), {@code ..}, {@code ~} at the beginning, percent escapes of {@code .} and
 * separators, control and invisible characters, and letters that normalise to others.
 *
 * <p>Looks at the file system, once. Who can change links between this look and the tool's use can lead the tool
 * astray; tools for which this matters run in a sandbox that sees nothing but the folder. Immutable.
 *
 * <pre>{@code PathInside.of(Path.of("/srv/reports")).at("path")}</pre>
 */
public final class PathInside implements ArgumentCheck {
    private static final String ADVICE =
            "The path is not inside the folder that this tool works in. Use a plain relative path inside of it.";

    private final Path root;
    private final Place place;

    private PathInside(Path root, Place place) {
        this.root = root;
        this.place = place;
    }

    /**
     * Inside of this folder.
     *
     * @throws IllegalArgumentException if it is no folder
     */
    public static Draft of(Path root) {
        try {
            Path real = root.toRealPath();
            if (Files.isDirectory(real)) {
                return argument -> new PathInside(real, Place.at(argument));
            }
        } catch (IOException absent) {
            throw new IllegalArgumentException("there is no such folder: " + root, absent);
        }
        throw new IllegalArgumentException("this is no folder: " + root);
    }

    @Override
    public Optional<Objection> check(ObjectNode arguments) {
        return place.eachText(
                arguments,
                text -> judge(text).map(why -> new Objection("path_outside", place.path() + ": " + why, ADVICE)));
    }

    private Optional<String> judge(String text) {
        Optional<String> odd = PathText.oddity(text);
        if (odd.isPresent()) {
            return odd;
        }
        try {
            Path real = real(root.resolve(text));
            if (real == null) {
                return Optional.of("a link leads nowhere");
            }
            return real.startsWith(root) ? Optional.empty() : Optional.of("it leads outside");
        } catch (IOException | InvalidPathException unfollowed) {
            return Optional.of("it cannot be followed");
        }
    }

    /** Where a path leads, of which only a beginning may exist; null if a link on it leads nowhere. */
    private static @Nullable Path real(Path path) throws IOException {
        Path existing = path;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            Path parent = existing.getParent();
            if (parent == null) {
                return null;
            }
            existing = parent;
        }
        if (!Files.exists(existing)) {
            return null;
        }
        return existing.toRealPath().resolve(existing.relativize(path)).normalize();
    }

    /** A check that needs its argument. */
    @FunctionalInterface
    public interface Draft {
        /** For this argument: a name, or names joined by dots; a list on the way stands for each of its elements. */
        PathInside at(String argument);
    }
}
