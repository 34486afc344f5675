package dev.vedette.web;

import dev.vedette.ingest.OtlpIntake;
import dev.vedette.ingest.OtlpReceiver;
import dev.vedette.ingest.OtlpRequest;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Carries requests from Jetty to the receiver. No thread waits: neither for a body nor for the store. */
final class OtlpHandler extends Handler.Abstract {
    private final OtlpReceiver receiver;

    OtlpHandler(OtlpReceiver receiver) {
        this.receiver = receiver;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        OtlpIntake intake = receiver.open(head(request));
        new OtlpExchange(intake, request, response, callback).begin();
        return true;
    }

    private static OtlpRequest head(Request request) {
        HttpFields headers = request.getHeaders();
        return new OtlpRequest(
                request.getMethod(),
                String.valueOf(request.getHttpURI().getPath()),
                request.getHttpURI().getQuery(),
                headers.get(HttpHeader.CONTENT_TYPE),
                headers.get(HttpHeader.CONTENT_ENCODING),
                headers.get("grpc-encoding"),
                headers.get(HttpHeader.AUTHORIZATION),
                request.getLength());
    }
}
