package dev.waymark.lti.grades;

/**
 * What a token may allow on the grade services.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-ags/v2p0#assignment-and-grade-service-claim">AGS 2.0 §3.1</a>
 */
public final class GradeScopes {
    private static final String SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/";
    public static final String LINE_ITEM = SCOPE + "lineitem";
    public static final String LINE_ITEM_READ_ONLY = SCOPE + "lineitem.readonly";
    public static final String RESULT = SCOPE + "result.readonly";
    public static final String SCORE = SCOPE + "score";

    private GradeScopes() {}
}
