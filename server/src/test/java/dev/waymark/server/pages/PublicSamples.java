package dev.waymark.server.pages;

import dev.waymark.server.admin.FirstRunView;
import dev.waymark.server.admin.SignInView;
import dev.waymark.server.editions.LinkScope;
import dev.waymark.server.launch.RefusedView;
import dev.waymark.server.launch.WindowView;
import dev.waymark.server.launch.picking.PickedItem;
import dev.waymark.server.launch.picking.PickerView;
import dev.waymark.server.nudges.StopView;
import dev.waymark.server.platforms.RegisteredView;
import dev.waymark.server.platforms.RegistrationView;
import dev.waymark.server.records.VerifyView;
import dev.waymark.server.records.VerifyView.Attestation;
import dev.waymark.server.records.VerifyView.Check;
import dev.waymark.server.records.VerifyView.Status;
import dev.waymark.server.web.ErrorView;
import dev.waymark.server.web.Texts;
import java.util.List;
import java.util.Map;

/** Pages that stand outside a session. */
final class PublicSamples {
    private static final String MODULE = "AI & ML Academy – Azure ML Platform";

    private PublicSamples() {}

    static List<Sample> all(Texts texts) {
        return List.of(
                new Sample(
                        "error-expired",
                        "web/error.jte",
                        ErrorView.of(Sample.open(texts), "session-expired", 401, "7f3a-22c1")),
                new Sample(
                        "error-internal",
                        "web/error.jte",
                        ErrorView.of(Sample.open(texts), "unknown", 500, "7f3a-22c2")),
                new Sample("launch-refused", "launch/refused.jte", refused(texts)),
                new Sample("launch-window", "launch/window.jte", window(texts)),
                new Sample("picker", "launch/picker.jte", picker(texts)),
                new Sample("registration", "platforms/register.jte", registration(texts)),
                new Sample("registered", "platforms/registered.jte", registered(texts)),
                new Sample("mail-stop", "nudges/stop.jte", new StopView(Sample.open(texts), true, "/mail/code")),
                new Sample("sign-in", "admin/signin.jte", signIn(texts)),
                new Sample(
                        "first-run",
                        "admin/firstrun.jte",
                        new FirstRunView(Sample.open(texts), "https://waymark.example.org", true, false, false)),
                new Sample("verify-valid", "records/verify.jte", verify(texts, Status.VALID)),
                new Sample("verify-revoked", "records/verify.jte", verify(texts, Status.REVOKED)),
                new Sample(
                        "verify-path",
                        "records/verify.jte",
                        verify(
                                texts,
                                Status.VALID,
                                texts.get("record.of.path", "Developer Environment", "Unmanaged Environment", MODULE),
                                texts.get("record.rule.one-path", "Developer Environment", "Unmanaged Environment"))));
    }

    private static PickerView picker(Texts texts) {
        return new PickerView(
                Sample.open(texts),
                "#",
                List.of(
                        new PickedItem("small", "Small module", 0, 5, LinkScope.NONE),
                        new PickedItem("small/one", Sample.HOSTILE, 1, 3, LinkScope.NONE),
                        new PickedItem("small/one/100", Sample.ENDLESS, 2, 1, LinkScope.NONE)),
                true,
                true,
                true,
                null);
    }

    private static RefusedView refused(Texts texts) {
        return new RefusedView(
                Sample.open(texts),
                "state-other-browser",
                texts.get("refused.why.state-other-browser"),
                "This launch was started in another browser.",
                "Security Framework 1.0 §5.1.1.3 Authentication Response",
                "https://www.imsglobal.org/spec/security/v1p0/",
                "7f3a-22c3",
                "/lti/again");
    }

    private static VerifyView verify(Texts texts, Status status) {
        return verify(texts, status, MODULE, texts.get("record.rule.all"));
    }

    private static VerifyView verify(Texts texts, Status status, String title, String rule) {
        boolean valid = status == Status.VALID;
        return new VerifyView(
                Sample.open(texts),
                status,
                "Learner 07",
                title,
                3,
                Attestation.MIXED,
                50,
                12,
                1,
                12,
                rule,
                "did:web:waymark.example.org",
                "2030-05-12T09:30:00Z",
                null,
                valid ? null : "2030-06-01T08:00:00Z",
                valid ? null : "Issued to the wrong account",
                "4f6c1de0c4b2a79f66f4a1f9d2d8f2d0b7c1b7b0e6ad3f08c2b0f9f3a77c1e55",
                List.of(
                        new Check("known", true, null),
                        new Check("issuer", true, "did:web:waymark.example.org"),
                        new Check("key", true, "did:web:waymark.example.org#es256-1"),
                        new Check("signature", true, null),
                        new Check("form", true, null),
                        new Check("claims", true, null),
                        new Check("validity", true, "since 2030-05-12T09:30:00Z"),
                        new Check(
                                "status",
                                valid,
                                (valid ? "not revoked" : "revoked") + ", says the list of 2030-06-02T10:00:00Z")),
                new VerifyView.Holder("#", valid ? VerifyView.Answer.SAME : VerifyView.Answer.OTHER),
                "/credentials/sample",
                "/verify/sample.pdf",
                null);
    }

    private static WindowView window(Texts texts) {
        return new WindowView(
                Sample.open(texts),
                WindowView.Reason.COOKIES_BLOCKED,
                "post",
                "/lti/handoff",
                Map.of("code", "sample"));
    }

    private static RegistrationView registration(Texts texts) {
        return new RegistrationView(
                Sample.open(texts),
                "https://lms.example.org",
                "moodle",
                List.of(
                        new RegistrationView.Endpoint("authorization", "https://lms.example.org/mod/lti/auth.php"),
                        new RegistrationView.Endpoint("token", "https://lms.example.org/" + Sample.ENDLESS)),
                true,
                "The same issuer is known with other keys.",
                "/lti/register",
                Map.of("ticket", "sample"));
    }

    private static RegisteredView registered(Texts texts) {
        return new RegisteredView(Sample.open(texts), "https://lms.example.org", "10000000000042", "1", true);
    }

    private static SignInView signIn(Texts texts) {
        return new SignInView(
                Sample.open(texts), SignInView.Purpose.ADMINISTRATION, "/signin/sample", "2030-05-13T09:30:00Z");
    }
}
