package dev.vedette.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Duration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code google.rpc.Status} with {@code google.rpc.RetryInfo}, written by hand: two messages of three fields are not
 * worth a library. Field numbers are those of google/rpc/status.proto and error_details.proto.
 */
final class RpcStatus {
    private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";

    private final RefusedException refused;

    RpcStatus(RefusedException refused) {
        this.refused = refused;
    }

    byte[] protobuf() {
        return bytes(out -> {
            out.writeInt32(1, refused.reason().grpcCode());
            out.writeString(2, refused.text());
            if (refused.retryAfterSeconds() > 0) {
                out.writeMessage(3, retryInfo());
            }
        });
    }

    byte[] json() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("code", refused.reason().grpcCode());
        status.put("message", refused.text());
        if (refused.retryAfterSeconds() > 0) {
            status.putArray("details")
                    .addObject()
                    .put("@type", RETRY_INFO)
                    .put("retryDelay", refused.retryAfterSeconds() + "s");
        }
        return status.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Any retryInfo() {
        Duration delay =
                Duration.newBuilder().setSeconds(refused.retryAfterSeconds()).build();
        return Any.newBuilder()
                .setTypeUrl(RETRY_INFO)
                .setValue(ByteString.copyFrom(bytes(out -> out.writeMessage(1, delay))))
                .build();
    }

    private static byte[] bytes(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(out);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }
}
