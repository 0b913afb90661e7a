package io.ringmaster.gateway.client;

import io.ringmaster.gateway.Signer;
import si.mazi.rescu.ParamsDigest;
import si.mazi.rescu.RestInvocation;

/** Signs a request as it is sent, URL-encoded; XChange's own digest signs the decoded text, which the venue no longer takes. One thread. */
final class EncodedDigest implements ParamsDigest {

    private final Signer signer;

    EncodedDigest(final Signer signer) {
        this.signer = signer;
    }

    @Override
    public String digestParams(final RestInvocation request) {
        final String query = request.getQueryString() == null ? "" : request.getQueryString();
        final String body = request.getRequestBody() == null ? "" : request.getRequestBody();
        return signer.derivatives(query + body, Long.parseLong(request.getHttpHeadersFromParams().get("Nonce")), request.getPath());
    }
}
