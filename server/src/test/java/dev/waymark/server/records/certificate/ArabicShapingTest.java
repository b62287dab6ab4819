package dev.waymark.server.records.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArabicShapingTest {

    @ParameterizedTest
    @CsvSource({
        "ببب, ﺑﺒﺐ",
        "دار, ﺩﺍﺭ",
        "سلام, ﺳﻼﻡ",
        "لا, ﻻ",
        "پژمان, ﭘﮋﻣﺎﻥ",
        "ب, ﺏ",
        "مُحَمَّد, ﻣُﺤَﻤَّﺪ",
        "a ب b, a ﺏ b",
        "Learner, Learner"
    })
    void joinsLettersToTheirNeighbours(String text, String shaped) {
        assertThat(ArabicShaping.shape(text)).isEqualTo(shaped);
        assertThat(ArabicShaping.unshape(shaped)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"אבג, גבא", "(אב), (בא)", "מָה, המָ"})
    void turnsTextAndMirrorsItsBrackets(String text, String turned) {
        assertThat(new RightToLeft().reorderRTLTextToLTR(text)).isEqualTo(turned);
    }
}
