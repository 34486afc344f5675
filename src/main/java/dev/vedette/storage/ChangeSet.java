package dev.vedette.storage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements of one transaction, run and remembered, so that they can be run again. Not thread-safe. */
final class ChangeSet {
    private static final int NULL = 0;
    private static final int TEXT = 1;
    private static final int WHOLE = 2;

    /** A statement with its values: texts, whole numbers or null. */
    private record Change(String sql, List<@Nullable Object> values) {}

    private final Connection connection;
    private final List<Change> changes = new ArrayList<>();

    ChangeSet(Connection connection) {
        this.connection = connection;
    }

    /** Runs a statement and returns how many rows it met. */
    int run(String sql, @Nullable Object... values) throws SQLException {
        List<@Nullable Object> kept = new ArrayList<>();
        Collections.addAll(kept, values);
        changes.add(new Change(sql, kept));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Rows.bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** Everything that was run, as bytes for {@link #runAgain}. */
    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(changes.size());
            for (Change change : changes) {
                writeText(out, change.sql());
                out.writeInt(change.values().size());
                for (Object value : change.values()) {
                    writeValue(out, value);
                }
            }
        }
        return bytes.toByteArray();
    }

    /** Runs what {@link #toBytes} remembered. */
    static void runAgain(Connection connection, byte[] bytes) throws SQLException, IOException {
        ChangeSet again = new ChangeSet(connection);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            for (int left = in.readInt(); left > 0; left--) {
                String sql = readText(in);
                @Nullable Object[] values = new Object[in.readInt()];
                for (int index = 0; index < values.length; index++) {
                    values[index] = readValue(in);
                }
                again.run(sql, values);
            }
        }
    }

    private static void writeValue(DataOutputStream out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof Number number) {
            out.writeByte(WHOLE);
            out.writeLong(number.longValue());
        } else {
            out.writeByte(TEXT);
            writeText(out, value.toString());
        }
    }

    private static @Nullable Object readValue(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case NULL -> null;
            case WHOLE -> in.readLong();
            default -> readText(in);
        };
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
