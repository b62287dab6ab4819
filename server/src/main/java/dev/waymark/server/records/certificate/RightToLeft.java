package dev.waymark.server.records.certificate;

import com.openhtmltopdf.bidi.BidiReorderer;
import com.openhtmltopdf.bidi.BidiSplitter;
import com.openhtmltopdf.bidi.BidiTextRun;
import java.text.Bidi;

/** Splits and turns text for a PDF, where glyphs always run from left to right. */
final class RightToLeft implements BidiReorderer {
    private static final String MIRRORED = "()[]{}<>«»";

    @Override
    public String reorderRTLTextToLTR(String text) {
        StringBuilder turned = new StringBuilder(text.length());
        int end = text.length();
        while (end > 0) {
            int start = end;
            do {
                start = text.offsetByCodePoints(start, -1);
            } while (start > 0 && ArabicShaping.isMark(text.codePointAt(start)));
            turned.append(mirror(text.substring(start, end)));
            end = start;
        }
        return turned.toString();
    }

    private static String mirror(String cluster) {
        int at = cluster.length() == 1 ? MIRRORED.indexOf(cluster) : -1;
        return at < 0 ? cluster : String.valueOf(MIRRORED.charAt(at ^ 1));
    }

    @Override
    public String shapeText(String text) {
        return ArabicShaping.shape(text);
    }

    @Override
    public String deshapeText(String text) {
        return ArabicShaping.unshape(text);
    }

    @Override
    public boolean isLiveImplementation() {
        return true;
    }

    /** Runs of one direction, in the order in which they are seen. */
    static final class Splitter implements BidiSplitter {
        private Bidi bidi = new Bidi("", Bidi.DIRECTION_LEFT_TO_RIGHT);
        private Integer[] visual = {};

        @Override
        public void setParagraph(String text, byte direction) {
            int base = direction == RTL ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT;
            bidi = new Bidi(text, direction == NEUTRAL ? Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT : base);
            int runs = bidi.getRunCount();
            byte[] levels = new byte[runs];
            visual = new Integer[runs];
            for (int i = 0; i < runs; i++) {
                levels[i] = (byte) bidi.getRunLevel(i);
                visual[i] = i;
            }
            if (runs > 1) {
                Bidi.reorderVisually(levels, 0, visual, 0, runs);
            }
        }

        @Override
        public int countTextRuns() {
            return visual.length;
        }

        @Override
        public BidiTextRun getVisualRun(int index) {
            int run = visual[index];
            int start = bidi.getRunStart(run);
            return new BidiTextRun(start, bidi.getRunLimit(run) - start, bidi.getRunLevel(run) % 2 == 0 ? LTR : RTL);
        }

        @Override
        public byte getBaseDirection(String paragraph) {
            Bidi first = new Bidi(paragraph, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
            return first.baseIsLeftToRight() ? LTR : RTL;
        }
    }
}
