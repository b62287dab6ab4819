package dev.waymark.server.records.credential;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;

/** The organisation whose server this is, as credentials name it. */
public record Issuer(URI publicUrl, String name) {

    public DidWeb did() {
        return DidWeb.of(publicUrl);
    }

    String url(String path) {
        String base = publicUrl.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }

    ObjectNode profile() {
        ObjectNode profile = CredentialJson.object().put("id", did().did());
        profile.putArray("type").add("Profile");
        return profile.put("name", name).put("url", publicUrl.toString());
    }
}
