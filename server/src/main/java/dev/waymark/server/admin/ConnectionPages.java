package dev.waymark.server.admin;

import dev.waymark.lti.registration.ProductFamily;
import dev.waymark.server.admin.ConnectionStore.Deployed;
import dev.waymark.server.admin.ConnectionStore.Registered;
import dev.waymark.server.links.OneTimeLinks;
import dev.waymark.server.platforms.Products;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.Session;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows connections as their page wants them. */
final class ConnectionPages {
    private final Page page;
    private final String base;

    ConnectionPages(Page page, Session session) {
        this.page = page;
        this.base = "/l/" + session.launch() + "/admin";
    }

    ConnectionsView list(
            List<Registered> registrations,
            List<Deployed> deployments,
            OneTimeLinks.@Nullable Made invitation,
            boolean trusted,
            @Nullable String problem) {
        Map<UUID, List<Registered>> byPlatform = registrations.stream()
                .collect(Collectors.groupingBy(Registered::platform, LinkedHashMap::new, Collectors.toList()));
        return new ConnectionsView(
                page,
                byPlatform.values().stream()
                        .map(each -> platform(each, deployments))
                        .toList(),
                invitation == null
                        ? null
                        : new ConnectionsView.Invitation(
                                invitation.url(), invitation.expiresAt().toString(), trusted),
                base + "/connections/invite",
                base + "/connections/manual",
                problem);
    }

    private ConnectionsView.Platform platform(List<Registered> registrations, List<Deployed> deployments) {
        Registered first = registrations.get(0);
        boolean stranger = first.namesake() != null && registrations.stream().allMatch(Registered::waiting);
        return new ConnectionsView.Platform(
                first.issuer(),
                first.family() == null ? null : Products.name(ProductFamily.of(first.family())),
                registrations.stream()
                        .map(each -> registration(each, deployments))
                        .toList(),
                stranger ? page.texts().get("connections.stranger", first.jwksUrl()) : null);
    }

    private ConnectionsView.Registration registration(Registered registered, List<Deployed> deployments) {
        String path = base + "/connections/" + registered.id();
        return new ConnectionsView.Registration(
                registered.clientId(),
                time(registered.lastLaunch()),
                registered.lastError(),
                base + "/launches?registration=" + registered.id(),
                path + "/test",
                path + "/remove",
                deployments.stream()
                        .filter(each -> each.registration().equals(registered.id()))
                        .map(each -> deployment(path, each))
                        .toList(),
                registered.waiting() ? path + "/approve" : null,
                registered.namesake() != null);
    }

    private static ConnectionsView.Deployment deployment(String path, Deployed deployed) {
        String id = "?id=" + URLEncoder.encode(deployed.id(), StandardCharsets.UTF_8);
        return new ConnectionsView.Deployment(
                deployed.id(),
                switch (deployed.state()) {
                    case "approved" -> ConnectionsView.State.APPROVED;
                    case "refused" -> ConnectionsView.State.REFUSED;
                    default -> ConnectionsView.State.PENDING;
                },
                deployed.trusted(),
                time(deployed.lastLaunch()),
                path + "/deployment/approve" + id,
                path + "/deployment/refuse" + id,
                path + "/deployment/trust" + id,
                path + "/deployment/frames" + id,
                String.join(" ", deployed.frames()));
    }

    static @Nullable String time(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant().toString();
    }
}
