package io.modelgovernance.core.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HtmlPageTest {
    private static HtmlPage whole() {
        HtmlPage page = HtmlPage.titled("Card")
                .section("Data")
                .paragraph("Text.")
                .list(List.of("one", "two"))
                .table(List.of("name", "value"), List.of(List.of("AUC", "0.78"), List.of("note", "1 of 2")));
        for (Figure figure : Drawings.labelled("label")) {
            page = page.figure(figure);
        }
        return page;
    }

    @Test
    void aPageNeedsNothingElse() {
        String html = whole().html();
        String withoutNamespace = html.replace("http://www.w3.org/2000/svg", "");
        for (String door : List.of("http:", "https:", "src=", "href=", "url(", "<link", "<script", "@import")) {
            assertFalse(withoutNamespace.contains(door), door);
        }
        assertTrue(html.startsWith("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>"));
        assertTrue(html.contains("default-src &#39;none&#39;"));
        assertTrue(html.endsWith("</body>\n</html>\n"));
    }

    @Test
    void cellsThatAreNumbersStandToTheRight() {
        String html = whole().html();
        assertTrue(html.contains("<td class=\"n\">0.78</td>"));
        assertTrue(html.contains("<td>1 of 2</td>"));
        assertThrows(
                InvalidInputException.class,
                () -> HtmlPage.titled("t").table(List.of("a", "b"), List.of(List.of("only one"))));
    }

    @Test
    void theSameContentGivesTheSameBytesWhateverTheLocale() {
        String expected = whole().html();
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("de-DE", "ar-EG-u-nu-arab", "tr-TR", "hi-IN-u-nu-deva")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertEquals(expected, whole().html(), tag);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aPageIsNotChangedByMakingALongerOne() {
        HtmlPage first = HtmlPage.titled("t").paragraph("one");
        String before = first.html();
        first.paragraph("two");
        assertEquals(before, first.html());
    }

    @Test
    void numbersAreShort() {
        assertEquals("0", Markup.number(-0.0));
        assertEquals("0.1235", Markup.number(0.123456));
        assertEquals("12340", Markup.number(12344));
        assertEquals("-5E-7", Markup.number(-5e-7));
        assertEquals("1.235E+12", Markup.number(1234567890123.0));
        assertEquals("unknown", Markup.number(Double.NaN));
        assertEquals("-infinite", Markup.number(Double.NEGATIVE_INFINITY));
        assertEquals("12.35", Markup.coordinate(12.346));
        assertEquals("0", Markup.coordinate(-0.001));
        assertEquals("100", Markup.coordinate(100));
    }
}
