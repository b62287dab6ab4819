package dev.waymark.lti.notices;

import dev.waymark.lti.Checks;
import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.Registration;
import dev.waymark.lti.claims.ClaimNames;
import dev.waymark.lti.claims.Claims;
import dev.waymark.lti.claims.StrictJson;
import dev.waymark.lti.launch.Context;
import dev.waymark.lti.launch.IdTokenVerifier;
import dev.waymark.lti.security.PlatformKeys;
import dev.waymark.lti.security.SignedToken;
import dev.waymark.lti.security.TokenRules;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened on the platform while nobody was looking. Platforms repeat notices: act once per id.
 *
 * @param originContexts for a copied context, the ids of those it was copied from
 * @see <a href="https://www.imsglobal.org/spec/lti-pns/v1p0">Platform Notification Service 1.0</a>
 */
public record Notice(
        String id,
        String type,
        Instant timestamp,
        String deploymentId,
        @Nullable Context context,
        List<String> originContexts) {
    public static final String CONTEXT_COPY = "LtiContextCopyNotice";
    private static final int MAX_BATCH = 1_000;

    /** The signed notices in what the platform posted. */
    public static List<String> tokens(String body) {
        var notices = StrictJson.read(body, Reason.NOTICE_INVALID).objects("notices");
        if (notices.isEmpty() || notices.size() > MAX_BATCH) {
            throw new LtiException(Reason.NOTICE_INVALID, "It holds no notices, or more than 1000.");
        }
        return notices.stream()
                .map(notice -> notice.text("jwt"))
                .filter(Objects::nonNull)
                .toList();
    }

    /** @throws LtiException for the first rule that is broken, with every check made until then */
    public static Notice verify(String token, Registration registration, PlatformKeys keys, Instant now) {
        var checks = new Checks();
        var claims = SignedToken.verify(token, keys, IdTokenVerifier.DEFAULT_MAX_LENGTH, checks);
        var rules = new TokenRules(claims, checks);
        rules.issuer(registration);
        rules.audience(registration);
        rules.authorizedParty(registration);
        rules.expiry(now, IdTokenVerifier.DEFAULT_LEEWAY);
        rules.issuedAt(now, IdTokenVerifier.DEFAULT_LEEWAY);
        rules.notBefore(now, IdTokenVerifier.DEFAULT_LEEWAY);
        return read(claims, checks);
    }

    private static Notice read(Claims claims, Checks checks) {
        checks.require("no launch message", !claims.mentions(ClaimNames.MESSAGE_TYPE), Reason.NOTICE_INVALID);
        checks.require("version", "1.3.0".equals(claims.text(ClaimNames.VERSION)), Reason.VERSION_WRONG);
        var deployment = checks.present(
                "deployment present", claims.identifier(ClaimNames.DEPLOYMENT_ID), Reason.DEPLOYMENT_MISSING);
        var notice = checks.present("notice present", claims.object(ClaimNames.NOTICE), Reason.NOTICE_INVALID);
        return new Notice(
                checks.present("notice id", notice.identifier("id"), Reason.NOTICE_INVALID),
                checks.present("notice type", notice.identifier("type"), Reason.NOTICE_INVALID),
                checks.present("notice time", notice.timestamp("timestamp"), Reason.NOTICE_INVALID),
                deployment,
                Context.parse(claims.object(ClaimNames.CONTEXT)),
                claims.texts(ClaimNames.ORIGIN_CONTEXTS));
    }
}
